"""The rules of eligibility that answers alone decide (E2 to E6 of the edition), told where they can be put right.

Bounds of numbers (E5) and required answers (E6) are the fields' own business; here stand the rules between answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from applications.sections import budgeting
from applications.sections.cleaning.words import NB, quoted
from applications.sections.context import Context, rows_of
from applications.sections.definition import BUDGET_LINES, TEAMS
from inmp_portal.lib.folding import fold


class Breach(NamedTuple):
    """A rule not met: the field, the row (from 0) and the column where to act, the sentence."""

    field: str
    row: int | None
    column: str
    message: str


def breaches(answers: Mapping[str, Any], context: Context) -> Iterator[Breach]:
    """Every rule between answers that is not met; only fields of this definition are named."""
    for breach in (*_teams(answers, context), *_budget(answers, context)):
        if breach.field in context.definition.by_id:
            yield breach


def _teams(answers: Mapping[str, Any], context: Context) -> Iterator[Breach]:
    rows = rows_of(answers.get(TEAMS))
    first_of: dict[tuple[str, str], int] = {}
    for place, row in enumerate(rows):
        name = (fold(str(row.get("equipe_nom") or "")), str(row.get("equipe_structure") or ""))
        if name[0] and name in first_of:
            message = f"Cette équipe porte le même nom que l’équipe {first_of[name] + 1}{NB}: les équipes doivent être distinctes."
            yield Breach(TEAMS, place, "equipe_nom", message)
        first_of.setdefault(name, place)
    structures = [row.get("equipe_structure") for row in rows if row.get("equipe_structure")]
    if len(structures) == len(rows) and rows and not set(structures) & set(context["campus"]):
        names = ", ".join(option.label for option in context.definition.campus)
        yield Breach(TEAMS, None, "", f"Une équipe au moins relève d’un établissement du Campus{NB}: {names}.")
    distinct = {structure for structure in structures if structure in context["campus"]}
    needed = context.get("equipes_min_etablissements_distincts") or 1
    if rows and len(distinct) < needed and needed > 1:
        message = f"Les équipes relèvent d’au moins {needed} établissements distincts du Campus."
        yield Breach(TEAMS, None, "", message)


def _budget(answers: Mapping[str, Any], context: Context) -> Iterator[Breach]:
    definition = context.definition
    for remark in budgeting.line_problems(answers, definition):
        yield Breach(BUDGET_LINES, remark.row, remark.column, remark.message)
    if rows_of(answers.get(BUDGET_LINES)):
        if message := budgeting.ceiling_problem(answers, definition):
            yield Breach("montant_demande", None, "", message)
        elif not budgeting.totals(answers, definition).requested:
            label = quoted("INMP (aide demandée)")
            yield Breach(
                BUDGET_LINES, None, "", f"Aucune ligne n’est financée par {label}{NB}: il en faut au moins une."
            )
    if message := budgeting.minimum_problem(answers, definition):
        yield Breach("montant_plancher", None, "", message)
