"""The coordination's list: who opens it, what it finds, and what it never tells of a draft."""

from __future__ import annotations

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.urls import reverse

from applications.models import Application
from applications.states import State
from inmp_portal.accounts.models import Institution
from inmp_portal.lib.folding import fold
from tests.applications.coordination.reading import LIST, titles
from tests.factories.people import UserFactory


def index(application: Application, text: str) -> None:
    """What a deposit writes for the search."""
    vector = SearchVector(Value(fold(text)), config="french")
    Application.objects.filter(pk=application.pk).update(search=vector)


@pytest.mark.parametrize("person", ["lead", "administrator"])
def test_nobody_else_finds_the_list(as_user, application_in, lead, administrator, person):
    application_in(State.DEPOSITED, lead=lead)
    client = as_user({"lead": lead, "administrator": administrator}[person])
    assert client.get(LIST).status_code == 404
    assert client.post(f"{LIST}export.xlsx").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, application_in):
    application = application_in(State.DEPOSITED, title="Secret")
    for url in (LIST, reverse("applications:coordination_detail", args=[application.reference])):
        response = client.get(url)
        assert response.status_code == 302 and response.url.startswith("/compte/")


def test_the_direction_reads_it_too(as_user, director, application_in):
    application_in(State.DEPOSITED, title="Exposome normand")
    assert titles(as_user(director).get(LIST)) == ["Exposome normand"]


def test_an_establishment_has_one_name_on_the_page(desk, application_in):
    place = Institution.objects.get(code="ch_rouvray")
    application_in(State.DEPOSITED, institution=place)
    page = desk.get(LIST).content.decode()
    assert page.count(place.name) == 3  # the filter, the row, the foot of the page
    assert place.short_name != place.name and place.short_name not in page


def test_it_shows_what_was_deposited(desk, application_in, lead, at):
    application_in(
        State.DEPOSITED,
        lead_name=str(lead),
        title="Sepsis et multi-omique",
        acronym="SEPSI",
        requested_amount="37500",
        at=at,
    )
    page = desk.get(LIST).content.decode()
    for words in (
        "Sepsis et multi-omique",
        "SEPSI",
        "Hélène Morvan",
        "37\u202f500\u00a0€",
        "2\u00a0septembre",
        "Déposé",
    ):
        assert words in page


def test_of_a_draft_it_tells_title_axis_and_completeness_only(desk, application_in):
    lead = UserFactory.create(first_name="Ondine", last_name="Quérou", institution__code="lieu-secret")
    draft = application_in(
        lead=lead, title="Titre visible", acronym="ACROSECRET", requested_amount="41234", completeness=37,
        answers={"resume_public": "Le résumé secret", "nom": "Quérou"},
    )  # fmt: skip
    page = desk.get(LIST, {"volet": "brouillons"}).content.decode()
    assert ("Titre visible" in page and "37\u00a0%" in page) or "37&nbsp;%" in page
    for secret in ("Ondine", "Quérou", "ACROSECRET", "41\u202f234", "résumé secret", lead.email):
        assert secret not in page
    assert titles(desk.get(LIST, {"volet": "deposes"})) == []
    assert desk.get(reverse("applications:coordination_detail", args=[draft.reference])).status_code == 404


@pytest.mark.parametrize(
    "asked", [{"etat": "draft"}, {"etablissement": "lieu-secret"}, {"q": "Quérou"}, {"q": "secret"}]
)
def test_no_filter_and_no_word_tells_more_of_a_draft(desk, application_in, asked):
    """Asking by what is hidden answers as if it were not there."""
    lead = UserFactory.create(last_name="Quérou", institution__code="lieu-secret")
    hidden = application_in(lead=lead, title="Titre visible", acronym="SECRET")
    index(hidden, hidden.title)
    UserFactory.create(institution__code="autre-lieu")
    other = application_in(title="Autre titre visible", lead=UserFactory.create())
    index(other, other.title)
    found = titles(desk.get(LIST, {"volet": "brouillons", **asked}))
    assert found in ([], ["Autre titre visible", "Titre visible"])


@pytest.mark.parametrize("order", ["porteur", "-montant", "depot", "updated_at", "lead__email", "-answers"])
def test_a_draft_is_never_ordered_by_what_is_hidden(desk, application_in, order):
    for n, title in enumerate(["Béta", "Alpha", "Gamma"]):
        application_in(title=title, lead_name=f"{2 - n}", requested_amount=n)
    assert titles(desk.get(LIST, {"volet": "brouillons", "order": order})) == ["Alpha", "Béta", "Gamma"]


def test_search_reads_french_words_without_accents_or_endings(desk, application_in):
    for title in ("Médecines personnalisées du sepsis", "Œdème cérébral de l’enfant", "Cancer du sein"):
        index(application_in(State.DEPOSITED, title=title), title)
    assert titles(desk.get(LIST, {"q": "medecine personnalisee"})) == ["Médecines personnalisées du sepsis"]
    assert titles(desk.get(LIST, {"q": "OEDEMES"})) == ["Œdème cérébral de l’enfant"]
    assert titles(desk.get(LIST, {"q": "sein -cancer"})) == []
    assert desk.get(LIST, {"q": "'); DROP TABLE & | ! <-> :*"}).status_code == 200


def test_a_search_too_long_is_told_and_kept_in_its_box(desk, application_in):
    application_in(State.DEPOSITED)
    typed = ("médecine " * 600).strip()
    response = desk.get(LIST, {"q": typed})
    html = response.content.decode()
    assert "Gardez quelques mots" in html and f'value="{typed}"' in html
    assert 'aria-invalid="true"' in html and 'aria-describedby="id_q_error"' in html and 'id="id_q_error"' in html
    assert len(titles(response)) == 1


def test_search_finds_a_number_exactly(desk, application_in):
    wanted = application_in(State.DEPOSITED)
    application_in(State.DEPOSITED)
    assert titles(desk.get(LIST, {"q": wanted.number.lower()})) == [wanted.title]


def test_filters_narrow_together(desk, application_in, call):
    axis, other = call.axes.order_by("number")[:2]
    place = Institution.objects.exclude(code="").order_by("pk").first()
    application_in(State.DEPOSITED, title="Le bon", main_axis=axis, institution=place)
    application_in(State.DEPOSITED, title="Autre axe", main_axis=other, institution=place)
    application_in(State.DEPOSITED, title="Autre lieu", main_axis=axis, institution=None)
    asked = {"axe": axis.number, "etablissement": place.code, "etat": "deposited"}
    response = desk.get(LIST, asked)
    assert titles(response) == ["Le bon"]
    assert len(response.context["chips"]) == 3
    assert titles(desk.get(LIST, {**asked, "etat": "eligible"})) == []


@pytest.mark.parametrize("asked", [{"axe": "9999"}, {"axe": "x"}, {"etat": "nope"}, {"page": "bm9wZQ"}, {"volet": "?"}])
def test_what_is_not_understood_is_left_out(desk, application_in, asked):
    application_in(State.DEPOSITED, title="Toujours là")
    assert titles(desk.get(LIST, asked)) == ["Toujours là"]
