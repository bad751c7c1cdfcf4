"""Screening a deposited version: what is computed, what people answer, and when."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from applications.actions.deposits.withdrawing import restore, withdraw
from applications.actions.screening.answering import answer
from applications.actions.screening.starting import start
from applications.models import Application, Call, CheckAnswer, Extension, Membership, Screening
from applications.states import Finding, MembershipState, State, TeamRole
from inmp_portal.journal.models import Entry
from inmp_portal.lib import clock
from inmp_portal.lib.verdict import Refused
from inmp_portal.outbox.models import Mail
from tests.factories.people import UserFactory


def live(screening):
    return {one.code: one for one in screening.answers.filter(replaced_at__isnull=True).order_by("pk")}


def test_what_can_be_computed_has_its_answer_at_once_and_says_what_was_seen(screening, dossier):
    dossier.refresh_from_db()
    assert dossier.state == State.SCREENING
    found = live(screening)
    assert {code: one.finding for code, one in found.items()} == {
        "R1": "yes", "R2": "yes", "R5": "yes", "R6": "no", "R8": "yes", "R12": "yes",
    }  # fmt: skip
    assert found["R1"].reason.replace("\u00a0", " ") == (
        "Déposé le mardi 2 septembre 2025 à 10 h 00 min 00 s, heure de Paris, 6 jours et 13 heures avant la clôture."
    )
    assert "Visa de la direction de la recherche" in found["R6"].reason
    assert Entry.objects.get(type="screening.started").data == {"version": 1}
    assert not Mail.objects.exclude(kind="accuse_reception").exists()  # an invisible step


def test_not_before_the_dossiers_own_close(made, coordinator, at, after):
    with pytest.raises(Refused, match="commence après la clôture, le lundi 8 septembre 2025"):
        start(application=made.application, by=coordinator, at=at)
    Extension.objects.create(
        application=made.application, until=datetime(2025, 9, 10, 12, tzinfo=clock.PARIS), reason="Panne",
        granted_by=coordinator, granted_at=at,
    )  # fmt: skip
    with pytest.raises(Refused, match="mercredi 10 septembre 2025"):
        start(application=Application.objects.get(), by=coordinator, at=after)


def test_a_draft_has_nothing_to_screen(application_in, coordinator, after):
    with pytest.raises(Refused, match="n’a pas été déposé"):
        start(application=application_in(State.DRAFT), by=coordinator, at=after)


def test_only_the_coordination_screens_and_never_its_own_dossiers(dossier, lead, coordinator, administrator, after):
    for somebody in (lead, administrator, UserFactory.create()):
        with pytest.raises(Refused, match="coordination"):
            start(application=dossier, by=somebody, at=after)
    Membership.objects.create(
        reference="M", application=dossier, user=coordinator, email=coordinator.email, role=TeamRole.READER, answered_at=after,
        state=MembershipState.ACTIVE, invited_by=lead, invited_at=after, expires_at=after,
    )  # fmt: skip
    with pytest.raises(Refused, match="dans l’équipe de ce dossier"):
        start(application=Application.objects.get(), by=coordinator, at=after)


def test_an_answer_given_anew_is_kept_beside_the_one_before(screening, coordinator, director, after):
    answer(screening=screening, code="R9", finding=Finding.YES, reason="", by=coordinator, at=after)
    answer(screening=screening, code="R9", finding=Finding.NO, reason="Le devis est illisible.", by=director, at=after)
    answers = list(screening.answers.filter(code="R9").order_by("pk"))
    assert [(one.finding, one.replaced_at is None, one.answered_by) for one in answers] == [
        ("yes", False, coordinator), ("no", True, director),
    ]  # fmt: skip
    assert Entry.objects.filter(type="screening.answered").latest("id").data == {
        "check": "R9",
        "finding": "Non",
        "before": "Oui",
    }


def test_the_same_answer_twice_changes_nothing(screening, coordinator, after):
    for _ in range(2):
        answer(screening=screening, code="R9", finding=Finding.YES, reason=" ", by=coordinator, at=after)
    assert screening.answers.filter(code="R9").count() == 1


@pytest.mark.parametrize(
    ("code", "finding", "said"),
    [("R9", "no", "Donnez le motif"), ("R9", "na", "Donnez le motif"), ("R6", "yes", "calculé")],
)
def test_a_reason_where_one_is_needed(screening, coordinator, after, code, finding, said):
    with pytest.raises(Refused, match=said):
        answer(screening=screening, code=code, finding=finding, reason="  ", by=coordinator, at=after)


def test_somebody_may_answer_in_the_place_of_the_portal_with_a_reason(screening, coordinator, after):
    answer(screening=screening, code="R6", finding="yes", reason="Reçus par courriel.", by=coordinator, at=after)
    computed, given = screening.answers.filter(code="R6").order_by("pk")
    assert computed.is_automatic and computed.replaced_at == after and not given.is_automatic


def test_two_opinions_come_from_two_people(screening, coordinator, director, after):
    answer(screening=screening, code="R11", finding="yes", reason="", by=coordinator, at=after)
    answer(
        screening=screening, code="R11", finding="no", reason="Hors champ.", by=coordinator, at=after
    )  # changes their own
    answer(screening=screening, code="R11", finding="yes", reason="", by=director, at=after)
    now = screening.answers.filter(code="R11", replaced_at__isnull=True).order_by("opinion")
    assert [(one.opinion, one.answered_by, one.finding) for one in now] == [
        (1, coordinator, "no"),
        (2, director, "yes"),
    ]
    third = UserFactory.create(roles=["coordinator"])
    with pytest.raises(Refused, match="Deux personnes ont déjà donné leur avis"):
        answer(screening=screening, code="R11", finding="yes", reason="", by=third, at=after)


def test_a_check_that_does_not_exist_is_refused(screening, coordinator, after):
    with pytest.raises(Refused, match="n’existe pas"):
        answer(screening=screening, code="R99", finding="yes", reason="", by=coordinator, at=after)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"code": "R1"}, "one_answer_a_check"), ({"finding": "no", "reason": ""}, "answer_has_its_reason"),
        ({"opinion": 3}, "opinion_one_or_two"),
    ],
)  # fmt: skip
def test_the_database_refuses_what_must_never_be(screening, coordinator, after, wrong, name):
    values = {
        "code": "R9",
        "finding": "yes",
        "opinion": 1,
        "reason": "",
        "answered_at": after,
        "answered_by": coordinator,
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        CheckAnswer.objects.create(screening=screening, **{**values, **wrong})


def test_a_dossier_withdrawn_and_restored_is_taken_up_where_it_was(
    screening, dossier, lead, coordinator, after, request_complement
):
    complement = request_complement()
    withdraw(application=dossier, by=lead, at=after, reason="Projet reporté")
    restored = restore(application=dossier, by=lead, at=after)
    again = start(application=restored, by=coordinator, at=after)
    complement.refresh_from_db()
    assert again == screening and Screening.objects.count() == 1
    assert (complement.state, complement.end_reason) == ("ended", "Dossier retiré, puis rétabli.")


def test_not_once_the_committee_sits(dossier, coordinator):
    with pytest.raises(Refused, match="comité a commencé à siéger"):
        start(application=dossier, by=coordinator, at=datetime(2025, 10, 14, 9, tzinfo=clock.PARIS))


def test_an_edition_loaded_before_the_checks_existed_gets_them(call, at):
    from applications.actions.loading import load_edition
    from applications.content import read_edition

    del call.parameters["recevabilite"]
    call.save(update_fields=["parameters"])
    load_edition(edition=read_edition("inmp-2025"), by=None, at=at)
    assert len(Call.objects.get().parameter("recevabilite")) == 14
