"""What in the answers looks like a patient's data: told beside the question, never a reason to refuse.

Also read where a question does not apply any more: its answer is kept, and would be deposited.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from applications.methods.patient_data import Finding, Kind, find
from applications.methods.patient_data.dicom import is_named_so
from applications.sections.checking import Problem
from applications.sections.context import rows_of
from applications.sections.definition import Field

DOUBT = "doubt"
READ_TYPES = frozenset({"texte", "texte_long", "choix_ou_texte", "etiquettes", "case_et_texte"})
WORDS = {
    Kind.NIR: "un numéro de sécurité sociale", Kind.STAY: "un numéro de patient ou de séjour",
    Kind.BIRTH: "une date de naissance", Kind.DICOM: "l’identité que porte une image médicale (DICOM)",
}  # fmt: skip
_TOLD = 3  # excerpts of one answer; the others are counted
TODO_FILE = (
    "Si ce document concerne un patient, retirez-le et joignez-en une version qui ne l’identifie pas. "
    "Sinon, ne changez rien\u00a0: cela n’empêche pas le dépôt."
)
TODO = "Si ce passage concerne un patient, retirez-le. Sinon, ne changez rien\u00a0: cela n’empêche pas le dépôt."


def doubts_in(fields: Iterable[Field], answers: Mapping[str, Any], todo: str = TODO) -> tuple[Problem, ...]:
    """One for each answer, or cell of a row, that holds something of the kind; in the order of the form."""
    return tuple(doubt for field in fields if field.is_typed for doubt in _of_field(field, answers.get(field.id), todo))


def sentence(findings: Sequence[Finding], todo: str = TODO) -> str:
    """« “IPP : 80••••••” ressemble à un numéro de patient ou de séjour. Si ce passage… »"""
    told = [f"«\u00a0{one.excerpt}\u00a0» ressemble à {WORDS[one.kind]}" for one in findings[:_TOLD]]
    return f"{', '.join(told)}{_others(len(findings) - _TOLD)}. {todo}".strip()


def doubts_of_pages(pages: Iterable[str], most: int = 20) -> list[dict[str, Any]]:
    """What is kept of a file: `{"kind", "page", "excerpt"}`, the page from 1, the excerpt masked, `most` at most."""
    kept: list[dict[str, Any]] = []
    for page, text in enumerate(pages, start=1):
        kept += [{"kind": str(one.kind), "page": page, "excerpt": one.excerpt} for one in find(text, most - len(kept))]
        if len(kept) >= most:
            break
    return kept


def doubts_of_file(kept: Sequence[Mapping[str, Any]], name: str, *words: str) -> str:
    """« Page 3, “IPP : 80••••••” ressemble à… », with what its name and its own `words` say; empty when nothing does."""
    told = [
        f"page\u00a0{one['page']}, «\u00a0{one['excerpt']}\u00a0» ressemble à {WORDS[Kind(one['kind'])]}"
        for one in kept
    ]
    told += [
        f"«\u00a0{one.excerpt}\u00a0» ressemble à {WORDS[one.kind]}" for text in (name, *words) for one in find(text)
    ]
    told += ["le nom est celui d’une image médicale (DICOM)"] * is_named_so(name)
    said = "\u202f; ".join(told[:_TOLD]) + _others(len(told) - _TOLD)
    return f"{said[0].upper()}{said[1:]}." if told else ""


def _others(rest: int) -> str:
    if rest <= 0:
        return ""
    return f", et {rest}\u00a0autre{'s' if rest > 1 else ''} passage{'s' if rest > 1 else ''} du même genre"


def _of_field(field: Field, value: Any, todo: str) -> Iterator[Problem]:
    if field.columns:
        rows = rows_of(value) if field.has_rows else [value] if isinstance(value, dict) else []
        for place, row in enumerate(rows):
            yield from _of_row(field, row, place if field.has_rows else None, todo)
    elif findings := _findings(field, value):
        yield Problem(field.section, field.id, None, field.label, sentence(findings, todo), kind=DOUBT)


def _of_row(field: Field, row: Mapping[str, Any], place: int | None, todo: str) -> Iterator[Problem]:
    for column in field.columns:
        if findings := _findings(column, row.get(column.id)):
            where = f"ligne {place + 1}, " if place is not None else ""
            label = f"{field.label}\u00a0: {where}{column.label.lower()}"
            yield Problem(field.section, field.id, place, label, sentence(findings, todo), column.id, DOUBT)


def _findings(field: Field, value: Any) -> list[Finding]:
    if field.type not in READ_TYPES:
        return []
    if isinstance(value, dict):
        value = value.get("texte")
    elif isinstance(value, list):
        value = "\n".join(item for item in value if isinstance(item, str))
    return find(value) if isinstance(value, str) and value else []
