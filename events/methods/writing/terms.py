"""A theme's words as the coordination edits them: one « mot : poids » a line."""

from __future__ import annotations

from collections.abc import Mapping

from inmp_portal.lib.french import number

_USUAL = 1.0  # of a term without a weight


def written(weights: Mapping[str, float]) -> str:
    """One line a term, in the order of the data: « entrepôt : 4 », « donnée : 1,5 »."""
    return "\n".join(
        f"{term} : {number(weight, 0 if weight == int(weight) else 1)}" for term, weight in weights.items()
    )


def read(text: str) -> tuple[dict[str, float], list[str]]:
    """(weights, what is wrong as French sentences); a term without a weight weighs 1, empty lines are left out."""
    weights: dict[str, float] = {}
    wrong = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        term, colon, weight = (part.strip() for part in line.rpartition(":"))
        term, weight = (term, weight) if colon else (weight, "")
        try:
            value = float(weight.replace(",", ".")) if weight else _USUAL
        except ValueError:
            wrong.append(f"« {line} » : le poids doit être un nombre, comme 2 ou 1,5.")
            continue
        if term in weights:
            wrong.append(f"« {term} » est écrit deux fois.")
        weights[term] = value
    return weights, wrong
