"""The desks arranged together, and the words that lead to them."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from events.actions.coordination.desks import arrange_desks, set_lexicon
from events.methods.writing.terms import read, written
from events.models import Cafe, Slot
from events.queries.routing import propose
from inmp_portal.journal.models import Entry
from inmp_portal.lib.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def posted(desk, second):
    """What the browser posts when nothing is changed."""

    def values(name: str) -> dict[str, object]:
        page = desk.get(reverse(f"events:{name}", args=[second.slug]))
        form = page.context["form"]
        return {bound.name: bound.value() or "" for bound in form}

    return values


def test_a_theme_changes_its_desk_and_an_expert_is_named_by_the_address_of_an_account(desk, second, posted, lead):
    address = reverse("events:cafe_guichets", args=[second.slug])
    said = {**posted("cafe_guichets"), "theme-dpo": "G1", "expert-G1": lead.email.upper(), "room-G1": "Table 3"}
    assert desk.post(address, said).status_code == 302
    first, other = second.desks.get(code="G1"), second.desks.get(code="G2")
    assert (first.expert, first.room, sorted(first.themes), first.feed_version) == (
        lead,
        "Table 3",
        ["donnees", "dpo"],
        2,
    )
    assert "dpo" not in other.themes
    assert propose(second, "", "dpo").desk == first
    assert Entry.objects.filter(type="desk.arranged").count() == 2


def test_an_address_without_an_account_is_told(desk, second, posted):
    address = reverse("events:cafe_guichets", args=[second.slug])
    page = desk.post(address, {**posted("cafe_guichets"), "expert-G1": "inconnue@exemple.fr"})
    assert "Aucun compte n’a cette adresse" in page.content.decode()
    assert not Entry.objects.filter(type="desk.arranged").exists()


def test_the_lexicon_is_tried_then_kept(desk, second, posted):
    address, said = reverse("events:cafe_lexicon", args=[second.slug]), posted("cafe_lexicon")
    said |= {
        "theme-budget": f"{said['theme-budget']}\nlicorne : 9",
        "question": "Une licorne peut-elle entrer au laboratoire ?",
    }
    page = unescape(desk.post(address, {**said, "essayer": "1"}).content.decode())
    assert "Budget et ressources humaines" in page and "à cause de «\u00a0licorne" in page
    assert "licorne" not in Cafe.objects.get(pk=second.pk).lexicon["themes"]["budget"]
    assert desk.post(address, said).status_code == 302
    second.refresh_from_db()
    assert second.lexicon["themes"]["budget"]["licorne"] == 9
    assert propose(second, "Une licorne ?").desk.code == "G3"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [("le : 3", "mots courants"), ("euro : 0", "poids positif"), ("euro : beaucoup", "doit être un nombre")],
)
def test_what_is_wrong_in_the_lexicon_is_said(desk, second, posted, lines, sentence):
    before = Cafe.objects.get(pk=second.pk).lexicon
    said = {**posted("cafe_lexicon"), "theme-budget": lines}
    page = desk.post(reverse("events:cafe_lexicon", args=[second.slug]), said)
    assert sentence in page.content.decode()
    assert Cafe.objects.get(pk=second.pk).lexicon == before


def test_the_lexicon_is_read_as_it_is_written():
    weights = {"entrepôt de données": 5, "donnée": 1.5}
    assert read(written(weights)) == (weights, [])
    assert read("seul") == ({"seul": 1.0}, [])
    assert read("a : 1\na : 2")[1] == ["« a » est écrit deux fois."]


def test_nobody_else_changes_the_desks(second, lead, at):
    with pytest.raises(Refused, match="coordination"):
        arrange_desks(cafe=second, wanted=[], by=lead, at=at)
    with pytest.raises(Refused, match="coordination"):
        set_lexicon(cafe=second, lexicon={"themes": {}}, by=lead, at=at)


def test_the_link_that_closes_a_slot_carries_its_key_without_spaces(desk, second, slots):
    Slot.objects.filter(pk=slots[0].pk).update(id=1_234_567)
    assert "?creneau=1234567" in desk.get(reverse("events:cafe_slots", args=[second.slug])).content.decode()
