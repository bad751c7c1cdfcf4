"""Every type of question with good and bad input; nothing typed is thrown away."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.sections.cleaning import clean
from applications.sections.cleaning.counting import characters, normalised, words
from applications.sections.context import Context
from applications.sections.definition import Option, definition_of
from tests.applications.sections.conftest import EDITION, PARAMETERS

NB, NNB = "\u00a0", "\u202f"
AB = (Option("a", "Alpha"), Option("b", "Bêta"), Option("c", "Gamma"))

GOOD = [
    ("texte", {}, "  Un\r\n titre  ", "Un titre"),
    ("texte", {"pattern": r"^\d{11}$"}, "01234567890", "01234567890"),
    ("texte_long", {}, "Un\r\ndeux\rtrois\x00", "Un\ndeux\ntrois"),
    ("texte_long", {"max": 3}, "e\u0301te\u0301", "été"),
    ("texte", {}, "NEO\u202eESOD\u202c\u200b\u00ad", "NEOESOD"),
    ("texte_long", {}, "\u2067Un\u2069\u200f\ndeux \U000e0041\ufeff", "Un\ndeux"),
    ("choix", {"options": AB}, "b", "b"),
    ("choix_cartes", {"options": AB}, "a", "a"),
    ("choix_multiple", {"options": AB}, ["c", "a", "a", ""], ["a", "c"]),
    ("choix_ou_texte", {"options": AB}, "Autre chose", "Autre chose"),
    ("etiquettes", {}, "maladies rares, Génome ; génome\nIA,", ["maladies rares", "Génome", "IA"]),
    ("etiquettes", {}, ["a", " a ", "b"], ["a", "b"]),
    ("entier", {"min": 1, "max": 24}, " 18 ", 18),
    ("entier", {}, f"1{NNB}800", 1800),
    ("entier", {}, "0", 0),
    ("entier", {}, 0, 0),
    ("montant", {}, f"12{NB}500 €", 12500),
    ("montant", {}, "12500,00", 12500),
    ("montant", {}, "1 234 567 euros", 1234567),
    ("mois", {}, "2026-1", "2026-01"),
    ("mois", {}, "1/2026", "2026-01"),
    ("mois", {}, "1 / 2026", "2026-01"),
    ("mois", {}, "Février\u00a02026", "2026-02"),
    ("mois", {}, "aout 2026", "2026-08"),
    ("date", {}, "15/02/2026", "2026-02-15"),
    ("date", {}, "2026-02-15", "2026-02-15"),
    ("oui_non", {}, "oui", "oui"),
    ("case", {}, "on", True),
    ("case_et_texte", {}, {"coche": "on", "texte": " néant "}, {"coche": True, "texte": "néant"}),
    ("courriel", {}, " prenom.nom@chu-rouen.example ", "prenom.nom@chu-rouen.example"),
    ("telephone", {}, "02.32-88 8990", "02 32 88 89 90"),
    ("telephone", {}, "+33 2 32 88 89 90", "+33 2 32 88 89 90"),
    ("telephone", {}, "68 990", "68 990"),
    ("accord_tiers", {}, "oui", None),
    ("montant_calcule", {}, "12", None),
    ("fichiers", {}, "x.pdf", None),
]  # fmt: skip
BAD = [
    ("texte", {"max": 5}, "éééééé", f"Ce texte compte 6{NB}caractères pour 5 au plus{NB}: retirez-en 1."),
    ("texte", {"pattern": r"^\d{11}$", "help": "Onze chiffres."}, "123", "Ce format n’est pas reconnu."),
    ("texte", {"pattern": r"^\d{11}$", "refusal": "Comptez-les."}, "123", "Comptez-les."),
    ("texte_long", {"max": 3}, "a\r\nbb", f"Ce texte compte 4{NB}caractères pour 3 au plus{NB}: retirez-en 1."),
    ("choix", {"options": AB}, "z", "Choisissez l’une des réponses proposées."),
    ("choix_multiple", {"options": AB}, ["z"], f"Choisissez parmi les réponses proposées{NB}: «{NB}z{NB}» n’en est pas une."),
    ("choix_multiple", {"options": AB, "max_elements": 2}, ["a", "b", "c"], f"Choisissez 2{NB}réponses au plus{NB}: décochez-en 1."),
    ("etiquettes", {"max_elements": 2}, "a,b,c", f"2{NB}éléments au plus{NB}: retirez-en 1."),
    ("etiquettes", {"max": 3}, "abcd", f"«{NB}abcd{NB}» est trop long{NB}: 3{NB}caractères au plus par mot-clé."),
    ("entier", {}, "18,5", "Écrivez un nombre entier, en chiffres et sans virgule."),
    ("entier", {}, "dix-huit", "Écrivez un nombre entier, en chiffres et sans virgule."),
    ("entier", {"min": 12, "max": 24, "unit": "mois"}, "30", f"Écrivez un nombre entier{NB}: entre 12 et 24{NB}mois."),
    ("entier", {"min": 1}, "0", f"Écrivez un nombre entier{NB}: 1 au moins."),
    ("montant", {}, "12500,50", f"Écrivez un montant en euros entiers, sans centimes, par exemple 12{NNB}500."),
    ("montant", {}, "12.500", f"Écrivez un montant en euros entiers, sans centimes, par exemple 12{NNB}500."),
    ("montant", {}, "-5", "Un montant ne peut pas être négatif."),
    ("montant", {}, "900000000", f"Vérifiez ce montant{NB}: il dépasse cent millions d’euros."),
    ("mois", {}, "January 2026", "Indiquez le mois et l’année, par exemple 01/2026."),
    ("mois", {}, "13/2026", "Indiquez le mois et l’année, par exemple 01/2026."),
    ("mois", {}, "janvier", "Indiquez le mois et l’année, par exemple 01/2026."),
    ("date", {}, "31/02/2026", "Indiquez une date qui existe, par exemple 31/01/2026."),
    ("oui_non", {}, "peut-être", "Répondez par oui ou par non."),
    ("courriel", {}, "prenom.nom", "Écrivez une adresse électronique complète, par exemple prenom.nom@exemple.fr."),
    ("courriel", {"domains": ("chu-rouen.fr",)}, "a@gmail.com", f"Utilisez une adresse de l’un de ces domaines{NB}: chu-rouen.fr."),
    ("telephone", {}, "12", "Écrivez un numéro à dix chiffres, par exemple 02 32 88 89 90, un numéro international commençant par +, ou un numéro de poste."),
    ("ref_equipe", {}, "9", f"Cette équipe ne figure plus dans le dossier{NB}: choisissez-en une autre."),
]  # fmt: skip


@pytest.mark.parametrize(("type", "limits", "raw", "stored"), GOOD)
def test_good_input_is_stored_clean(a_field, context, type, limits, raw, stored):
    assert clean(a_field(type, **limits), raw, context) == (stored, None)


@pytest.mark.parametrize(("type", "limits", "raw", "message"), BAD)
def test_bad_input_is_kept_and_told_what_to_do(a_field, context, type, limits, raw, message):
    cleaned = clean(a_field(type, **limits), raw, context)
    assert cleaned.message == message
    assert cleaned.stored not in (None, "", [])


def test_every_type_of_the_form_has_been_tried(full):
    tried = {case[0] for case in GOOD + BAD} | {"personne", "liste_personnes", "repetable", "tableau"}
    assert tried >= {column.type for field in full for column in (field, *field.columns)}


@pytest.mark.parametrize("type", sorted({case[0] for case in GOOD}))
@pytest.mark.parametrize("nothing", [None, "", "   ", [], {}])
def test_nothing_passes_as_nothing(a_field, context, type, nothing):
    assert clean(a_field(type, options=AB), nothing, context) in [(None, None), ("", None), ([], None)]


def test_a_secondary_axis_is_not_the_main_one(essential, context):
    message = clean(essential.field("axes_secondaires"), ["axe1", "axe2"], context).message
    assert "est déjà votre réponse à la question" in message


def test_a_step_does_not_end_before_it_starts_nor_after_the_project(essential, context):
    rows = [
        {"jalon_titre": "T", "jalon_debut": "5", "jalon_fin": "3"},
        {"jalon_titre": "T", "jalon_debut": "1", "jalon_fin": "19"},
    ]
    from applications.sections.checking import check

    stored = clean(essential.field("jalons"), rows, context).stored
    problems = check(essential, {**context.answers, "jalons": stored}, {}).problems
    told = {(p.row, p.message) for p in problems if p.column == "jalon_fin"}
    assert told == {
        (0, "Ce nombre ne peut pas être inférieur à 5 (mois de début)."),
        (1, "Ce nombre ne peut pas dépasser 18 (durée du projet (en mois))."),
    }


def test_rows_lose_only_what_is_empty(essential, context):
    field = essential.field("risques")
    stored, message = clean(field, [{"risque_libelle": " R "}, {"risque_libelle": "", "risque_gravite": ""}], context)
    assert message is None
    assert stored == [{"risque_libelle": "R", "risque_probabilite": "", "risque_gravite": "", "risque_mesure": ""}]
    assert "8\u00a0lignes au plus" in clean(field, [{"risque_libelle": "R"}] * 9, context).message


def test_a_team_keeps_its_key_when_rows_move_and_no_key_is_given_twice(essential, answers):
    field = essential.field("equipes")
    teams = clean(field, answers["equipes"], Context(essential, {})).stored
    assert [team["cle"] for team in teams] == ["1", "2", "3", "4"]
    moved = [teams[3], {"equipe_nom": "Nouvelle"}, teams[0], dict(teams[0])]
    again = clean(field, moved, Context(essential, {**answers, "equipes": teams})).stored
    assert [team["cle"] for team in again] == ["4", "5", "1", "6"]
    # Team 4 gone, but a budget line still points to it: its key is not given to somebody else.
    pointed = {"equipes": teams[:3], "lignes_budget": [{"equipe": "4"}]}
    added = clean(field, [*teams[:3], {"equipe_nom": "Autre"}], Context(essential, pointed)).stored
    assert added[-1]["cle"] == "5"


def test_persons(full, context):
    field = full.field("responsable_senior")
    stored, message = clean(field, {"nom": "Morvan", "courriel": "rien"}, context)
    assert stored["nom"] == "Morvan"
    assert message.startswith(f"Adresse électronique{NB}: Écrivez une adresse")


@pytest.mark.parametrize(
    ("text", "letters", "terms"),
    [
        ("", 0, 0),
        (" a ", 1, 1),
        ("e\u0301", 1, 1),
        ("a\r\nb", 3, 2),
        ("oui : non", 9, 2),
        ("👩‍⚕️", 4, 0),
        ("l’été 2025", 10, 2),
    ],
)
def test_counting(text, letters, terms):
    assert (characters(text), words(text)) == (letters, terms)


_DEFINITION = definition_of(EDITION.form, "complet", PARAMETERS)
_RAW = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=40)
    | st.sampled_from(["oui", "axe1", "12 500", "2026-01"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.sampled_from(list(_DEFINITION)), _RAW)
def test_whatever_comes_is_stored_as_json_and_cleaning_again_changes_nothing(field, raw):
    context = Context(_DEFINITION, {})
    stored = clean(field, raw, context).stored
    written = json.dumps(stored, ensure_ascii=False)
    assert "\\u0000" not in json.dumps(stored) and written.encode()
    assert clean(field, stored, context).stored == stored


@given(st.text())
def test_normalising_is_idempotent(text):
    assert normalised(normalised(text)) == normalised(text)
