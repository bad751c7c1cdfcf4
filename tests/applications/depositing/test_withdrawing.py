"""Withdrawing and restoring are told in writing, to the team and to the coordination."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.actions.deposits.reopening import reopen
from applications.actions.deposits.withdrawing import restore, withdraw
from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.notices.withdrawing import Restored, Withdrawn
from applications.states import TeamRole
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import deposited_once, ready
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

REASON = "Le financement est obtenu ailleurs."


@pytest.fixture
def deposited(call, lead):
    return deposited_once(call=call, lead=lead).application


def written(kind, application):
    """The mail of that kind, with what changes from one run to the next taken out."""
    mail = Mail.objects.get(kind=kind)
    text = f"{mail.subject}\n\n{mail.text}".replace(application.reference, "REFERENCE")
    for made in application.deposits.all():
        text = text.replace(made.fingerprint, "EMPREINTE")
    return text


def test_a_deposited_dossier(deposited, lead, at, snapshot):
    withdraw(application=deposited, by=lead, at=at, reason=REASON)
    restore(application=deposited, by=lead, at=at + timedelta(hours=1))
    for kind in ("dossier_retire", "dossier_retabli"):
        assert Mail.objects.get(kind=kind).to == [lead.email]
        snapshot(f"mails/{kind}.txt", written(kind, deposited))


def test_a_draft(call, lead, at, snapshot):
    draft = ready(call=call, lead=lead)
    withdraw(application=draft, by=lead, at=at, reason=REASON)
    restore(application=draft, by=lead, at=at)
    for kind in ("dossier_retire", "dossier_retabli"):
        snapshot(f"mails/{kind}-brouillon.txt", written(kind, draft))


@pytest.mark.parametrize(
    ("after", "said", "unsaid"),
    [
        (timedelta(0), "déposez une nouvelle version avant la clôture", "n’ont pas été déposées"),
        (timedelta(days=10), "n’ont pas été déposées\u00a0: le dépôt est clos depuis", "sans nouveau dépôt"),
    ],
)
def test_what_was_begun_before_the_withdrawal_is_not_forgotten(deposited, lead, at, after, said, unsaid):
    reopen(application=deposited, by=lead, at=at)
    withdraw(application=deposited, by=lead, at=at, reason=REASON)
    restore(application=deposited, by=lead, at=at + after)
    text = written("dossier_retabli", deposited)
    assert said in text and unsaid not in text and "c’est elle qui sera examinée" in text


def test_a_draft_restored_after_the_close_is_not_told_to_be_deposited(call, lead, at):
    draft = ready(call=call, lead=lead)
    withdraw(application=draft, by=lead, at=at, reason=REASON)
    restore(application=draft, by=lead, at=call.closes_at + timedelta(days=1))
    text = written("dossier_retabli", draft)
    assert "il peut être relu, mais plus déposé" in text and "déposez-le" not in text


def test_co_leads_have_a_copy_and_readers_none(deposited, lead, at):
    co_lead, reader = UserFactory.create(), UserFactory.create()
    for person, role in ((co_lead, TeamRole.CO_LEAD), (reader, TeamRole.READER)):
        accept(
            membership=invite(application=deposited, email=person.email, role=role, by=lead, at=at), by=person, at=at
        )
    withdraw(application=deposited, by=lead, at=at, reason=REASON)
    restore(application=deposited, by=lead, at=at)
    for mail in Mail.objects.filter(kind__in=["dossier_retire", "dossier_retabli"]):
        assert co_lead.email in mail.cc and reader.email not in mail.cc


def test_a_mail_that_is_no_longer_true_does_not_leave(deposited, lead, at):
    withdraw(application=deposited, by=lead, at=at, reason=REASON)
    first = Mail.objects.get(kind="dossier_retire")
    assert Withdrawn.still_wanted(first)
    restore(application=deposited, by=lead, at=at)
    second = Mail.objects.get(kind="dossier_retabli")
    assert not Withdrawn.still_wanted(first) and Restored.still_wanted(second)
    withdraw(application=deposited, by=lead, at=at + timedelta(seconds=1), reason=REASON)
    assert not Restored.still_wanted(second)
    assert Mail.objects.filter(kind="dossier_retire").count() == 2


def test_the_page_says_that_a_mail_confirms(deposited, as_user, lead, at):
    page = as_user(lead).get(reverse("applications:application_withdraw", args=[deposited.reference]))
    assert "Un courriel vous le confirme" in page.content.decode()
    withdraw(application=deposited, by=lead, at=at, reason=REASON)
    page = as_user(lead).get(reverse("applications:application_restore", args=[deposited.reference]))
    assert "Un courriel vous le confirme" in page.content.decode()


def test_the_coordination_sees_it_in_its_space(deposited, as_user, coordinator, lead, at):
    space = reverse("home:space")
    assert "puis retiré" not in as_user(coordinator).get(space).content.decode()
    withdraw(application=deposited, by=lead, at=at, reason=REASON)
    page = as_user(coordinator).get(space).content.decode()
    assert "1\u00a0dossier déposé puis retiré" in page and "?etat=withdrawn" in page
    assert "puis retiré" not in as_user(lead).get(space).content.decode()
    restore(application=deposited, by=lead, at=at)
    assert "puis retiré" not in as_user(coordinator).get(space).content.decode()
