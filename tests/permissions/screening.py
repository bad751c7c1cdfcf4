"""Dossiers at each step of their screening, by the real actions; made only for the pages that speak of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from applications.actions.screening.answering import answer
from applications.actions.screening.asking import ask
from applications.actions.screening.ruling import confirm, rule
from applications.actions.screening.starting import start
from applications.actions.team.answering import accept
from applications.actions.team.inviting import invite
from applications.models import Application, Call, Extension, Ruling, Screening
from applications.states import State, TeamRole
from inmp_portal.accounts.models import Role
from inmp_portal.lib import clock
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import BUILDERS
from tests.factories.people import UserFactory

Builder = Callable[[Call, dict[str, Any], dict[str, Any]], dict[str, Any]]


def closed(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> dict[str, Any]:
    return {"reference": _closed(call, people, secret).reference}


def screened(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> dict[str, Any]:
    screening, _who = _screened(call, people, secret)
    return {"reference": screening.application.reference, "code": "R9"}


def completed(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> dict[str, Any]:
    screening, who = _screened(call, people, secret)
    due_at = clock.now() + timedelta(days=5)
    ask(screening=screening, named={"devis": ""}, message="", due_at=due_at, by=who, at=clock.now())
    return _of(screening)


def proposed(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> dict[str, Any]:
    screening, _ruling = _proposed(call, people, secret)
    return _of(screening)


def decided(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> dict[str, Any]:
    screening, ruling = _proposed(call, people, secret)
    confirm(ruling=ruling, by=UserFactory.create(roles=[Role.DIRECTOR]), at=clock.now())
    return _of(screening)


def _closed(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> Application:
    """The call is open at the tests' instant: this dossier's own close, once its team is there, is just gone by."""
    made = BUILDERS[State.DEPOSITED](call=call, **{key: value for key, value in secret.items() if key != "lead"})
    Application.objects.filter(pk=made.pk).update(lead=people["lead"])
    made = Application.objects.get(pk=made.pk)
    for role in (TeamRole.CO_LEAD, TeamRole.READER):
        who = people[role.value]
        invited = invite(application=made, email=who.email, role=role, by=people["lead"], at=clock.now())
        accept(membership=invited, by=who, at=clock.now())
    Extension.objects.create(
        application=made, until=clock.now() - timedelta(minutes=1), reason="x", granted_at=clock.now(),
        granted_by=people["director"],
    )  # fmt: skip
    return Application.objects.get(pk=made.pk)


def _screened(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> tuple[Screening, Any]:
    who = UserFactory.create(roles=[Role.COORDINATOR])
    return start(application=_closed(call, people, secret), by=who, at=clock.now()), who


def _proposed(call: Call, people: dict[str, Any], secret: dict[str, Any]) -> tuple[Screening, Ruling]:
    screening, who = _screened(call, people, secret)
    for code in ("R3", "R4", "R7", "R9", "R10", "R11", "R13", "R14"):
        answer(screening=screening, code=code, finding="no", reason="x", by=who, at=clock.now())
    other = UserFactory.create(roles=[Role.COORDINATOR])
    answer(screening=screening, code="R11", finding="no", reason="x", by=other, at=clock.now())
    return screening, rule(screening=screening, outcome="ineligible", motive="x", by=who, at=clock.now())


def _of(screening: Screening) -> dict[str, Any]:
    Mail.objects.exclude(object_type="").filter(object_type__startswith="applications.").delete()
    return {"reference": screening.application.reference}


STEPS: dict[str, Builder] = {
    "closed": closed, "screened": screened, "completed": completed, "proposed": proposed, "decided": decided,
}  # fmt: skip
