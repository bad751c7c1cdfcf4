"""Who screens a deposited dossier, when, and what each step asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application, CheckAnswer, Complement, Ruling, Screening
from applications.rules.coordinating import can_coordinate
from applications.sections.screening.checks import Check
from applications.states import APPLICATION, ComplementState, Finding, Phase, RulingState, State
from inmp_portal.lib.french import NO_BREAK, moment
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

_SCREENED = (State.SCREENING, State.COMPLEMENT)


def can_screen(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """The coordination and the direction, but for a dossier of one's own team."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if application.role_of(user):
        return Verdict.no(
            "Vous êtes dans l’équipe de ce dossier\u00a0: une autre personne de la coordination l’examine."
        )
    if application.call.phase(at) >= Phase.SITTING:
        return Verdict.no("Le comité a commencé à siéger\u00a0: la recevabilité ne change plus.")
    return Verdict.yes()


def can_start(user: User | AnonymousUser, application: Application, at: datetime) -> Verdict:
    """Once the dossier's own close has gone by: until then its team may replace what it deposited."""
    if not (verdict := can_screen(user, application, at)):
        return verdict
    if at <= application.deadline:
        return Verdict.no(
            f"L’examen commence après la clôture, le {moment(application.closing)}, heure de Paris{NO_BREAK}: "
            "jusque-là, l’équipe peut encore remplacer sa version."
        )
    if not application.deposit_count:
        return Verdict.no("Ce dossier n’a pas été déposé\u00a0: il n’y a rien à examiner.")
    if (
        application.state != State.DEPOSITED
    ):  # the table allows others: they come back by a decision undone or a complement
        return Verdict.no(
            f"Ce dossier n’attend pas d’examen{NO_BREAK}: il est «{NO_BREAK}{_said(application)}{NO_BREAK}»."
        )
    return APPLICATION.verdict(application.state, State.SCREENING)


def can_answer(user: User | AnonymousUser, screening: Screening, at: datetime) -> Verdict:
    """Answer a check, or answer it anew, while nothing is decided."""
    application = screening.application
    if not (verdict := can_screen(user, application, at)):
        return verdict
    if screening.deposit.version != application.deposit_count:
        return Verdict.no("L’équipe a envoyé une nouvelle version\u00a0: c’est elle qui s’examine maintenant.")
    if application.state in (State.ELIGIBLE, State.INELIGIBLE):
        return _decided()
    if application.state not in _SCREENED:
        return Verdict.no(
            f"Ce dossier n’est plus à l’examen{NO_BREAK}: il est «{NO_BREAK}{_said(application)}{NO_BREAK}»."
        )
    return _nothing_awaited(application, at)


def is_well_answered(check: Check, finding: str, reason: str, live: Iterable[CheckAnswer], by: User) -> Verdict:
    """A « no » and a « does not apply » say why, and so does whoever answers in the portal's place."""
    if not reason.strip() and finding != Finding.YES:
        return Verdict.no(
            "Donnez le motif de cette réponse\u00a0: l’équipe et la coordination doivent pouvoir la comprendre."
        )
    if not reason.strip() and check.is_automatic:
        return Verdict.no("Ce contrôle est calculé\u00a0: dites pourquoi vous répondez à sa place.")
    if check.opinions == 2 and len([one for one in live if one.answered_by_id != by.pk]) >= 2:
        return Verdict.no("Deux personnes ont déjà donné leur avis sur ce contrôle.")
    return Verdict.yes()


def can_rule(user: User | AnonymousUser, screening: Screening, at: datetime) -> Verdict:
    """Decide, or propose to: what answering asks, and no decision that already waits."""
    if not (verdict := can_answer(user, screening, at)):
        return verdict
    if screening.rulings.live().exists():
        return Verdict.no("Une décision est déjà proposée pour ce dossier\u00a0: elle attend sa seconde lecture.")
    return Verdict.yes()


def follows_from(
    outcome: str, checks: Iterable[Check], answers: Iterable[CheckAnswer], complements: Iterable[Complement]
) -> Verdict:
    """Do the answers lead to this decision? `answers` are the live ones, `complements` those asked of the dossier."""
    checks, answers = tuple(checks), list(answers)
    if left := unanswered(checks, answers):
        told = ", ".join(check.code for check in left)
        return Verdict.no(f"Tous les contrôles n’ont pas leur réponse{NO_BREAK}: {told}.")
    refused = [
        check for check in checks if any(one.code == check.code and one.finding == Finding.NO for one in answers)
    ]
    if outcome == State.ELIGIBLE:
        return _nothing_refused(refused)
    if not refused:
        return Verdict.no(
            "Aucun contrôle n’est à «\u00a0non\u00a0»\u00a0: rien ne fonde une décision d’irrecevabilité."
        )
    given_time = any(one.state != ComplementState.ENDED for one in complements)
    if not given_time and all(check.calls_for_a_complement for check in refused):
        return Verdict.no("Ces points se complètent\u00a0: demandez d’abord un complément à l’équipe.")
    return Verdict.yes()


def unanswered(checks: Iterable[Check], answers: Iterable[CheckAnswer]) -> list[Check]:
    """The checks that lack an answer, or the second of their two opinions."""
    given: dict[str, int] = {}
    for answer in answers:
        given[answer.code] = given.get(answer.code, 0) + 1
    return [check for check in checks if given.get(check.code, 0) < check.opinions]


def can_confirm(user: User | AnonymousUser, ruling: Ruling, at: datetime) -> Verdict:
    """The second reading of a refusal: somebody else than whoever proposed it."""
    if ruling.state != RulingState.PROPOSED:
        return Verdict.no(f"Cette décision n’attend plus de seconde lecture{NO_BREAK}: {_of(ruling)}.")
    if user.is_authenticated and ruling.proposed_by_id == user.pk:
        return Verdict.no(
            "Vous avez proposé cette décision\u00a0: la seconde lecture revient à une autre personne de la coordination."
        )
    return can_answer(user, ruling.screening, at)


def can_drop(user: User | AnonymousUser, ruling: Ruling, at: datetime) -> Verdict:
    """Set a proposal aside, one's own as well."""
    if ruling.state != RulingState.PROPOSED:
        return Verdict.no(f"Cette décision n’attend plus de seconde lecture{NO_BREAK}: {_of(ruling)}.")
    return can_screen(user, ruling.screening.application, at)


def can_reverse(user: User | AnonymousUser, ruling: Ruling, at: datetime) -> Verdict:
    """Undo a decision while the dossier is where it left it: the screening goes on."""
    if ruling.state != RulingState.CONFIRMED:
        return Verdict.no(f"Seule une décision prise s’annule{NO_BREAK}: {_of(ruling)}.")
    application = ruling.screening.application
    if not (verdict := can_screen(user, application, at)):
        return verdict
    if application.state != ruling.outcome:
        return Verdict.no(
            f"Le dossier est maintenant «{NO_BREAK}{_said(application)}{NO_BREAK}»{NO_BREAK}: sa recevabilité ne change plus."
        )
    return APPLICATION.verdict(application.state, State.SCREENING)


def _nothing_awaited(application: Application, at: datetime) -> Verdict:
    """While a complement may still come, nothing is answered nor decided."""
    complement = application.asked_complement
    if complement is not None and at <= complement.due_at:
        return Verdict.no(
            f"L’équipe a jusqu’au {moment(complement.due_at)}, heure de Paris, pour envoyer le complément demandé."
        )
    return Verdict.yes()


def _nothing_refused(refused: list[Check]) -> Verdict:
    if not refused:
        return Verdict.yes()
    told = ", ".join(check.code for check in refused)
    return Verdict.no(f"Un dossier recevable n’a aucun contrôle à «{NO_BREAK}non{NO_BREAK}»{NO_BREAK}: {told}.")


def _decided() -> Verdict:
    return Verdict.no("Une décision est prise\u00a0: annulez-la, avec son motif, pour reprendre l’examen.")


def _said(application: Application) -> str:
    return str(State(application.state).label)


def _of(ruling: Ruling) -> str:
    return str(RulingState(ruling.state).label).lower()
