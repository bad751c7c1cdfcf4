"""One dossier being screened, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, CheckAnswer, Complement, Deposit, Ruling, Screening
from applications.queries.screening.examining import examined
from applications.rules.screening import unanswered
from applications.sections.screening.assisted import files_of
from applications.sections.screening.checks import Check, checks_of
from applications.sections.screening.seen import Seen, seen
from applications.states import Finding, RulingState
from inmp_portal.accounts.models import User

_TONES = {Finding.YES: "ok", Finding.NO: "bad", Finding.NOT_APPLICABLE: "calm"}


@dataclass(frozen=True)
class Line:
    """One check with what the portal saw of it and its answers; `mine` is the one that a new answer would replace."""

    check: Check
    seen: Seen
    answers: tuple[CheckAnswer, ...]
    mine: CheckAnswer | None
    earlier: int
    files: list[dict[str, object]]

    @property
    def is_answered(self) -> bool:
        return len(self.answers) >= self.check.opinions

    @property
    def is_refused(self) -> bool:
        return any(answer.finding == Finding.NO for answer in self.answers)

    @property
    def tone(self) -> str:
        """Of the state that the page shows."""
        if not self.is_answered:
            return "open"
        return "bad" if self.is_refused else _TONES[Finding(self.answers[0].finding)]

    @property
    def word(self) -> str:
        """What stands beside the check: its answer, or what it still lacks."""
        if not self.answers:
            return "À répondre"
        if not self.is_answered:
            return "Second avis attendu"
        return "Non" if self.is_refused else str(self.answers[0].get_finding_display())


@dataclass(frozen=True)
class Screened:
    """The page. `ruling` is the live decision, `complements` those asked so far, latest first."""

    application: Application
    screening: Screening
    deposit: Deposit
    lines: list[Line]
    complements: list[Complement]
    ruling: Ruling | None
    past: list[Ruling]

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.lines)

    @property
    def progress(self) -> int:
        """In whole percents."""
        return 100 * self.answered // len(self.lines)

    @property
    def refused(self) -> list[Line]:
        return [line for line in self.lines if line.is_refused]

    @property
    def is_complete(self) -> bool:
        answers = [answer for line in self.lines for answer in line.answers]
        return not unanswered([line.check for line in self.lines], answers)


def screening_of(application: Application) -> Screening | None:
    """The screening of the dossier's last version; None while nobody has begun it."""
    found = Screening.objects.filter(application=application, deposit__version=application.deposit_count)
    screening = found.select_related("deposit__frozen_form", "started_by").first()
    if screening:
        screening.application = screening.deposit.application = application
    return screening


def screened(screening: Screening, user: User, at: datetime) -> Screened:
    """Read it all, in a fixed number of queries."""
    deposit, application = screening.deposit, screening.application
    it, given = examined(deposit), list(screening.answers.select_related("answered_by").order_by("pk"))
    rulings = list(
        Ruling.objects.filter(screening__application=application)
        .select_related("proposed_by", "confirmed_by", "ended_by")
        .order_by("-pk")
    )
    for ruling in rulings:
        ruling.screening = screening if ruling.screening_id == screening.pk else ruling.screening
    live = next((one for one in rulings if one.state in (RulingState.PROPOSED, RulingState.CONFIRMED)), None)
    complements = (
        Complement.objects.visible_to(user, at).filter(application=application).select_related("asked_by", "deposit")
    )
    return Screened(
        application, screening, deposit,
        [_line(check, seen(check, it), given, user, files_of(check.code, it)) for check in checks_of(screening.checks)],
        list(complements.defer("deposit__snapshot").order_by("-pk")), live, [one for one in rulings if one is not live],
    )  # fmt: skip


def _line(check: Check, found: Seen, given: list[CheckAnswer], user: User, files: list[dict[str, object]]) -> Line:
    of_it = [answer for answer in given if answer.code == check.code]
    live = tuple(sorted((one for one in of_it if one.replaced_at is None), key=lambda one: one.opinion))
    mine = next((one for one in live if check.opinions == 1 or one.answered_by_id == user.pk), None)
    return Line(check, found, live, mine, len(of_it) - len(live), files)
