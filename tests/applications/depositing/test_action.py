"""Depositing: what one confirmation does, and what it leaves when it is refused."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import DatabaseError, transaction

from applications.actions.depositing import deposit
from applications.actions.deposits.attempts import NotDeposited
from applications.methods.deposits.canonical import sha256_of
from applications.models import Application, Attachment, Deposit, DepositAttempt, Document, Extension, FrozenForm
from applications.queries.deposits.working_copy import digest
from applications.states import DocumentKind, State
from inmp_portal.accounts.models import Institution
from inmp_portal.journal.models import Entry
from tests.factories.deposits import complete_answers, ready

pytestmark = pytest.mark.django_db


def press(application, at, **changes):
    return deposit(**{"application": application, "by": application.lead, "at": at, "token": uuid.uuid4(), **changes})


def test_a_deposit_is_numbered_dated_and_kept(call, lead, at):
    application = ready(call=call, lead=lead)
    made = press(application, at)
    application.refresh_from_db()
    call.refresh_from_db()
    assert (made.number, made.version, made.deposited_at) == ("INMP-2025-001", 1, at)
    assert (application.state, application.number, application.deposit_count) == (State.DEPOSITED, made.number, 1)
    assert application.first_deposited_at == application.last_deposited_at == at
    assert (call.last_number, call.form_locked_at) == (1, at)
    assert made.snapshot["answers"] == application.answers
    assert {file["sha256"] for file in made.snapshot["files"]} == set(
        Attachment.objects.values_list("sha256", flat=True)
    )
    assert made.frozen_form.form == call.form
    assert set(Document.objects.values_list("kind", "state")) == {(kind, "queued") for kind in DocumentKind.values}
    assert Entry.objects.get(type="application.deposited").data["fingerprint"] == made.fingerprint


def test_the_columns_follow_what_was_deposited(call, lead, at):
    made = press(ready(call=call, lead=lead), at)
    application = Application.objects.get()
    assert (application.acronym, application.main_axis.number, application.duration_months) == ("PHENOLEX", 1, 18)
    assert application.institution == Institution.objects.get(code="chu_rouen")
    assert str(application.requested_amount) == made.snapshot["totals"]["requested"] + ".00"
    assert application.completeness == 100
    for word in ("quesnelot", "phenotypage", "phenolex", "signe"):
        assert Application.objects.filter(search=SearchQuery(word, config="french")).exists(), word


def test_the_fingerprint_is_that_of_what_the_database_keeps(call, lead, at):
    press(ready(call=call, lead=lead), at)
    kept = Deposit.objects.get()
    assert sha256_of({"form": kept.frozen_form.form, "snapshot": kept.snapshot}) == kept.fingerprint
    kept.snapshot["answers"]["titre"] += "."
    assert sha256_of({"form": kept.frozen_form.form, "snapshot": kept.snapshot}) != kept.fingerprint


@pytest.mark.parametrize(
    "change", [lambda: Deposit.objects.update(number="X"), lambda: Deposit.objects.all()._raw_delete("default")]
)
def test_a_deposit_is_neither_changed_nor_deleted(call, lead, at, change):
    made = press(ready(call=call, lead=lead), at)
    with pytest.raises(DatabaseError, match="ne se modifie ni ne s’efface"), transaction.atomic():
        change()
    assert Deposit.objects.get(pk=made.pk).number == "INMP-2025-001"


def test_deposits_share_the_form_they_were_written_with(call, lead, at):
    press(ready(call=call, lead=lead), at)
    press(ready(call=call, place=1), at)
    assert FrozenForm.objects.count() == 1
    with pytest.raises(DatabaseError, match="figé ne se modifie ni ne s’efface"), transaction.atomic():
        FrozenForm.objects.update(form={})


def test_the_same_confirmation_twice_gives_the_same_deposit(call, lead, at):
    application, token = ready(call=call, lead=lead), uuid.uuid4()
    first = press(application, at, token=token)
    assert press(application, at + timedelta(minutes=1), token=token) == first
    assert Deposit.objects.count() == 1
    assert DepositAttempt.objects.get().deposit == first
    assert Entry.objects.filter(type="application.deposited").count() == 1


def test_another_confirmation_of_a_deposited_dossier_is_refused(call, lead, at):
    application = ready(call=call, lead=lead)
    press(application, at)
    with pytest.raises(NotDeposited, match="déjà déposée") as refused:
        press(application, at)
    assert DepositAttempt.objects.filter(deposit=None).get() == refused.value.attempt
    assert re.fullmatch(r"T-[2-9A-Z]{4}-[2-9A-Z]{4}", refused.value.attempt.reference)


def test_one_second_late(call, lead, at, frozen_clock):
    application = ready(call=call, lead=lead)
    late = call.closes_at + timedelta(seconds=1)
    frozen_clock(late)
    with pytest.raises(NotDeposited, match=r"clos depuis le lundi 8 septembre 2025 à 23.h.59") as refused:
        press(application, call.closes_at - timedelta(seconds=2))  # what the web process thought does not count
    application.refresh_from_db()
    call.refresh_from_db()
    assert (refused.value.kind, refused.value.at, refused.value.deadline) == ("late", late, call.closes_at)
    assert (application.state, application.number, call.last_number, call.form_locked_at) == (
        State.DRAFT,
        None,
        0,
        None,
    )
    assert DepositAttempt.objects.get().at == late
    assert Entry.objects.filter(type="application.deposit_refused", data__kind="late").count() == 1


@pytest.mark.parametrize(("grace", "seconds", "passes"), [(0, 0, True), (5, 300, True), (5, 301, False)])
def test_the_close_itself_and_the_tolerance(call, lead, frozen_clock, grace, seconds, passes):
    application = ready(call=call, lead=lead)
    call.grace_minutes = grace
    call.save(update_fields=["grace_minutes"])
    instant = call.closes_at + timedelta(seconds=seconds)
    frozen_clock(instant)
    if passes:
        assert press(application, instant).deposited_at == instant
    else:
        with pytest.raises(NotDeposited):
            press(application, instant)


def test_an_extension_moves_the_close_of_one_dossier(call, lead, director, at, frozen_clock):
    application, other = ready(call=call, lead=lead), ready(call=call, place=1)
    until = call.closes_at + timedelta(days=1)
    Extension.objects.create(application=application, until=until, reason="Panne", granted_by=director, granted_at=at)
    frozen_clock(until)
    assert press(application, until).closes_at == until
    with pytest.raises(NotDeposited):
        press(other, until)


def test_what_is_missing_is_told_and_nothing_is_kept_but_the_attempt(call, lead, at):
    application = ready(call=call, lead=lead, answers=complete_answers(methode="", d_exactitude=False))
    with pytest.raises(NotDeposited, match="Il reste 2 éléments à compléter") as refused:
        press(application, at)
    assert {problem.field for problem in refused.value.problems} == {"methode", "d_exactitude"}
    assert not Deposit.objects.exists() and not Document.objects.exists()
    assert DepositAttempt.objects.get().reason == refused.value.reason
    call.refresh_from_db()
    assert call.last_number == 0  # the number taken on the way was given back


def test_somebody_else_cannot_deposit(call, lead, coordinator, at):
    application = ready(call=call, lead=lead)
    with pytest.raises(NotDeposited, match="Seule la personne porteuse"):
        press(application, at, by=coordinator)
    assert not Deposit.objects.exists()


def test_a_content_that_is_not_the_one_read_is_refused(call, lead, at):
    application = ready(call=call, lead=lead)
    seen = digest(application.answers, Attachment.objects.all())
    application.answers["titre"] = "Autre titre"
    application.save(update_fields=["answers"])
    with pytest.raises(NotDeposited) as refused:
        press(application, at, seen=seen)
    assert refused.value.kind == "stale"
    assert press(application, at, seen=digest(application.answers, Attachment.objects.all())).version == 1


def test_an_acronym_taken_by_another_dossier_is_refused(call, lead, at):
    press(ready(call=call, lead=lead), at)
    with pytest.raises(NotDeposited, match="acronyme est déjà pris"):
        press(ready(call=call, answers=complete_answers(1, acronyme="phenolex")), at)


def test_one_lead_deposits_one_dossier(call, lead, at):
    press(ready(call=call, lead=lead), at)
    with pytest.raises(NotDeposited, match="déjà un dossier déposé"):
        press(ready(call=call, lead=lead, place=1), at)
    assert Deposit.objects.count() == 1


def test_numbers_have_no_gap(call, at):
    numbers = []
    for place in range(4):
        application = ready(call=call, place=place)
        if place == 1:
            application.answers["methode"] = ""
            application.save(update_fields=["answers"])
            with pytest.raises(NotDeposited):
                press(application, at)
        else:
            numbers.append(press(application, at).number)
    assert numbers == ["INMP-2025-001", "INMP-2025-002", "INMP-2025-003"]
