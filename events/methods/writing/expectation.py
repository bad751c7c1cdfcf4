"""The forecast of a café in one French sentence: the figure, its interval and what it supposes. Pure."""

from __future__ import annotations

from events.methods.sizing import Sizing, Turnout, WalkIns
from inmp_portal.lib.french import NO_BREAK, counted, number


def expectation(sizing: Sizing, turnout: Turnout, walk_ins: WalkIns) -> str:
    """« 44 personnes attendues, de 34 à 56 dans huit cas sur dix, en supposant que… »."""
    low, high = sizing.total.likely
    return (
        f"{counted(round(sizing.total.mean), 'personne attendue', 'personnes attendues')}, de {low} à {high} dans huit "
        f"cas sur dix, en supposant que {number(100 * turnout.share)}{NO_BREAK}% des inscriptions sont honorées "
        f"(hypothèse qui pèse autant que {counted(round(turnout.weight), 'inscription')}) et que "
        f"{_unannounced(walk_ins.mean)} sans s’inscrire, deux hypothèses que la présence constatée à chaque café corrige."
    )


def _unannounced(people: float) -> str:
    """« 8 personnes viennent », « 1,5 personne vient »: a figure after the comma only when there is one."""
    return f"{number(people, 0 if people == round(people) else 1)} personne{'s viennent' if people >= 2 else ' vient'}"
