"""A dossier deposited before the close, and the day after: two people of the coordination screen it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from applications.actions.screening.answering import answer
from applications.actions.screening.asking import ask
from applications.actions.screening.sending import send_complement
from applications.actions.screening.starting import start
from applications.models import Application, Call, Complement, Deposit, Screening
from applications.states import Finding
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock
from tests.factories.deposits import attach, deposited_once

VISAS = ("visa_service", "visa_pole", "visa_direction")
PERSON = ("R3", "R4", "R7", "R9", "R10", "R11", "R13", "R14")
DUE = datetime(2025, 9, 19, 23, 59, 59, tzinfo=clock.PARIS)


@pytest.fixture
def after(frozen_clock) -> datetime:
    """Tuesday 9 September 2025, ten in the morning: the first day of the screening."""
    instant = datetime(2025, 9, 9, 10, 0, tzinfo=clock.PARIS)
    frozen_clock(instant)
    return instant


@pytest.fixture
def made(call: Call, lead: User) -> Deposit:
    """Deposited on 2 September, without the visas of its establishment."""
    return deposited_once(call=call, lead=lead, acronyme="SEPSI")


@pytest.fixture
def dossier(made: Deposit, after: datetime) -> Application:
    return Application.objects.get(pk=made.application_id)


@pytest.fixture
def screening(dossier: Application, coordinator: User, after: datetime) -> Screening:
    return start(application=dossier, by=coordinator, at=after)


@pytest.fixture
def settle(coordinator: User, director: User, after: datetime) -> Callable[..., Screening]:
    """`settle(screening, R9="le devis manque")` answers everything that a person answers: yes, but for the checks named."""

    def answered(screening: Screening, *, visas: bool = True, **refused: str) -> Screening:
        for code in PERSON:
            finding = Finding.NO if code in refused else Finding.YES
            answer(
                screening=screening, code=code, finding=finding, reason=refused.get(code, ""), by=coordinator, at=after
            )
        second = Finding.NO if "R11" in refused else Finding.YES
        answer(screening=screening, code="R11", finding=second, reason=refused.get("R11", ""), by=director, at=after)
        if visas:
            answer(
                screening=screening,
                code="R6",
                finding=Finding.YES,
                reason="Visas reçus par courriel.",
                by=coordinator,
                at=after,
            )
        return screening

    return answered


@pytest.fixture
def request_complement(screening: Screening, coordinator: User, after: datetime) -> Callable[..., Complement]:
    """`request_complement(devis="…")`: asked until 19 September, the last second included."""

    def asked(**named: str) -> Complement:
        named = named or {"visa_direction": "", "justification_budget": "détaillez les analyses"}
        return ask(screening=screening, named=named, message="", due_at=DUE, by=coordinator, at=after)

    return asked


@pytest.fixture
def send(dossier: Application, lead: User, after: datetime) -> Callable[..., Deposit]:
    """`send(reply=…, at=…)`, under a token of its own."""

    def sent(*, at: datetime | None = None, **options: object) -> Deposit:
        return send_complement(
            application=dossier, by=lead, at=at or after + timedelta(hours=2), token=uuid.uuid4(), **options
        )

    return sent


@pytest.fixture
def join_visa(dossier: Application) -> Callable[[str], object]:
    return lambda field="visa_direction": attach(dossier, field, f"{field}.pdf")
