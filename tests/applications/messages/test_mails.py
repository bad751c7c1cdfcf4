"""The mails of messages: one each, a summary a day, or none; what somebody of a team typed is never a link."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from applications.actions.messages.summing_up import send_summaries
from applications.actions.team.answering import leave
from applications.models import Addressee
from applications.notices.messages import notice_of
from inmp_portal.accounts.models import MailRhythm
from inmp_portal.journal.models import Entry
from inmp_portal.lib import clock
from inmp_portal.outbox.actions import deliver_due
from inmp_portal.outbox.models import Mail

EIGHT = datetime(2025, 9, 3, 8, 0, tzinfo=clock.PARIS)


def prefers(person, rhythm):
    person.message_mails = rhythm
    person.save(update_fields=["message_mails"])


def mail_to(person, kind=None):
    found = Mail.objects.filter(to=[person.email])
    return found.filter(kind=kind).get() if kind else found.get()


@pytest.fixture
def named(lead, helper, coordinator, director):
    for person, names in ((coordinator, ("Solène", "Varengeville")), (director, ("Aurélien", "Caudebec"))):
        person.first_name, person.last_name = names
        person.save(update_fields=["first_name", "last_name"])
    lead.first_name, lead.last_name = "Hélène", "Marchand"
    lead.save(update_fields=["first_name", "last_name"])


def read(mail, dossier):
    return f"{mail.subject}\n\n{mail.text}".replace(dossier.reference, "REFERENCE")


def test_texts(named, wrote, dossier, lead, helper, coordinator, director, snapshot):
    wrote(coordinator, "Le visa de la DRCI manque.\n\nVoir https://inmp.example/visas", awaits=True)
    snapshot("mails/message_coordination.txt", read(mail_to(helper), dossier))
    wrote(lead, "Nous l’aurons vendredi.\n\nVoir https://inmp.example/a-verifier")
    snapshot("mails/message_equipe.txt", read(mail_to(coordinator), dossier))
    Mail.objects.all().delete()
    wrote(coordinator, "Attendre vendredi.", note=True)
    snapshot("mails/note_interne.txt", read(mail_to(director), dossier))


def test_an_address_that_a_team_typed_is_no_link(wrote, lead, coordinator, helper):
    wrote(lead, "Cliquez : https://piege.example/ici <b>vite</b>")
    html = mail_to(coordinator).html
    assert 'href="https://piege.example' not in html and "<b>vite" not in html and "piege.example" in html
    Mail.objects.all().delete()
    wrote(coordinator, "La page : https://inmp.example/ici")
    assert 'href="https://inmp.example/ici"' in mail_to(helper).html


def test_each_person_is_told_as_they_chose(wrote, lead, helper, reader, coordinator, director):
    prefers(helper, MailRhythm.DAILY)
    prefers(reader, MailRhythm.NONE)
    wrote(coordinator, "Bonjour à l’équipe.")
    assert sorted(mail.to[0] for mail in Mail.objects.all()) == sorted([lead.email, director.email])


def test_the_summary_leaves_at_eight_once_with_everything(
    named, wrote, dossier, helper, lead, coordinator, at, frozen_clock, snapshot
):
    prefers(helper, MailRhythm.DAILY)
    wrote(coordinator, "Le visa de la DRCI manque.", awaits=True)
    wrote(lead, "Nous l’aurons vendredi.")
    Mail.objects.all().delete()
    assert send_summaries(at=EIGHT - timedelta(seconds=1)) == 0
    assert send_summaries(at=EIGHT) == 1
    assert send_summaries(at=EIGHT) == 0 and send_summaries(at=EIGHT + timedelta(hours=3)) == 0
    snapshot("mails/messages_resume.txt", read(Mail.objects.get(), dossier))
    assert Entry.objects.get(type="message.summed_up").data == {"count": 2}
    wrote(coordinator, "Et encore.", at=EIGHT + timedelta(minutes=5))
    assert send_summaries(at=EIGHT + timedelta(hours=1)) == 0  # tomorrow's
    assert send_summaries(at=EIGHT + timedelta(days=1)) == 1


def test_the_summary_says_of_a_note_that_there_is_one(wrote, coordinator, director):
    prefers(director, MailRhythm.DAILY)
    wrote(coordinator, "Texte de la note.", note=True)
    assert send_summaries(at=EIGHT) == 1
    mail = mail_to(director, "messages_resume")
    assert "note interne de" in mail.text and "Texte de la note." not in mail.text + mail.html


def test_nothing_is_summed_up_for_whoever_left_or_wants_no_mail(wrote, helper, reader, coordinator, dossier, at):
    prefers(helper, MailRhythm.DAILY)
    prefers(reader, MailRhythm.DAILY)
    wrote(coordinator, "Bonjour à l’équipe.")
    leave(membership=dossier.memberships.get(user=helper), by=helper, at=at)
    prefers(reader, MailRhythm.NONE)
    assert send_summaries(at=EIGHT) == 0
    assert not Mail.objects.filter(kind="messages_resume").exists()
    assert not Addressee.objects.to_sum_up(EIGHT).exists()


def test_a_mail_that_waits_is_not_sent_to_whoever_left(wrote, helper, coordinator, dossier, at):
    wrote(coordinator, "Bonjour à l’équipe.")
    leave(membership=dossier.memberships.get(user=helper), by=helper, at=at)
    assert deliver_due().aborted == 1
    assert mail_to(helper).state == "aborted"


def test_the_mail_leads_to_the_page_of_its_reader(wrote, lead, helper, coordinator, dossier):
    message = wrote(lead)
    links = {row.user: notice_of(row).context()["lien_messages"] for row in message.addressees.select_related("user")}
    assert links[helper].endswith(f"/dossiers/{dossier.reference}/messages/") and "/pilotage/" not in links[helper]
    assert links[coordinator].endswith(f"/pilotage/dossiers/{dossier.reference}/messages/")
