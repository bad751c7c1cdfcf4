"""What the portal sees of a deposit, check by check: the answers it computes, and what it shows a person who answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from applications.methods.deposits.instants import written_duration
from applications.methods.deposits.visas import expected_visas
from applications.sections.cleaning.words import NB, between, count, quoted
from applications.sections.screening import assisted
from applications.sections.screening.checks import Check
from applications.sections.screening.examined import Examined
from applications.states import Finding
from inmp_portal.lib.french import moment_seconds

_DECLARATIONS, _AGREEMENT, _DURATION = "declarations", "d_accord_equipes", "duree_mois"
_SHOWN = 3


@dataclass(frozen=True)
class Seen:
    """`finding` is the computed answer, None when a person has to answer; `said` what was seen, a sentence a line."""

    finding: Finding | None
    said: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.said)


def seen(check: Check, examined: Examined) -> Seen:
    """Look at a deposit for one check; a code that the portal does not know is for a person, with nothing to show."""
    if look := _COMPUTED.get(check.code):
        found = look(examined)
        return found if check.is_automatic else Seen(None, found.said)
    if look_for := assisted.LOOKS.get(check.code):
        return Seen(None, tuple(look_for(examined)))
    return Seen(None, ())


def _found(ok: bool, *said: str) -> Seen:
    return Seen(Finding.YES if ok else Finding.NO, said)


def _in_time(it: Examined) -> Seen:
    at, closes_at = it.in_time
    told = f"Déposé le {moment_seconds(at)}, heure de Paris"
    if at <= closes_at:
        return _found(True, f"{told}, {written_duration(closes_at - at)} avant la clôture.")
    late = written_duration(at - closes_at)
    if (at - closes_at).total_seconds() <= 60 * (it.parameter("tolerance_minutes") or 0):
        return _found(True, f"{told}, {late} après l’heure de clôture, dans la tolérance technique de l’édition.")
    return _found(False, f"{told}, {late} après la clôture du {moment_seconds(closes_at)}.")


def _complete(it: Examined) -> Seen:
    problems = it.report.problems
    if not problems:
        due = sum(progress.due for progress in it.report.sections.values())
        return _found(
            True, f"Les {count(due, 'réponse attendue', 'réponses attendues')} sont données, dans les limites."
        )
    first = [f"{problem.label}{NB}: {problem.message}" for problem in problems[:_SHOWN]]
    more = len(problems) - len(first)
    return _found(
        False,
        f"Il reste {count(len(problems), 'élément')} {it.report.left}.",
        *first,
        *([f"Et {more} de plus."] if more else []),
    )


def _agreed(it: Examined) -> Seen:
    """Without agreements on line, the declaration of the lead is what there is."""
    if it.answers.get(_AGREEMENT) is not True:
        return _found(False, "La personne porteuse n’a pas déclaré l’accord des équipes partenaires.")
    teams = count(len(it.context.teams), "équipe")
    return _found(
        True,
        f"La personne porteuse déclare l’accord des {teams} du dossier\u00a0; les accords ne sont pas recueillis en ligne.",
    )


def _visas(it: Examined) -> Seen:
    required = it.parameter("visas_requis") or {}
    chain = expected_visas(required, str(it.answers.get("etablissement")), {file["field"] for file in it.files})
    if not chain:
        return _found(True, "L’établissement de la personne porteuse ne demande aucun visa.")
    missing = [visa.label for visa in chain if not visa.is_joined]
    told = "\u00a0; ".join(missing or [visa.label for visa in chain])
    return _found(not missing, f"{'Non joints' if missing else 'Joints'} au dossier{NB}: {told}.")


def _duration(it: Examined) -> Seen:
    months = it.context.number(_DURATION)
    low, high = it.parameter("duree_min_mois"), it.parameter("duree_max_mois")
    bounds = between(low, high, "mois")
    if months is None:
        return _found(False, f"Aucune durée n’est indiquée{NB}; l’édition en attend une {bounds}.")
    return _found(
        (low or 0) <= months <= (high or months), f"Durée de {months}{NB}mois{NB}; l’édition en attend une {bounds}."
    )


def _declared(it: Examined) -> Seen:
    due = (
        [field for field in it.definition.section(_DECLARATIONS).fields if it.context.is_due(field)]
        if _DECLARATIONS in it.definition.by_key
        else []
    )
    missing = [field.label for field in due if not _is_ticked(it.answers.get(field.id))]
    if not missing:
        return _found(True, f"Les {count(len(due), 'déclaration')} sont cochées.")
    return _found(False, f"Non cochées{NB}: {', '.join(quoted(label) for label in missing)}.")


def _is_ticked(value: object) -> bool:
    return bool(value.get("coche")) if isinstance(value, dict) else value is True


_COMPUTED: dict[str, Callable[[Examined], Seen]] = {
    "R1": _in_time, "R2": _complete, "R5": _agreed, "R6": _visas, "R8": _duration, "R12": _declared,
}  # fmt: skip
