"""The budget: totals in Decimal, and what is wrong or doubtful in its lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from applications.sections.cleaning.words import NB, number, quoted
from applications.sections.context import Context, rows_of, whole
from applications.sections.definition import BUDGET_LINES, Definition
from inmp_portal.lib.folding import fold

YEARS = ("annee1", "annee2")
REQUESTED = "inmp"  # the funder whose lines are the aid asked for
_ONE_YEAR = 12
# Words that give an ineligible spending away, looked for only when the edition's own list uses them too.
_TELLING = ("permanent", "congres", "publication", "mobilier", "amenagement", "locaux")


@dataclass(frozen=True)
class Totals:
    """Sums in euros. All but `by_funder` and `overall` speak of the aid asked for (the INMP's lines).

    Keys are the values of the form's options; a team is named by its key; what was not answered stands under "".
    """

    requested: Decimal = Decimal(0)
    by_category: dict[str, Decimal] = field(default_factory=dict)
    by_year: dict[str, Decimal] = field(default_factory=dict)
    by_team: dict[str, Decimal] = field(default_factory=dict)
    by_institution: dict[str, Decimal] = field(default_factory=dict)
    by_funder: dict[str, Decimal] = field(default_factory=dict)
    by_category_and_year: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    overall: Decimal = Decimal(0)


@dataclass(frozen=True)
class LineRemark:
    """Something about one line (`row` from 0) or about the whole budget (`row` None); `column` is where to act."""

    row: int | None
    column: str
    message: str


def totals(answers: Mapping[str, Any], definition: Definition) -> Totals:
    """The sums of the budget lines; what was typed but is no amount counts for nothing."""
    teams = Context(definition, answers).teams
    sums: dict[str, defaultdict[Any, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for line, year, euros in _amounts(answers):
        sums["funder"][_code(line, "financeur")] += euros
        if _code(line, "financeur") != REQUESTED:
            continue
        team = _code(line, "equipe")
        sums["category"][_code(line, "categorie")] += euros
        sums["year"][year] += euros
        sums["team"][team] += euros
        sums["institution"][teams[team].structure if team in teams else ""] += euros
        sums["cell"][_code(line, "categorie"), year] += euros
    return Totals(
        requested=sum(sums["year"].values(), Decimal(0)), by_category=dict(sums["category"]),
        by_year=dict(sums["year"]), by_team=dict(sums["team"]), by_institution=dict(sums["institution"]),
        by_funder=dict(sums["funder"]), by_category_and_year=dict(sums["cell"]),
        overall=sum(sums["funder"].values(), Decimal(0)),
    )  # fmt: skip


def _amounts(answers: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str, Decimal]]:
    for line in rows_of(answers.get(BUDGET_LINES)):
        for year in YEARS:
            if euros := whole(line.get(year)):
                yield line, year, Decimal(euros)


def _code(line: Mapping[str, Any], column: str) -> str:
    return str(line.get(column) or "")


def line_problems(answers: Mapping[str, Any], definition: Definition) -> list[LineRemark]:
    """What must be put right before the deposit."""
    found: list[LineRemark] = []
    duration = Context(definition, answers).bound("duree_mois")
    for place, line in enumerate(rows_of(answers.get(BUDGET_LINES))):
        if not any(line.get(year) for year in YEARS):  # what was typed and is no amount is told in its own cell
            found.append(LineRemark(place, YEARS[0], "Indiquez un montant en année 1 ou en année 2."))
        if duration is not None and duration <= _ONE_YEAR and whole(line.get(YEARS[1])):
            message = f"Le projet dure {duration} mois{NB}: placez cette dépense en année 1 ou allongez la durée."
            found.append(LineRemark(place, YEARS[1], message))
    return found


def ceiling_problem(answers: Mapping[str, Any], definition: Definition) -> str | None:
    """The aid asked for against the ceiling and the floor of the edition."""
    requested = totals(answers, definition).requested
    ceiling = definition.parameters.get("plafond_par_projet")
    floor = definition.parameters.get("plancher_par_projet") or 0
    if ceiling and requested > ceiling:
        return (
            f"L’aide demandée ({number(int(requested))}{NB}€) dépasse le plafond de {number(ceiling)}{NB}€{NB}: "
            f"retirez {number(int(requested - ceiling))}{NB}€ des lignes financées par l’INMP."
        )
    if requested < floor:
        return f"L’aide demandée ({number(int(requested))}{NB}€) est inférieure au plancher de {number(floor)}{NB}€."
    return None


def minimum_problem(answers: Mapping[str, Any], definition: Definition) -> str | None:
    """The minimum viable amount cannot exceed what is asked for."""
    minimum, requested = whole(answers.get("montant_plancher")), totals(answers, definition).requested
    if minimum <= requested:
        return None
    return f"Le montant minimal dépasse l’aide demandée ({number(int(requested))}{NB}€){NB}: corrigez l’un des deux."


def doubts(answers: Mapping[str, Any], definition: Definition) -> list[LineRemark]:
    """What a reader would question, without preventing the deposit: spending that the edition may not accept."""
    ineligible = _given_away(definition)
    found: list[LineRemark] = []
    for place, line in enumerate(rows_of(answers.get(BUDGET_LINES))):
        if _code(line, "financeur") != REQUESTED:
            continue
        said = fold(f"{line.get('intitule') or ''} {line.get('detail') or ''} {line.get('personnel_detail') or ''}")
        for rule, words in ineligible:
            if any(word in said for word in words):
                message = f"Vérifiez que cette dépense est éligible. L’appel exclut{NB}: {quoted(rule)}."
                found.append(LineRemark(place, "intitule", message))
    return found + _teams_without_credit(answers, definition)


def _given_away(definition: Definition) -> list[tuple[str, list[str]]]:
    """Each spending that the edition excludes, with the words that give it away."""
    folded = ((rule, fold(rule)) for rule in definition.parameters.get("depenses_ineligibles") or ())
    return [(rule, [word for word in _TELLING if word in text]) for rule, text in folded]


def _teams_without_credit(answers: Mapping[str, Any], definition: Definition) -> list[LineRemark]:
    by_team = totals(answers, definition).by_team
    wanting = {
        str(row.get("cle") or place): row.get("equipe_credits")
        for place, row in enumerate(rows_of(answers.get("equipes")), start=1)
    }
    names = {key: team.label for key, team in Context(definition, answers).teams.items()}
    return [
        LineRemark(
            None, "", f"L’équipe {quoted(names[key])} demande des crédits, mais aucune ligne ne lui en attribue."
        )
        for key, wants in wanting.items()
        if wants == "oui" and not by_team.get(key)
    ] + [
        LineRemark(
            None,
            "",
            f"Des lignes reviennent à l’équipe {quoted(names[key])}, qui a déclaré ne pas demander de crédits.",
        )
        for key, wants in wanting.items()
        if wants == "non" and by_team.get(key)
    ]
