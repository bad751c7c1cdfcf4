"""The budget: exact sums, ceilings, years, doubts; and what is drawn from it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.demo.answers import answers_of
from applications.forms.drafting.progress import told_at
from applications.methods.drawing import gantt, shares
from applications.queries.drawings import budget_of, gantt_of
from applications.sections.budgeting import doubts, totals
from applications.sections.checking import check
from applications.sections.definition import definition_of
from tests.applications.sections.conftest import EDITION, PARAMETERS

_LINE = st.fixed_dictionaries(
    {
        "categorie": st.sampled_from(["personnel", "equipement", "missions", "", None]),
        "equipe": st.sampled_from(["1", "2", "9", ""]),
        "annee1": st.integers(-10, 10**6) | st.none() | st.just("douze"),
        "annee2": st.integers(0, 10**6) | st.none(),
        "financeur": st.sampled_from(["inmp", "propre", "cofinancement", ""]),
    }
)
_DEFINITION = definition_of(EDITION.form, "essentiel", PARAMETERS)


def problems(definition, answers, field):
    return [(p.row, p.column, p.message) for p in check(definition, answers, {}).problems if p.field == field]


def test_the_sums_of_the_demonstration(essential, sheets):
    for sheet in sheets:
        sums, expected = totals(answers_of(sheet), essential), sheet["budget"]
        assert sums.requested == expected["montant_demande"]
        assert sums.by_category == {code: value for code, value in expected["total_par_categorie"].items() if value}
        assert sums.by_year.get("annee1", 0) == expected["total_annee1"]
        assert sums.by_year.get("annee2", 0) == expected["total_annee2"]


@given(st.lists(_LINE, max_size=12))
def test_every_way_of_cutting_gives_the_same_sum(lines):
    sums = totals({"lignes_budget": lines, "equipes": [{"equipe_structure": "chb"}]}, _DEFINITION)
    for cut in (sums.by_category, sums.by_year, sums.by_team, sums.by_institution, sums.by_category_and_year):
        assert sum(cut.values(), Decimal(0)) == sums.requested
    assert sum(sums.by_funder.values(), Decimal(0)) == sums.overall
    assert sums.by_funder.get("inmp", Decimal(0)) == sums.requested >= 0


def test_by_institution_follows_the_teams(essential, answers):
    sums = totals(answers, essential)
    assert sums.by_institution == {"urn": Decimal(29500), "chu_rouen": Decimal(8000)}


def test_the_ceiling(essential, answers):
    lines = [{**answers["lignes_budget"][0], "annee1": 50_001, "annee2": 0}]
    (found,) = problems(essential, {**answers, "lignes_budget": lines}, "montant_demande")
    assert "dépasse le plafond de 50\u202f000\u00a0€" in found[2] and "retirez 1\u00a0€" in found[2]
    assert not problems(essential, {**answers, "lignes_budget": [{**lines[0], "annee1": 50_000}]}, "montant_demande")


def test_a_second_year_needs_a_project_longer_than_one(essential, answers):
    found = problems(essential, {**answers, "duree_mois": 12}, "lignes_budget")
    assert {(row, column) for row, column, _ in found} == {
        (place, "annee2") for place, line in enumerate(answers["lignes_budget"]) if line["annee2"]
    }
    assert not problems(essential, {**answers, "duree_mois": 13}, "lignes_budget")
    assert not problems(
        essential, {**answers, "duree_mois": 2}, "lignes_budget"
    )  # the duration's own error comes first


def test_a_line_without_an_amount_and_a_minimum_above_the_aid(essential, answers):
    empty = [*answers["lignes_budget"], {**answers["lignes_budget"][0], "annee1": 0, "annee2": None}]
    assert (5, "annee1", "Indiquez un montant en année 1 ou en année 2.") in problems(
        essential, {**answers, "lignes_budget": empty}, "lignes_budget"
    )
    assert problems(essential, {**answers, "montant_plancher": 37_501}, "montant_plancher")
    assert not problems(essential, {**answers, "montant_plancher": 37_500}, "montant_plancher")


def test_an_amount_that_is_none_is_told_in_its_own_cell_and_nothing_else_is(essential, answers):
    wrong = {**answers["lignes_budget"][0], "annee1": "12,50", "annee2": None}
    (found,) = problems(essential, {**answers, "lignes_budget": [wrong]}, "lignes_budget")[:1]
    assert found[:2] == (0, "annee1") and "sans centimes" in found[2]
    told = [m for _, _, m in problems(essential, {**answers, "lignes_budget": [wrong]}, "lignes_budget")]
    assert not any("Indiquez un montant" in message for message in told)


def test_everything_wrong_with_one_cell_is_said_beside_it(essential, answers):
    line = {**answers["lignes_budget"][0], "annee2": 200_000_000}
    told = told_at(check(essential, {**answers, "duree_mois": 12, "lignes_budget": [line]}, {}).problems)
    beside = told["champ-lignes_budget-0-annee2"]
    assert "cent millions" in beside and "placez cette dépense en année 1" in beside


def test_too_many_lines_do_not_hide_what_is_wrong_in_them(essential, answers):
    most = essential.field("lignes_budget").max_elements
    lines = [answers["lignes_budget"][0]] * most + [{**answers["lignes_budget"][0], "annee1": "douze"}]
    found = problems(essential, {**answers, "lignes_budget": lines}, "lignes_budget")
    assert any(row is None and "retirez-en 1" in message for row, _, message in found)
    assert any((row, column) == (most, "annee1") for row, column, _ in found)


def test_ineligible_spending_is_doubted_not_refused(essential, answers):
    lines = [{**answers["lignes_budget"][0], "intitule": "Mobilier de bureau"}]
    told = doubts({**answers, "lignes_budget": lines}, essential)
    assert any("Mobilier et aménagement de locaux" in remark.message for remark in told)
    own = [{**lines[0], "financeur": "propre"}]
    assert not [r for r in doubts({**answers, "lignes_budget": own}, essential) if "Mobilier" in r.message]


def test_teams_and_lines_are_compared(essential, answers):
    teams = [{**answers["equipes"][0], "equipe_credits": "non"}, {**answers["equipes"][1], "equipe_credits": "oui"}]
    told = [
        r.message
        for r in doubts({**answers, "equipes": teams, "lignes_budget": answers["lignes_budget"][2:3]}, essential)
    ]
    assert len(told) == 2


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1, max_size=8))
def test_percents_add_up_to_a_hundred(amounts):
    assert sum(shares.whole_percents(amounts)) == (100 if sum(amounts) else 0)


def test_the_drawings_stay_inside_their_frame(essential, sheets):
    for sheet in sheets:
        answers = answers_of(sheet)
        drawn = gantt_of(essential, answers)
        assert all(drawn.left <= bar.x and bar.x + bar.width <= drawn.width + 0.2 for bar in drawn.bars)
        assert len(drawn.bars) == len(sheet["jalons"])
        split = budget_of(essential, answers)
        assert split.total == sheet["budget"]["montant_demande"]
        assert all(share.end <= split.width - 130 for share in split.shares)
        assert sum(share.percent for share in split.shares) == 100


def test_nothing_to_draw_is_no_drawing(essential):
    assert gantt_of(essential, {"jalons": [{"jalon_debut": "x", "jalon_fin": 3}]}) is None
    assert budget_of(essential, {}) is None


@pytest.mark.parametrize(("first", "label"), [("2026-01", "avr. 2026"), ("2026-11", "févr. 2027"), ("", "M4")])
def test_ticks_are_named_by_the_first_month(first, label):
    assert gantt.draw([gantt.Step("Un jalon", 1, 3)], 12, first).ticks[1].label == label
