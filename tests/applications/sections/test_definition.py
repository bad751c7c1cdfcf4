"""The typed form: profiles, limits, parameters."""

from __future__ import annotations

import copy
import json
import re

import pytest

from applications.sections.cleaning import clean
from applications.sections.context import Context
from applications.sections.definition import definition_of
from tests.applications.sections.conftest import EDITION, PARAMETERS


def test_the_full_form_asks_every_question_of_the_first_edition(full):
    raw = [field["id"] for section in EDITION.form["sections"] for field in section["champs"]]
    # The two questions about an earlier submission make no sense in a first edition.
    assert set(raw) - set(full.by_id) == {"soumission_anterieure", "reponse_avis_anterieur"}
    assert len(full.sections) == 14
    assert full.section("resumes").title == "Résumés"


def test_a_later_edition_asks_about_earlier_submissions():
    later = definition_of(EDITION.form, "complet", {**PARAMETERS, "edition.numero": 2})
    assert later.field("reponse_avis_anterieur").condition.holds({"soumission_anterieure": "oui"})


def test_the_essential_profile_hides_and_lowers(full, essential):
    masked = set(EDITION.form["profils"]["essentiel"]["masques"])
    assert set(full.by_id) - set(essential.by_id) == masked & set(full.by_id)
    for id, limit in EDITION.form["profils"]["essentiel"]["max"].items():
        assert essential.field(id).max == limit < full.field(id).max


def test_parameters_set_the_limits(essential):
    assert (essential.field("duree_mois").min, essential.field("duree_mois").max) == (12, 24)
    assert essential.field("equipes").min_elements == 2
    assert essential.field("montant_demande").max == 50_000
    longer = definition_of(EDITION.form, "essentiel", {**PARAMETERS, "duree_max_mois": 36, "equipes_min": 3})
    assert longer.field("duree_mois").max == 36
    assert longer.field("equipes").min_elements == 3


def test_eight_questions_open_a_draft(essential):
    assert [field.id for field in essential.creation_fields()] == [
        "titre", "type_projet", "axe_principal", "nom", "prenom", "statut", "courriel", "etablissement",
    ]  # fmt: skip


def test_reference_lists_leave_out_what_the_coordination_has_not_written(essential):
    labels = [option.label for option in essential.field("pole").options]
    assert "Pharmacie" in labels
    assert not [label for label in labels if "compléter" in label]


def test_the_same_content_is_the_same_definition(essential):
    assert definition_of(copy.deepcopy(EDITION.form), "essentiel", PARAMETERS) is essential
    other = copy.deepcopy(EDITION.form)
    other["sections"][0]["champs"][0]["label"] = "Autre"
    assert definition_of(other, "essentiel", PARAMETERS).field("titre").label == "Autre"


def test_no_size_is_written_in_the_form_but_its_limits(full):
    """A size in the copy is a parameter's or nothing: each question says its own limit, computed from what is enforced."""
    raw = json.dumps(EDITION.form["sections"], ensure_ascii=False)
    assert not re.search(r"\d[\s\u00a0\u202f]*(Mo|Mio|MB)\b", raw)
    assert "40\u00a0Mo au plus" in full.section("pieces").intro
    more = definition_of(EDITION.form, "complet", {**PARAMETERS, "quota_dossier_mo": 60})
    assert "60\u00a0Mo au plus" in more.section("pieces").intro


def test_the_copy_gives_the_figures_of_the_edition(full):
    said = " ".join(f"{section.intro} {' '.join(field.help for field in section.fields)}" for section in full.sections)
    assert not re.search("fixée?s? par l’édition|seuil de l’édition", said)
    helps = [full.field(id).help for id in ("montant_demande", "duree_mois", "equipes", "devis")]
    for figures, told in zip(
        ("50\u202f000\u00a0€", "Entre 12 et 24 mois", "Au moins 2 équipes", "4\u202f000\u00a0€"), helps, strict=True
    ):
        assert figures in told
    richer = definition_of(EDITION.form, "complet", {**PARAMETERS, "plafond_par_projet": 60_000})
    assert "60\u202f000\u00a0€" in richer.field("montant_demande").help


def test_a_parameter_that_the_copy_names_must_exist():
    wrong = copy.deepcopy(EDITION.form)
    wrong["sections"][0]["intro"] = "{{ inconnu }}"
    with pytest.raises(ValueError, match="a parameter that the edition has not: 'inconnu'"):
        definition_of(wrong, "essentiel", PARAMETERS)


def test_mistakes_in_the_content_are_loud():
    with pytest.raises(ValueError, match="unknown profile"):
        definition_of(EDITION.form, "minuscule", PARAMETERS)
    wrong = copy.deepcopy(EDITION.form)
    wrong["sections"][0]["champs"][0]["type"] = "hologramme"
    with pytest.raises(ValueError, match="titre: unknown type hologramme"):
        definition_of(wrong, "essentiel", PARAMETERS)


@pytest.mark.parametrize("acronym", ["AB", "Été-Œuvre 2+", "9" * 15, "A", "9" * 16, "-AB", "AB_C", "A×B"])
def test_the_acronym_s_help_says_its_rule(essential, acronym):
    field = essential.field("acronyme")
    assert field.max == 15 and "De 2 à 15 caractères" in field.help and "de 2 à 15 caractères" in field.refusal
    for sign in ("lettre", "chiffre", "espaces", "tirets", "signe +"):
        assert sign in field.help and sign in field.refusal
    passes = clean(field, acronym, Context(essential, {})).message is None
    assert passes is (acronym in ("AB", "Été-Œuvre 2+", "9" * 15))
