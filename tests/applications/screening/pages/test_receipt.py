"""What attests a complement: its PDF, its page, and one mail of its own."""

from __future__ import annotations

from applications import tasks
from applications.actions.saving import save_section
from applications.documents.receipt import receipt_context
from applications.models import Deposit
from applications.states import DocumentKind
from inmp_portal.outbox.models import Mail
from tests.applications.depositing.documents.test_documents import rendered, text_of
from tests.applications.screening.conftest import DUE


def save(dossier, by, at, section, **values):
    return save_section(application=dossier, by=by, at=at, section=section, values=values, version=0)


def test_the_receipt_of_a_complement_says_what_it_is(request_complement, send, after, snapshot, as_user, lead):
    request_complement()
    made = send(reply="Voici.")
    assert receipt_context(made, after)["complement"]["due_at"] == DUE
    words = text_of(rendered(made, DocumentKind.RECEIPT, after))
    assert "en réponse à la demande de complément du mardi 9 septembre 2025" in words and "tolérance" not in words
    words = words.replace(made.fingerprint, "EMPREINTE").replace(made.fingerprint[:12], "EMPREINTE")
    snapshot("pdf/accuse_complement.txt", words)
    page = as_user(lead).get(f"/dossiers/{made.application.reference}/depot/2/accuse/").content.decode()
    assert "Votre complément est déposé" in page and "Un courriel confirme" in page


def test_a_complement_gets_its_pdfs_and_no_second_receipt_mail(request_complement, send):
    tasks.build_documents()
    assert Mail.objects.filter(kind="accuse_reception").count() == 1
    request_complement()
    send(reply="Voici.")
    tasks.build_documents()
    assert Mail.objects.filter(kind="accuse_reception").count() == 1
    assert Deposit.objects.latest("pk").documents.filter(state="ready").count() == 3
