"""What attests a deposit: its page, its PDF and its mail say the same."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from applications import tasks
from applications.actions.deposits.reopening import reopen
from applications.models import Document
from applications.states import DocumentKind
from inmp_portal.lib.files.refusals import megabytes
from inmp_portal.outbox.models import Mail
from tests.applications.depositing.documents.test_documents import rendered, text_of
from tests.factories.deposits import deposited_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(call, lead):
    return deposited_once(call=call, lead=lead)


def test_one_fingerprint_is_the_same_wherever_the_deposit_is_attested(made, lead, as_user, at):
    """Page, PDFs and mails give the content's fingerprint under one name: they can be compared with one another."""
    tasks.build_documents()
    application = made.application
    page = as_user(lead).get(reverse("applications:receipt_detail", args=[application.reference, 1])).content.decode()
    reopen(application=application, by=lead, at=at)
    mails = [Mail.objects.get(kind=kind).text for kind in ("accuse_reception", "depot_rouvert")]
    papers = [text_of(rendered(made, kind, at)) for kind in DocumentKind.values]
    for told in (page, *mails, *papers):
        assert "Empreinte SHA-256 du contenu déposé" in told.replace("\u00a0", " ")
        assert made.fingerprint in told.replace(" ", "")
    assert "Kio" not in page + "".join(papers)
    for document in Document.objects.all():
        assert f"{megabytes(document.size)}</span>" in page
        assert f'Empreinte SHA-256 de ce fichier&nbsp;: <code class="hash">{document.sha256}' in page


def test_the_receipt_says_the_close_that_held_for_the_dossier_and_its_very_second(made, at):
    until = made.closes_at + timedelta(days=2)
    made.closes_at = until  # as an extension leaves it
    words = text_of(rendered(made, DocumentKind.RECEIPT, at))
    assert (
        "Clôture du dépôt : mercredi 10 septembre 2025 à 23 h 59, heure de Paris (à la seconde, 23 h 59 min 59 s)"
        in words
    )
    assert "10 h 00 min 00 s, heure de Paris, soit 2 septembre 2025, 08:00:00 UTC" in words


def test_the_receipt_mail_says(made, snapshot):
    tasks.build_documents()
    mail = Mail.objects.get(kind="accuse_reception")
    snapshot("mails/accuse_reception.txt", re.sub(r"[0-9a-f]{64}", "SHA-256", f"{mail.subject}\n\n{mail.text}"))
