"""The demonstration is made by the real actions, and can be taken up again at any instant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from applications.actions.deposits.withdrawing import withdraw
from applications.demo.answers import answers_of
from applications.demo.playing import Play
from applications.demo.sheets import sheets
from applications.models import Application, CheckAnswer, Complement, Deposit, Message
from applications.sections.checking import check
from applications.sections.definition import definition_of
from applications.states import Audience, Side, State
from inmp_portal.accounts.actions.personas import create_personas
from inmp_portal.journal.models import Entry
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.states import MailState

pytestmark = pytest.mark.django_db

LAST_NIGHT = datetime(2025, 9, 8, 23, 59, 59, tzinfo=PARIS)
DAY_OF_THE_DEMONSTRATION = datetime(2025, 9, 2, 10, 0, tzinfo=PARIS)


@pytest.fixture
def play(call, at, settings):
    settings.PERSONAS = True
    create_personas(at=at)
    return Play(call)


@pytest.mark.parametrize("sheet", sheets(), ids=lambda sheet: sheet["acronyme"])
def test_a_fictitious_dossier_could_be_deposited(call, sheet):
    definition = definition_of(call.form, call.profile, call.parameters)
    report = check(definition, answers_of(sheet), {"cv_porteur": 1, "devis": 1})
    assert report.problems == ()
    assert report.completeness == 100


def test_the_edition_is_deposited_as_its_sheets_say(play):
    play.until(LAST_NIGHT)
    told = {
        (d["numero"], d["acronyme"], datetime.fromisoformat(d["depose_le"])) for d in sheets() if d.get("depose_le")
    }
    done = set(Deposit.objects.values_list("number", "application__acronym", "deposited_at"))
    assert done == {(number, acronym, instant.astimezone(UTC)) for number, acronym, instant in told}
    assert (
        Deposit.objects.get(application__acronym="DIABCIBLE").deposited_at.astimezone(PARIS).strftime("%H:%M:%S")
        == "23:31:47"
    )
    assert Application.objects.get(acronym="NEODOSE").state == State.DRAFT
    assert {d.requested_amount for d in Application.objects.filter(acronym="PHENOLEX")} == {37500}
    assert Entry.objects.filter(type="application.deposited").count() == 11
    reminded = Mail.objects.filter(kind="rappel_j30")
    assert {mail.state for mail in reminded} == {MailState.SENT}
    assert {mail.sent_at.astimezone(PARIS).date().isoformat() for mail in reminded} == {"2025-08-08"}
    assert reminded.count() == 12


def test_played_again_it_does_nothing_more_and_goes_on_from_there(play):
    assert play.until(DAY_OF_THE_DEMONSTRATION) > 100
    assert play.until(DAY_OF_THE_DEMONSTRATION) == 0
    assert Deposit.objects.count() == 1
    play.until(datetime(2025, 9, 2, 18, 44, 3, tzinfo=PARIS), since=DAY_OF_THE_DEMONSTRATION)
    assert Deposit.objects.count() == 2


def test_the_coordination_screens_once_the_call_is_closed(play):
    play.until(datetime(2025, 9, 15, 17, tzinfo=PARIS))
    told = dict(Application.objects.exclude(state=State.DRAFT).values_list("acronym", "state"))
    assert told.pop("DIABCIBLE") == State.COMPLEMENT and set(told.values()) == {State.ELIGIBLE} and len(told) == 10
    asked = Complement.objects.get()
    assert asked.due_at == datetime(2025, 9, 19, 23, 59, 59, tzinfo=PARIS)
    assert asked.message == "Visa de la direction de la recherche non reçu\u00a0; devis des analyses à joindre."
    first = CheckAnswer.objects.get(screening__application__acronym="DIABCIBLE", code="R1")
    assert "8 septembre 2025 à 23 h 31 min 47 s" in first.reason.replace("\u00a0", " ")
    assert {mail.state for mail in Mail.objects.filter(kind__in=["recevable", "demande_complement"])} == {
        MailState.SENT
    }
    assert play.until(datetime(2025, 9, 15, 17, tzinfo=PARIS)) == 0
    assert play.until(datetime(2025, 9, 23, 10, tzinfo=PARIS)) == 2  # the complement is recalled, and does not come
    assert Application.objects.get(acronym="DIABCIBLE").state == State.COMPLEMENT


def test_a_team_whose_dossier_somebody_withdrew_is_left_out(play):
    play.until(DAY_OF_THE_DEMONSTRATION)
    phenolex = Application.objects.get(acronym="PHENOLEX")
    withdraw(application=phenolex, by=phenolex.lead, at=DAY_OF_THE_DEMONSTRATION, reason="Essai")
    play.until(LAST_NIGHT)
    assert Deposit.objects.count() == 10
    assert Application.objects.get(acronym="PHENOLEX").state == State.WITHDRAWN


def test_there_is_no_demonstration_elsewhere(settings, db):
    settings.PERSONAS = False
    with pytest.raises(CommandError, match="n’est pas une démonstration"):
        call_command("build_demo")


def test_a_team_and_the_coordination_have_written_to_each_other(play):
    play.until(DAY_OF_THE_DEMONSTRATION)
    thread = Message.objects.filter(application__acronym="SEPSIPROFIL")
    assert thread.count() == 4 and thread.filter(audience=Audience.COORDINATION).count() == 1
    assert [one.side for one in thread if one.is_waiting] == [Side.COORDINATION]
    play.until(DAY_OF_THE_DEMONSTRATION)
    assert Message.objects.count() == 4
