"""The pages of a sign-up: no account, no JavaScript, acts by POST only, and the secret out of the address."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from events.actions.day.arriving import check_in
from events.models import Registration
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_up_page(cafe):
    return reverse("events:registration_create", args=[cafe.slug])


def test_signing_up_is_one_page_and_says_where_the_mail_goes(sign_up_page, filled):
    client = Client()
    assert client.get(sign_up_page).status_code == 200
    page = client.post(sign_up_page, filled, follow=True)
    assert "helene.morvan@exemple.fr" in page.content.decode()
    assert Registration.objects.get().institution.code == "chu_rouen"


def test_a_known_address_is_answered_like_a_new_one(sign_up_page, filled):
    def answer() -> str:
        return Client().post(sign_up_page, filled, follow=True).content.decode()

    assert answer() == answer()
    assert Registration.objects.count() == 1


def test_the_diary_takes_the_registration_and_not_the_cafe_beside_it(sign_up_page, filled, lead, as_user):
    """The mail's file, cancelled later, would leave the café's own event in the diary."""
    page = Client().post(sign_up_page, {**filled, "courriel": "autre@exemple.fr"}, follow=True).content.decode()
    assert ".ics" not in page and "joint au courriel qui la confirme" in page
    own = as_user(lead).post(sign_up_page, {**filled, "courriel": lead.email}, follow=True).content.decode()
    mine = Registration.objects.get(email=lead.email)
    assert reverse("events:registration_calendar", args=[mine.reference]) in own
    assert "Ajouter le café à mon agenda" in own


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(sign_up_page, filled):
    wrong = {**filled, "courriel": "helene", "etablissement": "autre", "rgpd": ""}
    page = Client().post(sign_up_page, wrong)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Indiquez le nom de votre établissement." in text
    assert "s’écrit comme" in text
    assert "Cochez cette case" in text
    assert 'value="Morvan"' in text
    assert not Registration.objects.exists()


@pytest.mark.parametrize(("name", "chosen"), [("axes", ["axe1", "nsp"]), ("recherche", ["rien", "donnees"])])
def test_an_answer_that_stands_alone_goes_with_no_other(sign_up_page, filled, name, chosen):
    page = Client().post(sign_up_page, {**filled, name: chosen})
    text = page.content.decode()
    assert page.status_code == 422 and "ne va avec aucune autre réponse" in text
    for value in chosen:
        assert re.search(
            rf'name="{name}"[^>]*value="{value}"[^>]*checked|checked[^>]*name="{name}"[^>]*value="{value}"', text
        )
    assert not Registration.objects.exists()
    Client().post(sign_up_page, {**filled, name: chosen[:1]})
    assert Registration.objects.get().answers[name] == chosen[:1]


def test_a_visitor_finds_nothing_that_another_one_wrote(sign_up_page, filled, cafe, lead, as_user):
    """The blank form is worked out once for everybody: whoever came before leaves nothing in it."""
    blank = _form(Client().get(sign_up_page))
    assert 'value="Morvan"' in _form(as_user(lead).get(sign_up_page))
    assert 'value="Morvan"' in _form(Client().post(sign_up_page, {**filled, "courriel": "helene"}))
    assert _form(Client().get(sign_up_page)) == blank
    assert "Morvan" not in blank


def test_a_question_that_changes_is_on_the_page_at_once(sign_up_page, cafe):
    Client().get(sign_up_page)
    cafe.questions[0]["label"] = "Votre petit nom"
    cafe.save()
    assert "Votre petit nom" in _form(Client().get(sign_up_page))


def _form(response):
    return re.search(r'<div class="questionnaire">.*?</form>', response.content.decode(), re.DOTALL)[0]


def test_the_link_opens_ones_registration_and_leaves_the_address(sign_up):
    registration, client = sign_up(), Client()
    detail = reverse("events:registration_detail", args=[registration.reference])
    assert client.get(detail).status_code == 404
    response = client.get(reverse("events:registration_open", args=[registration.token]))
    assert (response.status_code, response.url, response.headers["Referrer-Policy"]) == (302, detail, "no-referrer")
    page = client.get(detail)
    assert page.headers["Referrer-Policy"] == "same-origin"  # no other site; its own forms keep their origin
    assert "Inscription confirmée" in page.content.decode()
    assert registration.token not in page.content.decode()


def test_a_mail_gateway_that_opens_every_link_changes_nothing(sign_up):
    registration, client = sign_up(), Client()
    client.get(reverse("events:registration_open", args=[registration.token]))
    for name in ("registration_detail", "registration_change", "registration_cancel", "registration_calendar"):
        assert client.get(reverse(f"events:{name}", args=[registration.reference])).status_code == 200
    before = (registration.state, registration.updated_at)
    registration.refresh_from_db()
    assert (registration.state, registration.updated_at) == before


def test_a_wrong_link_says_what_to_do(cafe):
    page = Client().get(reverse("events:registration_open", args=["0" * 40]))
    assert page.status_code == 404
    assert "Recevoir mon lien" in page.content.decode()


def test_ones_own_page_is_for_the_account_too_and_for_nobody_else(sign_up, lead, coordinator, as_user):
    registration = sign_up(lead.email, by=lead)
    detail = reverse("events:registration_detail", args=[registration.reference])
    assert as_user(lead).get(detail).status_code == 200
    assert as_user(coordinator).get(detail).status_code == 404
    assert as_user(None).get(detail).status_code == 404


def test_answers_change_and_a_consent_is_taken_back(sign_up, lead, as_user, filled):
    registration = sign_up(lead.email, by=lead, consents={"newsletter": True})
    address = reverse("events:registration_change", args=[registration.reference])
    client = as_user(lead)
    assert "checked" in client.get(address).content.decode()
    response = client.post(address, {**filled, "service": "Neurologie", "courriel": "autre@exemple.fr"})
    registration.refresh_from_db()
    assert response.status_code == 302
    assert (registration.unit, registration.email) == ("Neurologie", lead.email)
    assert "newsletter" not in registration.consents


def test_a_lost_link_is_asked_for_without_telling_who_is_registered(sign_up, frozen_clock, at):
    registration = sign_up()
    frozen_clock(at + timedelta(hours=2))
    page = reverse("events:link_ask")

    def answer(email: str) -> str:
        said = Client().post(page, {"email": email}).content.decode().replace(email, "…")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", said)

    assert answer(registration.email) == answer("inconnue@exemple.fr")
    assert Mail.objects.filter(to=[registration.email]).count() == 2
    assert not Mail.objects.filter(to=["inconnue@exemple.fr"]).exists()


def test_the_sign_up_page_costs_few_queries(sign_up_page, django_assert_max_num_queries):
    client = Client()
    client.get(sign_up_page)
    with django_assert_max_num_queries(6):
        client.get(sign_up_page)


def test_after_the_cafe_the_page_says_so(sign_up_page, cafe, frozen_clock):
    frozen_clock(cafe.ends_at)
    assert "Ce café a eu lieu." in Client().get(sign_up_page).content.decode()


def test_the_own_page_awaits_nobody_who_is_there(sign_up, cafe, coordinator, frozen_clock):
    registration = sign_up()
    check_in(registration=registration, by=coordinator, at=cafe.starts_at + timedelta(minutes=12))
    frozen_clock(cafe.starts_at + timedelta(minutes=15))
    page = Client().get(reverse("events:registration_open", args=[registration.token]), follow=True).content.decode()
    assert "Votre arrivée est notée à 8\u00a0h\u00a012 (heure de Paris)." in page
    assert "Nous vous attendons" not in page
