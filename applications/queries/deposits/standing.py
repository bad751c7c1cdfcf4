"""Where a dossier stands for its lead: where am I, what is expected of me, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from applications.rules.closing import closed_since, late_complement
from applications.sections.checking import Report
from applications.states import State
from inmp_portal.lib.french import counted, moment_seconds


@dataclass(frozen=True)
class Standing:
    """`tone` colours the state word; `due_at` is empty when nothing is expected."""

    word: str
    tone: str
    expected: str
    detail: str = ""
    due_at: datetime | None = None


def standing_of(application: Application, report: Report, at: datetime) -> Standing:
    """One sentence of what is expected, one of what is certain."""
    if application.state == State.WITHDRAWN:
        return Standing(
            "Retiré",
            "bad",
            "Rien n’est attendu de vous.",
            "Vous pouvez rétablir ce dossier jusqu’à la séance du comité.",
        )
    is_open = at <= application.deadline
    if application.state == State.DRAFT:
        return _draft(application, report, is_open)
    if application.state == State.DEPOSITED:
        return _deposited(application, report, is_open)
    if application.state == State.COMPLEMENT:
        return _complement(application, at)
    word = str(State(application.state).label)
    tone, expected, detail = _SAID.get(
        State(application.state), ("open", "Rien n’est attendu de vous pour le moment.", "")
    )
    return Standing(word, tone, expected, detail)


_SAID = {
    State.SCREENING: ("open", "Rien n’est attendu de vous.", "La recevabilité du dossier est examinée\u00a0; la suite vous sera adressée par courriel."),
    State.ELIGIBLE: ("ok", "Rien n’est attendu de vous.", "Votre dossier est recevable\u00a0: il va être évalué."),
    State.INELIGIBLE: ("bad", "Votre dossier ne peut pas être évalué.", "Le motif vous a été adressé par courriel\u00a0; il est repris ci-dessous."),
}  # fmt: skip


def _complement(application: Application, at: datetime) -> Standing:
    complement = application.asked_complement
    assert complement is not None  # the state and its request change together
    if at > complement.due_at:
        return Standing(
            "Complément demandé",
            "bad",
            "Le complément n’est pas venu dans le délai.",
            late_complement(complement.due_at),
        )
    asked = counted(len(complement.items), "élément")
    return Standing(
        "Complément demandé", "warm", f"Complétez {asked}, puis envoyez le complément.",
        "Seuls les éléments demandés sont modifiables\u00a0; le reste du dossier est celui du dépôt.", complement.due_at,
    )  # fmt: skip


def _draft(application: Application, report: Report, is_open: bool) -> Standing:
    if not is_open:
        closed = closed_since(application)
        return Standing("Brouillon non déposé", "calm", "Ce dossier n’a pas été déposé.", closed)
    if report.problems:
        left = f"{_to_do(report)}, puis déposez le dossier."
        return Standing("Brouillon", "warm", left, "Tout est enregistré au fil de la saisie.", application.closing)
    return Standing("Brouillon complet", "open", "Déposez le dossier.", "Rien ne manque.", application.closing)


def _deposited(application: Application, report: Report, is_open: bool) -> Standing:
    assert application.last_deposited_at is not None  # tied to the state by a constraint
    kept = f"La version {application.deposit_count}, déposée le {moment_seconds(application.last_deposited_at)}, est valable."
    if application.reopened_at and not is_open:
        return Standing(
            "Déposé", "ok", "Vos modifications n’ont pas été déposées.", f"{kept} C’est elle qui sera examinée."
        )
    if not application.reopened_at:
        later = " Vous pouvez encore la remplacer." if is_open else ""
        return Standing("Déposé", "ok", "Rien n’est attendu de vous.", f"{kept}{later}")
    left = f"{_to_do(report)}, puis déposez" if report.problems else "Déposez"
    return Standing(
        "Déposé, en cours de modification", "warm", f"{left} la nouvelle version, ou abandonnez vos modifications.",
        f"{kept} Sans nouveau dépôt, c’est elle qui sera examinée.", application.closing,
    )  # fmt: skip


def _to_do(report: Report) -> str:
    """« Complétez 3 éléments », « Corrigez 1 élément »."""
    verb = {"à compléter": "Complétez", "à corriger": "Corrigez"}.get(report.left, "Complétez ou corrigez")
    return f"{verb} {counted(len(report.problems), 'élément')}"
