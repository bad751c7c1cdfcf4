"""Depositing: one transaction that decides, numbers, keeps and gives work; see `deposits/deciding.py` for its locks."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction

from applications.actions.deposits.attempts import NotDeposited, keep_refusal, keep_success
from applications.actions.deposits.building import BUILD_DOCUMENTS
from applications.actions.deposits.content import fingerprint, snapshot_of
from applications.actions.deposits.deciding import Decision, decide
from applications.actions.deposits.freezing import freeze
from applications.actions.projecting import ACRONYM_TAKEN, acronym_claimed, project
from applications.models import Application, Attachment, Deposit, Document
from applications.queries.deposits.working_copy import digest, other_deposits_of_the_lead
from applications.queries.doubts import doubts_of
from applications.queries.working import FACTS, definition_of_application
from applications.rules.closing import closed_since
from applications.rules.depositing import is_depositable
from applications.sections.budgeting import Totals, totals
from applications.sections.checking import Report, check
from applications.states import DocumentKind
from inmp_portal.accounts.models import User
from inmp_portal.journal import actions as journal
from inmp_portal.lib.french import moment
from inmp_portal.lib.verdict import Refused
from inmp_portal.lib.work import nudge


def deposit(
    *, application: Application, by: User, at: datetime, token: UUID, declared: bool = True, seen: str | None = None
) -> Deposit:
    """Deposit the working copy as the next version, or raise `NotDeposited` with its attempt kept.

    `token` names one confirmation: replayed, it returns the deposit that it made. `seen` is the digest of the content
    that the person read before confirming; another content now is refused as stale.
    """
    try:
        with transaction.atomic():
            return _deposit(application, by, at, token, declared, seen)
    except Refused as refused:
        refusal = refused if isinstance(refused, NotDeposited) else NotDeposited(refused.reason)
        keep_refusal(refusal, application=application, token=token, by=by, at=at)
        raise refusal from None


def _deposit(
    application: Application, by: User, at: datetime, token: UUID, declared: bool, seen: str | None
) -> Deposit:
    application = _locked(application)
    replayed = Deposit.objects.filter(token=token).first()
    if replayed is not None:
        return _replay(replayed, application)
    is_depositable(by, application, at).require()
    files = list(Attachment.objects.present().filter(application=application).order_by("field", "id"))
    _require_the_content_seen(application, files, declared, seen)
    definition = definition_of_application(application)
    report = check(definition, application.answers, Counter(item.field for item in files))
    decision = decide(application)
    _require_in_time(application, decision)
    _require_no_problem(report)
    _require_room_for_one_more(application, decision)
    application.patient_doubts = len(doubts_of(definition, application.answers, files))
    return _keep(application, decision, totals(application.answers, definition), files, by, token)


def _locked(application: Application) -> Application:
    """The row under its lock, with what it is checked by, and the axes that its content names."""
    with_facts = Application.objects.defer("search", "call__form").annotate(**FACTS).prefetch_related("call__axes")
    return with_facts.locked(application)


def _keep(
    application: Application, decision: Decision, sums: Totals, files: list[Attachment], by: User, token: UUID
) -> Deposit:
    assert decision.version is not None and decision.number is not None  # given to whoever is in time
    columns = project(application, application.answers, requested=sums.requested, completeness=100)
    form, snapshot = freeze(application), snapshot_of(application, decision, by=by, files=files, totals=sums)
    with acronym_claimed() as claim:  # asked first by `project`, then of the database: two may come at once
        application.save(update_fields=[*columns, "patient_doubts"])
    if claim.taken or not application.acronym:
        raise NotDeposited(ACRONYM_TAKEN, "incomplete")
    made = Deposit.objects.create(
        application=application, version=decision.version, number=decision.number, token=token, snapshot=snapshot,
        frozen_form_id=form.sha256, fingerprint=fingerprint(snapshot, form),
        deposited_at=decision.at, deposited_by=by, closes_at=application.closing,
    )  # fmt: skip
    Document.objects.bulk_create(
        Document(deposit=made, kind=kind, queued_at=decision.at) for kind in DocumentKind.values
    )
    attempt = keep_success(made, by)
    journal.record(
        "application.deposited", application, by=by, at=decision.at, number=made.number, version=made.version,
        fingerprint=made.fingerprint, attempt=attempt.reference,
    )  # fmt: skip
    nudge(BUILD_DOCUMENTS)
    return made


def _replay(deposit: Deposit, application: Application) -> Deposit:
    if deposit.application_id != application.pk:
        raise NotDeposited("Cette confirmation a déjà servi pour un autre dossier.")
    return deposit


def _require_the_content_seen(
    application: Application, files: list[Attachment], declared: bool, seen: str | None
) -> None:
    if not declared:
        raise NotDeposited("Le dépôt suppose que vous confirmiez les déclarations.")
    if seen is not None and seen != digest(application.answers, files):
        raise NotDeposited(
            "Le dossier a changé depuis que vous avez affiché ce récapitulatif\u202f: relisez-le avant de déposer.",
            "stale",
        )


def _require_in_time(application: Application, decision: Decision) -> None:
    if decision.in_time:
        return
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
