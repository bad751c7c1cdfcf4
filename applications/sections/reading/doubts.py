"""What in the answers looks like a patient's data: told beside the question, never a reason to refuse.

Also read where a question does not apply any more: its answer is kept, and would be deposited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from applications.methods.patient_data import Finding, Kind, find
from applications.sections.checking import Problem
from applications.sections.context import rows_of
from applications.sections.definition import Definition, Field

DOUBT = "doubt"
READ_TYPES = frozenset({"texte", "texte_long", "choix_ou_texte", "etiquettes", "case_et_texte"})
WORDS = {
    Kind.NIR: "un numéro de sécurité sociale", Kind.STAY: "un numéro de patient ou de séjour",
    Kind.BIRTH: "une date de naissance", Kind.DICOM: "l’identité que porte une image médicale (DICOM)",
}  # fmt: skip
_TOLD = 3  # excerpts of one answer; the others are counted
_TODO = "Si ce passage concerne un patient, retirez-le. Sinon, ne changez rien\u00a0: cela n’empêche pas le dépôt."


def doubts_in(fields: Iterable[Field], answers: Mapping[str, Any]) -> tuple[Problem, ...]:
    """One for each answer, or cell of a row, that holds something of the kind; in the order of the form."""
    return tuple(doubt for field in fields if field.is_typed for doubt in _of_field(field, answers.get(field.id)))


def doubts_of(definition: Definition, answers: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Those of the whole dossier."""
    return doubts_in(definition, answers)


def sentence(findings: Sequence[Finding], todo: str = _TODO) -> str:
    """« “IPP : 80••••••” ressemble à un numéro de patient ou de séjour. Si ce passage… »"""
    told = [f"«\u00a0{one.excerpt}\u00a0» ressemble à {WORDS[one.kind]}" for one in findings[:_TOLD]]
    rest = len(findings) - len(told)
    more = (
        f", et {rest}\u00a0autre{'s' if rest > 1 else ''} passage{'s' if rest > 1 else ''} du même genre"
        if rest
        else ""
    )
    return f"{', '.join(told)}{more}. {todo}"


def _of_field(field: Field, value: Any) -> Iterator[Problem]:
    if field.columns:
        rows = rows_of(value) if field.has_rows else [value] if isinstance(value, dict) else []
        for place, row in enumerate(rows):
            yield from _of_row(field, row, place if field.has_rows else None)
    elif findings := _findings(field, value):
        yield Problem(field.section, field.id, None, field.label, sentence(findings), kind=DOUBT)


def _of_row(field: Field, row: Mapping[str, Any], place: int | None) -> Iterator[Problem]:
    for column in field.columns:
        if findings := _findings(column, row.get(column.id)):
            where = f"ligne {place + 1}, " if place is not None else ""
            label = f"{field.label}\u00a0: {where}{column.label.lower()}"
            yield Problem(field.section, field.id, place, label, sentence(findings), column.id, DOUBT)


def _findings(field: Field, value: Any) -> list[Finding]:
    if field.type not in READ_TYPES:
        return []
    if isinstance(value, dict):
        value = value.get("texte")
    elif isinstance(value, list):
        value = "\n".join(item for item in value if isinstance(item, str))
    return find(value) if isinstance(value, str) and value else []
