"""Routing a question: measured on sixty questions as people ask them, half of them held out while the lexicon was tuned."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.methods.reading import lexicon as lexicons
from events.methods.reading.words import as_written
from events.methods.routing import Route, route

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
DATA = json.loads((ROOT / "events/content/inmp-2025/lexicon.json").read_text(encoding="utf-8"))
QUESTIONS = json.loads((HERE / "questions" / "tuned.json").read_text(encoding="utf-8"))
LEXICON = lexicons.read(DATA)
DESKS = ("G1", "G2", "G3", "G4")


def routed(text: str) -> Route:
    return route(text, LEXICON)


def top1(questions: list[dict[str, str]], aspect: str) -> tuple[float, list[str]]:
    """The share of questions whose desk (or theme) is the first proposed, and those that are not."""
    missed = [asked["id"] for asked in questions if getattr(routed(asked["text"]), aspect) != asked[aspect]]
    return 1 - len(missed) / len(questions), missed


def half(name: str) -> list[dict[str, str]]:
    return [asked for asked in QUESTIONS if asked["half"] == name]


def test_the_fixture_is_sixty_questions_spread_over_the_desks():
    assert len(QUESTIONS) == 60
    assert all(sum(asked["desk"] == desk for asked in QUESTIONS) >= 12 for desk in DESKS)
    assert len(half("held_out")) == len(half("tuning")) == 30
    assert all(asked["theme"] in DATA["desks"][asked["desk"]] for asked in QUESTIONS)


@pytest.mark.parametrize("questions", [QUESTIONS, half("tuning"), half("held_out")], ids=["all", "tuning", "held out"])
def test_at_least_85_in_100_go_to_the_right_desk(questions):
    share, missed = top1(questions, "desk")
    assert share >= 0.85, missed


def test_so_do_questions_of_somebody_who_never_saw_the_lexicon():
    """Forty, written apart from the lexicon and never used to tune it: a word that they lack is not to be added for them."""
    unseen = json.loads((HERE / "questions" / "unseen.json").read_text(encoding="utf-8"))
    missed = [asked["text"] for asked in unseen if routed(asked["text"]).desk != asked["desk"]]
    assert len(unseen) == 40
    assert len(missed) <= 6, missed


def test_without_the_lexicon_questions_go_nowhere():
    """The figure is the lexicon's: emptied, one question in four at best finds its desk."""
    empty = lexicons.read({**DATA, "themes": {theme: {} for theme in DATA["themes"]}})
    assert sum(route(asked["text"], empty).desk == asked["desk"] for asked in QUESTIONS) <= 15


def test_a_proposal_tells_what_decided():
    found = routed("Faut-il l’accord de la CNIL, et qui paie l’hébergement HDS ?")
    assert (found.desk, found.theme) == ("G2", "dpo")
    assert found.because[0] == "cnil"
    assert 0.5 < found.score < 1


def test_what_decided_is_shown_as_it_was_written():
    asked = "Comment accéder à l’entrepôt de données, et au cœur du  SNDS\u00a0?"
    assert as_written("entrepot donnees", asked) == "entrepôt de données"
    assert as_written("coeur snds", asked) == "cœur du SNDS"
    assert as_written("budget", asked) == "budget"  # not there: as found
    assert as_written(routed(asked).because[0], asked) == "entrepôt de données"


def test_a_phrase_is_read_whole():
    assert routed("Qui s’occupe de la protection des données ?").theme == "dpo"
    assert routed("Qui s’occupe des données ?").theme == "donnees"


def test_negation_still_names_the_subject_but_what_is_put_aside_does_not():
    assert routed("Nous n’avons pas de statisticien.").theme == "methodo"
    assert routed("Ma question ne porte pas sur le budget, mais sur le recrutement d’un technicien.").theme == "rh"


def test_one_slip_in_a_long_word_is_forgiven_for_half():
    right, slipped = routed("éligibilité du consentement"), routed("éligiblité du consentement")
    assert {right.desk, slipped.desk} <= set(DESKS)
    assert routed("Une question d’éligiblité").theme == "eligibilite"
    assert routed("Une question d’éligiblité").because == ("eligiblite",)


@pytest.mark.parametrize("nothing", ["", "Bonjour, est-ce que vous pouvez m’aider ?", "Où se garer ?", "???"])
def test_what_nothing_fits_is_other(nothing):
    assert routed(nothing) == Route(("autre",), "G4", 0.0, ())


def test_accents_case_and_apostrophes_change_nothing():
    assert routed("L’ENTREPÔT DE DONNÉES") == routed("l'entrepot de donnees")


@given(st.text(max_size=1500))
@settings(deadline=None)
def test_any_text_finds_a_desk(text):
    found = routed(text)
    assert found.desk in DESKS
    assert found.theme in DATA["desks"][found.desk]
    assert 0 <= found.score <= 1
    assert found == routed(text)


@given(st.sampled_from(QUESTIONS), st.sampled_from(QUESTIONS))
@settings(deadline=None)
def test_saying_it_twice_weighs_once(first, second):
    once, twice = routed(f"{first['text']} {second['text']}"), routed(f"{first['text']} {second['text']} " * 2)
    assert (once.desk, once.themes) == (twice.desk, twice.themes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"desks": {"G1": ["donnees"], "G2": ["donnees", "autre"]}}, "Le thème « donnees » a deux guichets."),
        ({"desks": {"G1": ["autre"]}}, "Le thème « donnees » n’a pas de guichet."),
        ({"desks": {"G1": ["donnees"]}}, "Le thème « autre » n’a pas de guichet."),
        ({"themes": {"donnees": {"avec le": 2}}}, "« avec le » (donnees) ne contient que des mots courants."),
        ({"themes": {"donnees": {"base": 0}}}, "« base » (donnees) doit avoir un poids positif."),
    ],
)
def test_a_lexicon_that_cannot_work_is_refused_with_its_reason(change, told):
    data = {"desks": {"G1": ["donnees", "autre"]}, "themes": {"donnees": {"base": 1}}, **change}
    assert lexicons.problems(data) == [told]
    with pytest.raises(ValueError, match=re.escape(told)):
        lexicons.read(data)


def test_the_edition_s_lexicon_has_nothing_wrong():
    assert lexicons.problems(DATA) == []
