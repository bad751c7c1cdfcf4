"""Which questions a complement may name, and those that a check usually calls for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from applications.sections.definition import Definition, Field, Section

_PATIENTS = "R10"
# A suggestion, ticked beforehand: the coordination names what it wants.
_USUAL = {
    "R3": ("etablissement", "statut", "service"), "R4": ("equipes",), "R5": ("d_accord_equipes",),
    "R6": ("visa_service", "visa_pole", "visa_direction"), "R7": ("lignes_budget", "justification_budget"),
    "R8": ("duree_mois", "jalons"), "R9": ("cv_porteur", "devis"), "R11": ("axe_principal", "justification_axes"),
    "R14": ("cofinancements", "financements_anterieurs"),
}  # fmt: skip


def may_be_named(field: Field) -> bool:
    """Answers and files of the team; neither what is computed nor what a third person gives."""
    return field.is_typed or field.type == "fichiers"


def nameable(definition: Definition) -> list[tuple[Section, list[Field]]]:
    """The questions by section, in the order of the form."""
    found = ((section, [field for field in section.fields if may_be_named(field)]) for section in definition.sections)
    return [(section, fields) for section, fields in found if fields]


def is_touched(code: str, changed: Collection[str]) -> bool:
    """Must this check be answered again once these questions have changed? Any new content may identify a patient."""
    return bool(changed) and (code == _PATIENTS or bool(set(_USUAL.get(code, ())) & set(changed)))


def usual_for(codes: Iterable[str], definition: Definition) -> list[str]:
    """The questions that checks answered by no usually call for, as far as this form has them."""
    return [name for code in codes for name in _USUAL.get(code, ()) if name in definition.by_id]
