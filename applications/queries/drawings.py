"""From answers to drawings: the same for the page, its preview and the PDFs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from applications.methods.drawing import gantt, shares
from applications.sections.budgeting import YEARS, totals
from applications.sections.context import Context, rows_of
from applications.sections.definition import BUDGET_LINES, Definition


def gantt_of(definition: Definition, answers: Mapping[str, Any]) -> gantt.Gantt | None:
    """The milestones that can be placed; None when there is none."""
    context = Context(definition, answers)
    steps = []
    for row in rows_of(answers.get("jalons")):
        start, end = row.get("jalon_debut"), row.get("jalon_fin")
        if isinstance(start, int) and isinstance(end, int) and 1 <= start <= end <= 120:
            team = context.teams.get(str(row.get("jalon_equipe") or ""))
            title, deliverable = str(row.get("jalon_titre") or ""), str(row.get("jalon_livrable") or "")
            steps.append(gantt.Step(title, start, end, team.label if team else "", deliverable))
    if not steps:
        return None
    return gantt.draw(steps, context.bound("duree_mois") or 0, str(answers.get("date_demarrage") or ""))


def budget_of(definition: Definition, answers: Mapping[str, Any]) -> shares.Shares | None:
    """The aid asked for by category and year; None while there is none."""
    if BUDGET_LINES not in definition.by_id:
        return None
    sums = totals(answers, definition)
    if not sums.requested:
        return None
    lines = definition.field(BUDGET_LINES)
    years = [(year, lines.column(year).label) for year in YEARS]
    used = [*lines.column("categorie").labels.items(), ("", "Catégorie à préciser")]
    return shares.draw(
        [
            (label, [(name, sums.by_category_and_year.get((code, year), shares.Decimal(0))) for year, name in years])
            for code, label in used
            if sums.by_category.get(code)
        ]
    )
