"""Deciding: what the answers must say, who takes a refusal, what is told, and how a decision is undone."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from applications.actions.deposits.withdrawing import restore, withdraw
from applications.actions.screening.answering import answer
from applications.actions.screening.ruling import confirm, drop, reverse, rule
from applications.actions.screening.starting import start
from applications.models import Application, Ruling
from applications.notices.screening.ruling import Eligible, letter_of
from applications.states import RulingState, State
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail

MOTIVE = (
    "L’objet du projet ne relève pas de la médecine de précision : aucun traitement n’y dépend du profil d’un patient."
)


@pytest.fixture
def eligible(screening, settle, coordinator, after):
    return rule(screening=settle(screening), outcome="eligible", motive="", by=coordinator, at=after)


@pytest.fixture
def proposed(screening, settle, coordinator, after):
    settle(screening, R11="Hors du champ de la médecine de précision.")
    return rule(screening=screening, outcome="ineligible", motive=MOTIVE, by=coordinator, at=after)


def test_an_eligible_dossier_is_told_at_once(eligible, dossier, lead, coordinator, snapshot):
    dossier.refresh_from_db()
    assert dossier.state == State.ELIGIBLE and eligible.state == RulingState.CONFIRMED
    mail = Mail.objects.get(kind="recevable")
    assert (mail.to == [lead.email] and mail.cc == ["aliette.bourvil@chu-rouen.example"]) or mail.cc
    snapshot("mails/recevable.txt", f"{mail.subject}\n\n{mail.text}")
    assert Entry.objects.get(type="screening.decided").data["outcome"] == "Recevable"


def test_a_refusal_is_told_after_a_second_reading(proposed, dossier, lead, coordinator, director, after, snapshot):
    dossier.refresh_from_db()
    assert dossier.state == State.SCREENING and not Mail.objects.filter(kind="irrecevable").exists()
    with pytest.raises(Refused, match="revient à une autre personne"):
        confirm(ruling=proposed, by=coordinator, at=after)
    letter = letter_of(proposed, after)
    confirm(ruling=proposed, by=director, at=after)
    dossier.refresh_from_db()
    mail = Mail.objects.get(kind="irrecevable")
    assert dossier.state == State.INELIGIBLE and mail.to == [lead.email] and mail.cc == []
    assert (letter.to, letter.copies, letter.subject, letter.text) == (mail.to, mail.cc, mail.subject, mail.text)
    snapshot("mails/irrecevable.txt", f"{mail.subject}\n\n{mail.text}")


def test_answers_come_before_a_decision(screening, settle, coordinator, after):
    with pytest.raises(Refused, match="R3, R4, R7, R9, R10, R11, R13, R14"):
        rule(screening=screening, outcome="eligible", motive="", by=coordinator, at=after)
    settle(screening, visas=False)
    with pytest.raises(Refused, match=r"aucun contrôle à .*R6"):
        rule(screening=screening, outcome="eligible", motive="", by=coordinator, at=after)
    with pytest.raises(Refused, match="demandez d’abord un complément"):
        rule(screening=screening, outcome="ineligible", motive=MOTIVE, by=coordinator, at=after)
    answer(screening=screening, code="R6", finding="yes", reason="Reçus.", by=coordinator, at=after)
    with pytest.raises(Refused, match="rien ne fonde"):
        rule(screening=screening, outcome="ineligible", motive=MOTIVE, by=coordinator, at=after)


def test_a_second_opinion_is_waited_for(screening, settle, coordinator, director, after):
    settle(screening)
    screening.answers.filter(code="R11", opinion=2).update(replaced_at=after)
    with pytest.raises(Refused, match="R11"):
        rule(screening=screening, outcome="eligible", motive="", by=coordinator, at=after)


def test_a_refusal_says_why(screening, settle, coordinator, after):
    settle(screening, R3="Employeur hors du Campus.")
    with pytest.raises(Refused, match="Écrivez le motif"):
        rule(screening=screening, outcome="ineligible", motive="  ", by=coordinator, at=after)


def test_only_one_decision_at_a_time(proposed, screening, director, after):
    with pytest.raises(Refused, match="déjà proposée"):
        rule(screening=screening, outcome="ineligible", motive=MOTIVE, by=director, at=after)


def test_a_proposal_whose_ground_is_gone_is_not_confirmed(proposed, screening, coordinator, director, after):
    for who in (coordinator, director):
        answer(screening=screening, code="R11", finding="yes", reason="", by=who, at=after)
    with pytest.raises(Refused, match="rien ne fonde"):
        confirm(ruling=proposed, by=director, at=after)


def test_a_proposal_set_aside_was_told_to_nobody(proposed, dossier, director, after):
    drop(ruling=proposed, reason="Le projet relève de l’axe 2.", by=director, at=after)
    dossier.refresh_from_db()
    assert dossier.state == State.SCREENING and not Mail.objects.exclude(kind="accuse_reception").exists()
    assert Ruling.objects.get().state == RulingState.DROPPED
    with pytest.raises(Refused, match="n’attend plus"):
        confirm(ruling=proposed, by=director, at=after)


def test_a_decision_undone_says_why_and_is_kept(eligible, dossier, director, after, snapshot):
    reverse(ruling=eligible, reason="Le dossier existe déjà sous un autre numéro.", by=director, at=after)
    dossier.refresh_from_db()
    kept = Ruling.objects.get()
    assert dossier.state == State.SCREENING and (kept.state, kept.end_reason[:10]) == ("reversed", "Le dossier")
    mail = Mail.objects.get(kind="recevabilite_reprise")
    assert mail.cc == Mail.objects.get(kind="recevable").cc
    snapshot("mails/recevabilite_reprise.txt", f"{mail.subject}\n\n{mail.text}")
    assert not Eligible.still_wanted(Mail.objects.get(kind="recevable"))
    with pytest.raises(Refused, match="Seule une décision prise s’annule"):
        reverse(ruling=eligible, reason="Encore", by=director, at=after)


def test_a_refusal_undone_leads_to_another_decision(proposed, screening, coordinator, director, after):
    confirm(ruling=proposed, by=director, at=after)
    reverse(ruling=proposed, reason="Erreur matérielle.", by=coordinator, at=after)
    for who in (coordinator, director):
        answer(screening=screening, code="R11", finding="yes", reason="", by=who, at=after)
    rule(screening=screening, outcome="eligible", motive="", by=coordinator, at=after)
    assert Application.objects.get().state == State.ELIGIBLE
    assert list(Ruling.objects.order_by("pk").values_list("outcome", "state")) == [
        ("ineligible", "reversed"), ("eligible", "confirmed"),
    ]  # fmt: skip


def test_withdrawing_and_restoring_undoes_no_decision(proposed, dossier, lead, director, after):
    confirm(ruling=proposed, by=director, at=after)
    withdraw(application=dossier, by=lead, at=after, reason="Essai")
    restored = restore(application=dossier, by=lead, at=after)
    start(application=restored, by=director, at=after)
    assert Application.objects.get().state == State.INELIGIBLE and Ruling.objects.get().state == RulingState.CONFIRMED
    assert Mail.objects.filter(kind="irrecevable").count() == 1


def test_nothing_is_undone_without_a_reason(eligible, coordinator, after):
    with pytest.raises(Refused, match="Indiquez le motif"):
        reverse(ruling=eligible, reason=" ", by=coordinator, at=after)


def test_nothing_is_undone_once_the_reviews_have_the_dossier(eligible, dossier, coordinator, after):
    Application.objects.update(state=State.IN_REVIEW)
    with pytest.raises(Refused, match="sa recevabilité ne change plus"):
        reverse(ruling=eligible, reason="Trop tard", by=coordinator, at=after)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"motive": ""}, "refusal_has_its_motive"), ({"twice": True}, "refusal_read_twice"),
        ({"state": "reversed"}, "ruling_"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_never_be(screening, coordinator, after, wrong, name):
    values = {
        "outcome": "ineligible",
        "motive": "x",
        "state": "proposed",
        "proposed_at": after,
        "proposed_by": coordinator,
    }
    if wrong.pop("twice", False):
        wrong = {"state": "confirmed", "confirmed_at": after, "confirmed_by": coordinator}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Ruling.objects.create(screening=screening, **{**values, **wrong})
