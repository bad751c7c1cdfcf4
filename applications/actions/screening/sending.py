"""A team sends its complement: the next version of its dossier, by the deposit's own means, and the screening goes on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.actions.depositing import Confirmed, locked, make_version, replayed
from applications.actions.deposits.attempts import NotDeposited, refusal_kept
from applications.actions.screening.starting import open_screening
from applications.models import Application, CheckAnswer, Complement, Deposit, Ruling, Screening
from applications.notices.screening.complement import ComplementReceived
from applications.rules.complementing import is_sendable
from applications.sections.screening.naming import is_touched
from applications.states import ComplementState, Finding, RulingState
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.outbox import actions as outbox

_CAME = "Le complément est arrivé."
REPLIED = "Votre message à la coordination"


def send_complement(
    *, application: Application, by: User, at: datetime, token: UUID, reply: str = "", seen: str | None = None
) -> Deposit:
    """Send what was asked as the next version, or raise `NotDeposited` with its attempt kept.

    `token` and `seen` are those of a deposit. `reply` is what the team says with it; alone, it is an answer too.
    """
    with refusal_kept(application=application, token=token, by=by, at=at), transaction.atomic():
        application = locked(application)
        if made := replayed(application, token):
            return made
        is_sendable(by, application, at).require()
        complement = application.asked_complement
        assert complement is not None  # as the rule has just said
        made = make_version(application, Confirmed(by, token, seen=seen), complement)
        _receive(complement, made, reply.strip(), by)
        return made


def _receive(complement: Complement, made: Deposit, reply: str, by: User) -> None:
    changed = _labels(complement.items, made.snapshot["complement"]["changed"])
    if not changed and not reply:
        raise NotDeposited(
            "Rien n’a changé depuis la version déposée\u00a0: complétez les éléments demandés, ou répondez par un message.",
            "incomplete",
        )
    _drop_what_was_proposed(made, by)
    complement.move(ComplementState.RECEIVED, deposit=made, reply=reply, resolved_at=made.deposited_at)
    _screen_again(complement.screening, made)
    elements = [*changed, *([REPLIED] if reply else [])]
    journal.record(
        "screening.complement_received", made.application, by=by, at=made.deposited_at, version=made.version,
        elements=", ".join(elements),
    )  # fmt: skip
    outbox.queue(ComplementReceived(complement, elements), dedup=(complement.pk,))


def _drop_what_was_proposed(made: Deposit, by: User) -> None:
    """A refusal proposed when the complement was late speaks of the version before; more time was given since."""
    proposed = Ruling.objects.filter(screening__application=made.application, state=RulingState.PROPOSED).order_by("pk")
    for ruling in proposed:
        ruling.move(RulingState.DROPPED, ended_at=made.deposited_at, ended_by=by, end_reason=_CAME)


def _labels(items: Iterable[dict[str, str]], names: Iterable[str]) -> list[str]:
    """The labels of these fields, in the order in which they were asked for."""
    wanted = set(names)
    return [item["label"] for item in items if item["field"] in wanted]


def _screen_again(before: Screening, made: Deposit) -> None:
    """The new version is computed anew; what people answered stands, unless it was a « no » or the complement touches it."""
    now = open_screening(made.application, made, before.started_by, made.deposited_at)
    changed = set(made.snapshot["complement"]["changed"])
    computed = {one.code: one for one in now.answers.all()}
    for given in before.answers.filter(replaced_at__isnull=True, answered_by__isnull=False).order_by("pk"):
        mine = computed.get(given.code)
        is_settled = mine is not None and mine.finding == Finding.YES
        if given.finding == Finding.NO or is_settled or is_touched(given.code, changed):
            continue
        if mine is not None:
            mine.replaced_at = made.deposited_at
            mine.save(update_fields=["replaced_at"])
        CheckAnswer.objects.create(
            screening=now, code=given.code, opinion=given.opinion, finding=given.finding, reason=given.reason,
            answered_at=given.answered_at, answered_by=given.answered_by,
        )  # fmt: skip
