"""What is missing, where, and how far a dossier has come."""

from __future__ import annotations

import pytest

from applications.demo.answers import answers_of
from applications.sections.checking import check
from applications.sections.definition import NOT_TYPED

NB = "\u00a0"


@pytest.fixture
def files(essential):
    return {field.id: 1 for field in essential if field.type == "fichiers"}


def of(report, field):
    return [(problem.row, problem.column, problem.message) for problem in report.problems if problem.field == field]


def in_rows(report, field):
    return [found for found in of(report, field) if found[0] is not None]


def test_the_twelve_dossiers_of_the_demonstration_are_complete(essential, sheets, files):
    for sheet in sheets:
        report = check(essential, answers_of(sheet), files)
        assert report.problems == () and report.completeness == 100, sheet["acronyme"]
        assert {progress.state for progress in report.sections.values()} == {"complete"}


def test_an_empty_dossier_lacks_every_required_question(essential):
    report = check(essential, {}, {})
    due = {f.id for f in essential if f.required in ("creation", "depot") and f.type not in ("montant_calcule",)}
    assert {problem.field for problem in report.problems} == due - {"financements_anterieurs"}
    assert report.completeness == 0
    assert {progress.state for progress in report.sections.values()} == {"empty"}


def test_taking_away_any_required_answer_is_seen(essential, answers, files):
    for field in essential:
        if field.is_due_at_deposit and field.id in answers and field.min_elements and field.type not in NOT_TYPED:
            if field.condition and not answers[field.id]:
                continue
            report = check(essential, {**answers, field.id: None}, files)
            assert field.id in {problem.field for problem in report.problems}, field.id
            assert report.completeness < 100


def test_a_conditional_question_is_due_only_under_its_condition(essential, answers, files):
    assert of(check(essential, {**answers, "type_projet": "autre"}, files), "type_projet_precision")
    assert not of(check(essential, answers, files), "type_projet_precision")
    assert of(check(essential, {**answers, "statut": "doctorant"}, files), "responsable_senior")
    person = {"nom": "Morvan", "prenom": "", "courriel": "h.morvan@exemple.fr", "fonction": ""}
    report = check(essential, {**answers, "statut": "interne", "responsable_senior": person}, files)
    assert of(report, "responsable_senior") == [(None, "prenom", "Renseignez ce champ.")]


def test_quotations_are_due_above_the_threshold(essential, answers):
    cheap = [{**line, "annee1": 4000, "annee2": 0} for line in answers["lignes_budget"]]
    assert not of(check(essential, {**answers, "lignes_budget": cheap}, {}), "devis")
    dear = [{**cheap[0], "categorie": "equipement", "annee1": 4000, "annee2": 1}]
    assert of(check(essential, {**answers, "lignes_budget": dear}, {}), "devis") == [(None, "", "Joignez ce document.")]


def test_a_text_too_short_is_a_problem_with_its_count(essential, answers, files):
    report = check(essential, {**answers, "resume_public": "x" * 380}, files)
    assert of(report, "resume_public") == [
        (None, "", f"Ce texte est trop court{NB}: il manque 20{NB}caractères (400 au moins).")
    ]


def test_a_wrong_answer_is_to_be_corrected_not_completed(essential, answers, files):
    wrong = {**answers, "courriel": "rien"}
    missing = {**answers, "titre": ""}
    for changed, left in (
        (wrong, "à corriger"), (missing, "à compléter"), ({**wrong, "titre": ""}, "à compléter ou à corriger"),
    ):  # fmt: skip
        assert check(essential, changed, files).left == left
    report = check(essential, {**wrong, "titre": ""}, files)
    assert (report.sections["porteur"].left, report.sections["identification"].left) == ("à corriger", "à compléter")


def test_an_answer_of_the_wrong_form_is_told_what_to_do_not_its_help_again(full, answers):
    for field, typed in (("rpps", "123"), ("orcid", "12"), ("rnsr", "x"), ("acronyme", "!")):
        (told,) = of(check(full, {**answers, field: typed}, {}), field)
        assert told[2] == full.field(field).refusal and not told[2].startswith("Ce format")
        assert full.field(field).help not in told[2]


def test_problems_lie_in_cells(essential, answers, files):
    rows = [{**answers["equipes"][0], "equipe_courriel": "rien"}, *answers["equipes"][1:]]
    report = check(essential, {**answers, "equipes": rows}, files)
    (problem,) = report.problems
    assert (problem.section, problem.row, problem.column) == ("partenariat", 0, "equipe_courriel")
    assert problem.anchor == "champ-equipes-0-equipe_courriel"
    assert problem.label.startswith(f"Équipes participantes{NB}: ligne 1, adresse")
    assert report.completeness == 98 or report.completeness < 100
    assert report.sections["partenariat"].state == "partial"


def test_teams_are_two_distinct_and_one_of_the_campus(essential, answers, files):
    first = answers["equipes"][0]
    twice = check(essential, {**answers, "equipes": [first, dict(first)]}, files)
    assert any(column == "equipe_nom" and row == 1 for row, column, _ in of(twice, "equipes"))
    away = [
        {**row, "equipe_structure": "ville", "equipe_structure_nom": "Maison de santé"} for row in answers["equipes"]
    ]
    assert any(
        "Campus" in message for *_, message in of(check(essential, {**answers, "equipes": away}, files), "equipes")
    )
    alone = check(essential, {**answers, "equipes": [first]}, files)
    assert any("ajoutez 1\u00a0ligne" in message for *_, message in of(alone, "equipes"))


def test_a_removed_team_leaves_its_lines_and_steps_to_correct(essential, answers, files):
    report = check(essential, {**answers, "equipes": answers["equipes"][:2]}, files)
    assert {(p.field, p.column) for p in report.problems} == {("lignes_budget", "equipe")}


def test_declarations_must_be_ticked(essential, answers, files):
    report = check(essential, {**answers, "d_rgpd": None, "d_integrite": {"coche": False, "texte": "Oui"}}, files)
    assert [problem.field for problem in report.problems] == ["d_rgpd", "d_integrite"]


@pytest.mark.parametrize("duration", [3, 240, "dix", None])
def test_a_duration_that_does_not_pass_bounds_no_milestone(essential, answers, files, duration):
    rows = [{**answers["jalons"][0], "jalon_debut": 30, "jalon_fin": 31}]
    report = check(essential, {**answers, "duree_mois": duration, "jalons": rows}, files)
    assert len(of(report, "duree_mois")) == 1 and not in_rows(report, "jalons")


def test_a_start_after_the_project_says_so_and_bounds_no_end(essential, answers, files):
    rows = [{**answers["jalons"][0], "jalon_debut": 90, "jalon_fin": 12}]
    report = check(essential, {**answers, "duree_mois": 18, "jalons": rows}, files)
    assert in_rows(report, "jalons") == [
        (0, "jalon_debut", "Ce nombre ne peut pas dépasser 18 (durée du projet (en mois)).")
    ]
