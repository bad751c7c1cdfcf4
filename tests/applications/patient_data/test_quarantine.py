"""A deposited file put out of reach by the coordination: nobody reads it, the team is told, and it can come back."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.actions.attaching import attach
from applications.actions.depositing import deposit
from applications.actions.deposits.reopening import abandon_changes, reopen
from applications.actions.guarding.quarantining import quarantine, release
from applications.models import Application, Attachment
from inmp_portal.accounts.actions.glass import break_glass
from inmp_portal.journal.models import Entry
from inmp_portal.lib.files import store
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.corpus.pdfs import pdf
from tests.factories.deposits import attach as attach_row
from tests.factories.deposits import ready

pytestmark = pytest.mark.django_db
REASON = "La page 1 porte un numéro de patient : retirez-le."


def status(client, url) -> int:
    response = client.get(url)
    b"".join(response)  # a file is closed once read
    return response.status_code


@pytest.fixture
def apart(held, coordinator, at) -> Attachment:
    quarantine(attachment=held, by=coordinator, at=at, reason=REASON)
    return Attachment.objects.get(pk=held.pk)


def test_the_coordination_does_it_from_the_page_of_the_dossier(as_user, coordinator, held, address):
    desk, dossier = as_user(coordinator), reverse("applications:coordination_detail", args=[held.application.reference])
    page = desk.get(dossier).content.decode()
    assert "IPP 80••••••" in page and address("file_quarantine") in page and "texte lu en entier" in page
    assert "Mettre à l’écart" in desk.get(address("file_quarantine")).content.decode()
    said = desk.post(address("file_quarantine"), {"reason": REASON}, follow=True)
    assert "personne ne peut plus le lire" in said.content.decode()
    assert REASON in said.content.decode() and address("file_release") in said.content.decode()
    assert f'href="{address("attachment_download")}"' not in said.content.decode()


@pytest.mark.parametrize("person", ["lead", "coordinator", "director"])
def test_nobody_reads_it_any_more(as_user, request, held, apart, address, person):
    client = as_user(request.getfixturevalue(person))
    assert client.get(address("attachment_download")).status_code == 404
    assert store.exists(apart.sha256)  # kept, to be given back or examined by who has the right to


@pytest.mark.parametrize("person", ["lead", "coordinator"])
def test_they_all_did_before(as_user, request, address, person):
    assert status(as_user(request.getfixturevalue(person)), address("attachment_download")) == 200


@pytest.mark.parametrize("person", ["lead", "administrator"])
def test_nobody_else_may_do_it(as_user, request, held, at, address, person):
    who = request.getfixturevalue(person)
    assert as_user(who).post(address("file_quarantine"), {"reason": REASON}).status_code == 404
    with pytest.raises(Refused):
        quarantine(attachment=held, by=who, at=at, reason=REASON)
    assert (
        Attachment.objects.get(pk=held.pk).quarantined_at is None
        and not Mail.objects.filter(kind="fichier_mis_a_l_ecart").exists()
    )


def test_an_exceptional_access_reads_the_page_and_does_nothing(as_user, administrator, coordinator, at, held, address):
    break_glass(by=administrator, at=at, reason="Un PDF manque au dossier, à vérifier.")
    page = as_user(administrator).get(reverse("applications:coordination_detail", args=[held.application.reference]))
    assert "IPP 80••••••" in page.content.decode() and address("file_quarantine") not in page.content.decode()
    assert as_user(administrator).get(address("file_quarantine")).status_code == 404


def test_a_file_of_a_draft_is_not_the_coordination_s_business(as_user, coordinator, draft, at):
    file = attach_row(draft, "cv_porteur", "CV.pdf")
    url = reverse("applications:file_quarantine", args=[draft.reference, file.key])
    assert as_user(coordinator).post(url, {"reason": REASON}).status_code == 404
    with pytest.raises(Refused, match="déposé"):
        quarantine(attachment=file, by=coordinator, at=at, reason=REASON)


def test_without_a_reason_the_page_comes_back(as_user, coordinator, held, address):
    page = as_user(coordinator).post(address("file_quarantine"), {"reason": "  "})
    assert "Indiquez le motif." in page.content.decode()
    assert Attachment.objects.get(pk=held.pk).quarantined_at is None


def test_twice_is_once(apart, coordinator, at):
    with pytest.raises(Refused, match="déjà à l’écart"):
        quarantine(attachment=apart, by=coordinator, at=at, reason=REASON)
    assert Mail.objects.filter(kind="fichier_mis_a_l_ecart").count() == 1


def test_the_team_is_told_and_the_journal_keeps_it(apart, snapshot):
    mail = Mail.objects.get(kind="fichier_mis_a_l_ecart")
    assert mail.to == [apart.application.lead.email] or apart.application.lead.email in str(mail.to)
    number, reference = apart.application.number, apart.application.reference
    text = f"{mail.subject}\n\n{mail.text}".replace(number, "NUMERO").replace(reference, "REFERENCE")
    snapshot("mails/fichier_mis_a_l_ecart.txt", text)
    entry = Entry.objects.get(type="application.file_quarantined")
    assert entry.data["reason"] == REASON and "80" not in str(entry.data["reason"])


def test_the_mail_of_a_file_given_back(apart, coordinator, at, snapshot):
    release(attachment=apart, by=coordinator, at=at, reason="Le numéro est celui d’un lot.")
    mail = Mail.objects.get(kind="fichier_retabli")
    number, reference = apart.application.number, apart.application.reference
    snapshot(
        "mails/fichier_retabli.txt",
        f"{mail.subject}\n\n{mail.text}".replace(number, "NUMERO").replace(reference, "REFERENCE"),
    )
    assert Entry.objects.filter(type="application.file_released").count() == 1


def test_given_back_it_is_read_again(as_user, lead, coordinator, apart, address):
    desk = as_user(coordinator)
    assert "Rétablir" in desk.get(address("file_release")).content.decode()
    desk.post(address("file_release"), {"reason": "Le numéro est celui d’un lot."})
    assert status(as_user(lead), address("attachment_download")) == 200
    again = Attachment.objects.get(pk=apart.pk)
    assert (again.quarantined_at, again.quarantine_reason, again.removed_at) == (None, "", None)


def test_the_next_deposit_leaves_it_out_and_the_team_sees_why(as_user, lead, apart, at):
    application = apart.application
    reopen(application=application, by=lead, at=at)
    page = (
        as_user(lead).get(reverse("applications:section_edit", args=[application.reference, "pieces"])).content.decode()
    )
    assert "a été mis à l’écart par la coordination" in page and REASON in page
    assert reverse("applications:attachment_download", args=[application.reference, apart.key]) not in page
    attach_row(Application.objects.get(pk=application.pk), apart.field, "Corrigé.pdf")
    made = deposit(application=application, by=lead, at=at, token=uuid.uuid4())
    assert str(apart.key) not in {file["key"] for file in made.snapshot["files"]}


def test_coming_back_to_the_deposit_does_not_bring_it_back(lead, apart, at):
    reopen(application=apart.application, by=lead, at=at)
    abandon_changes(application=apart.application, by=lead, at=at)
    assert Attachment.objects.get(pk=apart.pk).quarantined_at is not None
    assert apart.pk not in Attachment.objects.present().values_list("pk", flat=True)


def test_the_very_file_does_not_come_back_by_another_door(lead, apart, at):
    def join(name):
        reopened = Application.objects.get(pk=apart.application_id)
        return attach(application=reopened, by=lead, at=at, field=apart.field, uploaded=SimpleUploadedFile(name, pdf()))

    reopen(application=apart.application, by=lead, at=at)
    clean = join("a.pdf")
    Attachment.objects.filter(pk=apart.pk).update(sha256=clean.sha256)
    Attachment.objects.filter(pk=clean.pk).delete()
    with pytest.raises(Refused, match="version corrigée"):
        join("b.pdf")


def test_a_file_whose_place_is_taken_comes_back_to_the_deposit_only(as_user, lead, coordinator, apart, at, address):
    attach_row(apart.application, apart.field, "Corrigé.pdf")
    release(attachment=apart, by=coordinator, at=at, reason="Sans objet.")
    assert Attachment.objects.get(pk=apart.pk).removed_at == at
    assert status(as_user(lead), address("attachment_download")) == 200
    assert "n’est pas revenu parmi les pièces" in Mail.objects.get(kind="fichier_retabli").text


def test_the_page_costs_the_same_for_one_file_and_three(as_user, coordinator, call, at, same_query_count):
    application = ready(call=call)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        attach_row(application, "lettres_soutien", name)
    deposit(application=application, by=application.lead, at=at, token=uuid.uuid4())
    desk, url = as_user(coordinator), reverse("applications:coordination_detail", args=[application.reference])
    files = iter(application.attachments.filter(field="lettres_soutien").order_by("pk"))

    def one_more():
        file = next(files)
        Attachment.objects.filter(pk=file.pk).update(doubts=[{"kind": "nir", "page": 1, "excerpt": "2 6•"}])
        quarantine(attachment=file, by=coordinator, at=at, reason=REASON)

    assert same_query_count(lambda: desk.get(url), one_more, at_most=30)
