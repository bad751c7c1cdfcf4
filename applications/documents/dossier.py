"""The dossier as a document: cover, contents, sections, sums, visas, files and their hashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from applications.documents.source import Source
from applications.documents.styles import assets, draft_assets
from applications.queries.drawings import budget_of, gantt_of
from applications.sections.budgeting import Totals, totals
from applications.sections.context import Context
from applications.sections.definition import Definition
from applications.sections.reading import ReadFile, ReadRow, ReadSection, is_shown, read, worded

_ON_THE_COVER = frozenset({"titre", "acronyme"})
_FILES = "pieces"


@dataclass(frozen=True)
class Chapter:
    """A section of the form under its own number, 0 for none; `rows` are those that have something to say."""

    key: str
    number: int
    title: str
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True)
class SumTable:
    caption: str
    head: str
    rows: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class JoinedFile:
    """A file beside the question it answers."""

    label: str
    file: ReadFile


def dossier_document(source: Source, at: datetime) -> tuple[str, Mapping[str, bytes]]:
    """The HTML of the dossier and the assets it needs, for `inmp_portal.lib.pdf.render`."""
    is_draft = source.deposited_at is None
    html = render_to_string("applications/pdf/dossier.html", {**dossier_context(source, at), "is_draft": is_draft})
    return html, draft_assets() if is_draft else assets()


def dossier_context(source: Source, at: datetime) -> dict[str, Any]:
    """The context of the template; every word the audience reads is in it."""
    definition, answers = source.definition, source.answers
    sections = {section.key: section for section in read(definition, answers, source.audience, source.files)}
    sums = totals(answers, definition)
    return {
        "source": source,
        "produced_at": at,
        "cover": _cover(source, sums),
        "chapters": _chapters(source.definition, sections),
        "gantt": gantt_of(definition, answers),
        "shares": budget_of(definition, answers),
        "sum_tables": _sum_tables(source, sums),
        "visas": source.visas if source.audience == "complete" else (),
        "files": _joined(source),
    }


def _cover(source: Source, sums: Totals) -> dict[str, Any]:
    context = Context(source.definition, source.answers)

    def said(name: str) -> str:
        field = source.definition.by_id.get(name)
        return worded(field, source.answers.get(name), context) if field else ""

    lead = " ".join(filter(None, (said("titre_usage").replace("—", ""), said("prenom"), said("nom"))))
    return {
        "title": said("titre") or "Sans titre", "acronym": said("acronyme"), "axis": said("axe_principal"),
        "lead": lead, "institution": said("etablissement"), "service": said("service"),
        "institutions": _institutions(source, context), "requested": sums.requested, "duration": said("duree_mois"),
    }  # fmt: skip


def _institutions(source: Source, context: Context) -> list[str]:
    """The lead's establishment, then those of the teams, each once."""
    teams = source.definition.by_id.get("equipes")
    lead = source.definition.by_id.get("etablissement")
    names = [worded(lead, source.answers.get("etablissement"), context)] if lead else []
    for row in source.answers.get("equipes") or [] if teams else []:
        if isinstance(row, dict) and teams:
            label = worded(teams.column("equipe_structure"), row.get("equipe_structure"), context)
            names.append(str(row.get("equipe_structure_nom") or "") or label)
    return list(dict.fromkeys(filter(None, names)))


def _chapters(definition: Definition, sections: Mapping[str, ReadSection]) -> list[Chapter]:
    """The sections in the order and under the numbers of the form; the files have theirs even when there is none."""
    found = [
        Chapter(
            section.key,
            section.number,
            section.title,
            _told(sections[section.key].rows if section.key in sections else ()),
        )
        for section in definition.sections
    ]
    if not any(chapter.key == _FILES for chapter in found):
        found.append(Chapter(_FILES, 0, "Pièces jointes", ()))
    return [chapter for chapter in found if chapter.rows or chapter.key == _FILES]


def _told(rows: Iterable[ReadRow]) -> tuple[ReadRow, ...]:
    """What was answered, and what should have been; an optional question left empty is not printed."""
    return tuple(
        row
        for row in rows
        if row.field not in _ON_THE_COVER and row.kind != "files" and (not row.is_empty or row.is_due)
    )


def _sum_tables(source: Source, sums: Totals) -> list[SumTable]:
    definition, context = source.definition, Context(source.definition, source.answers)
    lines, teams = definition.by_id.get("lignes_budget"), definition.by_id.get("equipes")
    if not lines or not teams or not sums.overall:
        return []
    structures = teams.column("equipe_structure").labels
    funders, years = lines.column("financeur").labels, {name: lines.column(name).label for name in sums.by_year}
    names = {key: team.label for key, team in context.teams.items()}
    return [
        _table("Aide demandée par équipe", "Équipe", sums.by_team, names),
        _table("Aide demandée par établissement", "Établissement", sums.by_institution, structures),
        _table("Aide demandée par année", "Année", dict(sorted(sums.by_year.items())), years),
        _table("Budget total par financeur", "Financeur", sums.by_funder, funders),
    ]


def _table(caption: str, head: str, amounts: Mapping[str, Decimal], labels: Mapping[str, str]) -> SumTable:
    return SumTable(caption, head, tuple((labels.get(key) or "À préciser", amount) for key, amount in amounts.items()))


def _joined(source: Source) -> list[JoinedFile]:
    return [
        JoinedFile(field.label, file)
        for field in source.definition
        if field.type == "fichiers" and is_shown(field, source.audience)
        for file in source.files.get(field.id, ())
    ]
