"""Dossiers ready to be deposited, and deposited by the real action."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from applications.actions.depositing import deposit
from applications.demo.answers import answers_of
from applications.models import Application, Attachment, Call, Deposit
from applications.sections.checking import check
from applications.sections.definition import definition_of
from applications.states import State
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock
from inmp_portal.lib.folding import fold
from tests.factories.applications import draft

ApplicationIn = Callable[..., Application]
_places = count()
_DEMO = Path(__file__).parents[2] / "applications/content/inmp-2025/demo.json"


@cache
def _sheets() -> list[dict[str, Any]]:
    return json.loads(_DEMO.read_text(encoding="utf-8"))["dossiers"]


def complete_answers(place: int = 0, **changes: Any) -> dict[str, Any]:
    """The answers of one of the twelve fictitious dossiers, which lack nothing."""
    return {**json.loads(json.dumps(answers_of(_sheets()[place]))), **changes}


def ready(
    *, call: Call, lead: User | None = None, place: int = 0, answers: dict[str, Any] | None = None
) -> Application:
    """A draft that lacks nothing, with the files that its answers call for."""
    answers = answers or complete_answers(place)
    application = draft(
        call=call, lead=lead, answers=answers, title=answers["titre"], acronym=None, completeness=100,
    )  # fmt: skip
    for problem in check(definition_of(call.form, call.profile, call.parameters), answers, {}).problems:
        if problem.message == "Joignez ce document.":
            attach(application, problem.field, f"{problem.field}.pdf")
    return application


def attach(application: Application, field: str, name: str) -> Attachment:
    """A file as the attaching action leaves it, without its bytes."""
    return Attachment.objects.create(
        application=application, field=field, name=name, content_type="application/pdf", size=12_345, pages=2,
        sha256=sha256(f"{application.pk}{field}{name}".encode()).hexdigest(), added_at=clock.now(),
        added_by=application.lead,
    )  # fmt: skip


def deposited_once(*, call: Call, lead: User | None = None, place: int = 0, **changes: Any) -> Deposit:
    """A dossier deposited by its lead, version 1."""
    application = ready(call=call, lead=lead, answers=complete_answers(place, **changes))
    return deposit(application=application, by=application.lead, at=clock.now(), token=uuid.uuid4())


def deposited(*, call: Call, lead: User | None = None, at: datetime | None = None, **columns: Any) -> Application:
    """A dossier deposited by its lead; `columns` are then what the test is about, `at` the instant of the deposit."""
    place = next(_places)
    with clock.frozen(at or clock.now()):
        made = deposited_once(call=call, lead=lead, place=place % 12, acronyme=f"PROJET{place}")
    for field, of in (("title", "title_folded"), ("lead_name", "lead_name_folded")):
        if field in columns:
            columns[of] = fold(columns[field])
    Application.objects.filter(pk=made.application_id).update(**columns)
    return Application.objects.get(pk=made.application_id)


BUILDERS: dict[str, Callable[..., Application]] = {State.DRAFT: draft, State.DEPOSITED: deposited}
