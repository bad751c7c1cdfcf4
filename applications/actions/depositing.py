"""Depositing: one transaction that decides, numbers, keeps and gives work; see `deposits/deciding.py` for its locks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from applications.actions.deposits.attempts import NotDeposited, keep_success, refusal_kept
from applications.actions.deposits.building import BUILD_DOCUMENTS
from applications.actions.deposits.content import fingerprint, snapshot_of
from applications.actions.deposits.deciding import Decision, decide
from applications.actions.deposits.freezing import freeze
from applications.actions.projecting import ACRONYM_TAKEN, acronym_claimed, project
from applications.actions.screening.telling import told_of
from applications.models import Application, Attachment, Complement, Deposit, Document
from applications.queries.deposits.working_copy import digest, other_deposits_of_the_lead
from applications.queries.doubts import doubts_of
from applications.queries.working import FACTS, definition_of_application
from applications.rules.closing import closed_since, late_complement
from applications.rules.depositing import is_depositable
from applications.sections.budgeting import totals
from applications.sections.checking import Report, check
from applications.states import DocumentKind
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import moment
from inmp_portal.lib.work import nudge


def deposit(
    *, application: Application, by: User, at: datetime, token: UUID, declared: bool = True, seen: str | None = None
) -> Deposit:
    """Deposit the working copy as the next version, or raise `NotDeposited` with its attempt kept.

    `token` names one confirmation: replayed, it returns the deposit that it made. `seen` is the digest of the content
    that the person read before confirming; another content now is refused as stale.
    """
    confirmed = Confirmed(by, token, declared, seen)
    with refusal_kept(application=application, token=token, by=by, at=at), transaction.atomic():
        application = locked(application)
        return replayed(application, token) or _deposit(application, confirmed, at)


@dataclass(frozen=True)
class Confirmed:
    """What somebody confirmed: who, under which token, the declarations, the digest of the content that was read."""

    by: User
    token: UUID
    declared: bool = True
    seen: str | None = None


def _deposit(application: Application, confirmed: Confirmed, at: datetime) -> Deposit:
    is_depositable(confirmed.by, application, at).require()
    return make_version(application, confirmed)


def make_version(application: Application, confirmed: Confirmed, answers: Complement | None = None) -> Deposit:
    """The next version of a dossier that is locked and may be deposited; `answers` is the request that it answers."""
    files = list(Attachment.objects.present().filter(application=application).order_by("field", "id"))
    _require_the_content_seen(application, files, confirmed)
    definition = definition_of_application(application)
    report = check(definition, application.answers, Counter(item.field for item in files))
    told = told_of(application, answers, files) if answers else None
    decision = decide(application)
    _require_in_time(application, decision, answers)
    _require_no_problem(report)
    _require_room_for_one_more(application, decision)
    application.patient_doubts = len(doubts_of(definition, application.answers, files))
    sums = totals(application.answers, definition)
    columns = project(application, application.answers, requested=sums.requested, completeness=100)
    content = snapshot_of(application, decision, by=confirmed.by, files=files, totals=sums, complement=told)
    return _keep(application, decision, columns, content, confirmed)


def locked(application: Application) -> Application:
    """The row under its lock, with what it is checked by, and the axes that its content names."""
    with_facts = Application.objects.defer("search", "call__form").annotate(**FACTS).prefetch_related("call__axes")
    return with_facts.locked(application)


def _keep(
    application: Application,
    decision: Decision,
    columns: tuple[str, ...],
    snapshot: dict[str, Any],
    confirmed: Confirmed,
) -> Deposit:
    assert decision.version is not None and decision.number is not None  # given to whoever is in time
    form = freeze(application)
    with acronym_claimed() as claim:  # asked first by `project`, then of the database: two may come at once
        application.save(update_fields=[*columns, "patient_doubts"])
    if claim.taken or not application.acronym:
        raise NotDeposited(ACRONYM_TAKEN, "incomplete")
    made = Deposit.objects.create(
        application=application, version=decision.version, number=decision.number, token=confirmed.token, snapshot=snapshot,
        frozen_form_id=form.sha256, fingerprint=fingerprint(snapshot, form),
        deposited_at=decision.at, deposited_by=confirmed.by, closes_at=application.closing,
    )  # fmt: skip
    Document.objects.bulk_create(
        Document(deposit=made, kind=kind, queued_at=decision.at) for kind in DocumentKind.values
    )
    attempt = keep_success(made, confirmed.by)
    journal.record(
        "application.deposited", application, by=confirmed.by, at=decision.at, number=made.number, version=made.version,
        fingerprint=made.fingerprint, attempt=attempt.reference, **({"complement": True} if "complement" in snapshot else {}),
    )  # fmt: skip
    nudge(BUILD_DOCUMENTS)
    return made


def replayed(application: Application, token: UUID) -> Deposit | None:
    """The deposit that this confirmation already made, if it did; under the dossier's lock."""
    made = Deposit.objects.filter(token=token).first()
    if made is not None and made.application_id != application.pk:
        raise NotDeposited("Cette confirmation a déjà servi pour un autre dossier.")
    return made


def _require_the_content_seen(application: Application, files: list[Attachment], confirmed: Confirmed) -> None:
    if not confirmed.declared:
        raise NotDeposited("Le dépôt suppose que vous confirmiez les déclarations.")
    if confirmed.seen is not None and confirmed.seen != digest(application.answers, files):
        raise NotDeposited(
            "Le dossier a changé depuis que vous avez affiché ce récapitulatif\u202f: relisez-le avant de déposer.",
            "stale",
        )


def _require_in_time(application: Application, decision: Decision, answers: Complement | None) -> None:
    if decision.in_time:
        return
    if answers:
        raise NotDeposited(late_complement(answers.due_at), "late", at=decision.at, deadline=answers.due_at)
    if decision.at < application.call.opens_at:
        raise NotDeposited(f"Le dépôt ouvre le {moment(application.call.opens_at)}, heure de Paris.")
    raise NotDeposited(closed_since(application), "late", at=decision.at, deadline=application.closing)


def _require_no_problem(report: Report) -> None:
    if report.problems:
        count = len(report.problems)
        said = "1 élément" if count == 1 else f"{count} éléments"
        raise NotDeposited(f"Il reste {said} {report.left} avant le dépôt.", "incomplete", problems=report.problems)


def _require_room_for_one_more(application: Application, decision: Decision) -> None:
    """Asked once the call's row is locked by the first deposit: two dossiers of one lead cannot pass together."""
    allowed = application.call.parameter("dossiers_max_par_porteur")
    if decision.version == 1 and other_deposits_of_the_lead(application) >= allowed:
        raise NotDeposited(
            "Vous portez déjà un dossier déposé dans cette édition\u202f: retirez-le d’abord, ou écrivez à la coordination."
        )
