"""Near-duplicates: the same question in other words, order or accents; never by a chain of small differences."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from events.methods.grouping import ALIKE, grouped, likeness
from events.methods.reading.words import stems

ASKED = {
    "a": "Faut-il passer devant un CPP pour une étude rétrospective sur dossiers ?",
    "b": "etude retrospective sur dossier : faut il passer devant le CPP",
    "c": "Peut-on recruter un post-doctorant pour un an ?",
    "d": "Pour un an, est-il possible de recruter des post-doctorants ?",
    "e": "Quel taux de TVA ?",
}
texts = st.lists(
    st.sampled_from(["cpp", "étude", "dossier", "patient", "tva", "recruter", "budget", "axe", "données", "visa"]),
    max_size=6,
)
questions = st.dictionaries(st.sampled_from("abcdefghij"), texts.map(" ".join), max_size=8)


def test_the_same_question_in_other_words_is_one_group():
    assert [group.keys for group in grouped(ASKED.items())] == [("a", "b"), ("c", "d"), ("e",)]


def test_a_group_tells_what_its_questions_share():
    assert "cpp" in grouped(ASKED.items())[0].common


def test_no_chain_joins_two_different_questions():
    chain = {"1": "un cpp budget visa axe", "2": "cpp budget visa tva", "3": "visa tva recruter patient"}
    assert likeness(*(frozenset(stems(chain[key])) for key in "13")) < ALIKE
    assert not any({"1", "3"} <= set(group.keys) for group in grouped(chain.items()))


def test_questions_without_a_telling_word_stay_alone():
    assert [group.keys for group in grouped([("a", "Bonjour ?"), ("b", "")])] == [("a",), ("b",)]


@given(questions, st.randoms())
@settings(deadline=None)
def test_every_question_is_in_one_group_and_order_changes_nothing(asked, random):
    shuffled = list(asked.items())
    random.shuffle(shuffled)
    groups = grouped(shuffled)
    assert groups == grouped(asked.items())
    assert sorted(key for group in groups for key in group.keys) == sorted(asked)
    for group in groups:
        for first, second in combinations(group.keys, 2):
            assert likeness(frozenset(stems(asked[first])), frozenset(stems(asked[second]))) >= ALIKE
