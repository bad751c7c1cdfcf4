"""The visas that an establishment asks for, and those that a dossier already carries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

LABELS = {
    "service": "Visa du chef ou de la cheffe de service, ou de la direction d’unité",
    "pole": "Visa du chef ou de la cheffe de pôle, ou de la direction de composante",
    "direction": "Visa de la direction de la recherche ou de la direction d’établissement",
}


@dataclass(frozen=True)
class ExpectedVisa:
    """One step of the chain; `is_joined` when the signed document is among the files."""

    step: str
    label: str
    is_joined: bool


def expected_visas(
    required: Mapping[str, Sequence[str]], institution: str, joined_fields: Collection[str]
) -> tuple[ExpectedVisa, ...]:
    """The chain of the lead's establishment, in its order; nothing for an establishment that asks for none."""
    return tuple(
        ExpectedVisa(step, LABELS.get(step, f"Visa «\u00a0{step}\u00a0»"), f"visa_{step}" in joined_fields)
        for step in required.get(institution, ())
    )
