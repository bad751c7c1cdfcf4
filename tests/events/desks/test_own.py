"""What an applicant still settles after booking: the question and its document until the eve, the dossier at any time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from applications.models import Application
from applications.states import State
from events.actions.own.tying import tie, untie
from events.actions.questions.answering import answer
from events.actions.questions.publishing import publish
from events.models import CafeQuestion, Registration
from events.queries.dossiers import shared_dossiers
from inmp_portal.lib.verdict import Refused
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
REFINED = "Quelles variables de Perséphone l’entrepôt garde-t-il depuis 2012, et sous quelle forme ?"


def address(name: str, registration) -> str:
    return reverse(f"events:{name}", args=[registration.reference])


@pytest.fixture
def change_form(filled):
    return {**filled, "format": "presentiel", "question": REFINED, "reponse_publique": "on"}


class TestQuestion:
    def test_refined_until_the_eve(self, appointment, lead, as_user, change_form, frozen_clock, cafes):
        client = as_user(lead)
        page = client.get(address("registration_change", appointment)).content.decode()
        assert appointment.question.text in page
        assert client.post(address("registration_change", appointment), change_form).status_code == 302
        question = CafeQuestion.objects.get(registration=appointment)
        assert (question.text, question.may_be_published) == (REFINED, True)
        frozen_clock(cafes[1].starts_at - timedelta(hours=5))
        assert 'name="question"' not in client.get(address("registration_change", appointment)).content.decode()

    def test_what_is_not_asked_is_kept(self, appointment, lead, as_user, change_form):
        Registration.objects.filter(pk=appointment.pk).update(answers={"creneaux_possibles": ["08:15"]})
        as_user(lead).post(address("registration_change", appointment), change_form)
        appointment.refresh_from_db()
        assert appointment.answers["creneaux_possibles"] == ["08:15"]
        assert {"rgpd", "partage_dossier"} <= set(appointment.consents)
        assert "question" not in appointment.answers
        assert appointment.application is not None

    def test_a_consent_taken_back_takes_the_question_off_the_faq(
        self, appointment, lead, as_user, change_form, coordinator, at
    ):
        client = as_user(lead)
        client.post(address("registration_change", appointment), change_form)
        question = answer(question=appointment.question, text="Toutes.", by=coordinator, at=at)
        publish(question=question, wording="Quelles variables ?", answer="Toutes.", by=coordinator, at=at)
        assert "Quelles variables ?" in Client().get("/faq/").content.decode()
        client.post(address("registration_change", appointment), {**change_form, "reponse_publique": ""})
        question.refresh_from_db()
        assert (question.may_be_published, question.published_as) == (False, None)


class TestDossier:
    def test_tied_shown_with_consent_and_untied(self, appointment, dossier, lead, as_user):
        client = as_user(lead)
        client.post(address("registration_dossier", appointment), {"dossier": dossier.reference})
        appointment.refresh_from_db()
        assert appointment.application == dossier
        assert shared_dossiers([appointment]) == {}
        client.post(
            address("registration_dossier", appointment), {"dossier": dossier.reference, "partage_dossier": "on"}
        )
        appointment.refresh_from_db()
        assert shared_dossiers([appointment])[appointment.pk].title == dossier.title
        client.post(address("registration_dossier", appointment), {"dossier": ""})
        appointment.refresh_from_db()
        assert (appointment.application, "partage_dossier" in appointment.consents) == (None, False)

    def test_somebody_elses_dossier_is_refused_and_not_named(self, appointment, application_in, lead, as_user, at):
        other = application_in(State.DRAFT, title="Dossier de Médée")
        page = as_user(lead).get(address("registration_dossier", appointment)).content.decode()
        assert "Médée" not in page
        refused = as_user(lead).post(address("registration_dossier", appointment), {"dossier": other.reference})
        assert refused.status_code == 422
        with pytest.raises(Refused, match="n’est pas l’un des vôtres"):
            tie(registration=appointment, reference=other.reference, shares=True, by=lead, at=at)

    def test_a_guest_is_asked_to_sign_in_a_stranger_finds_nothing(self, sign_up, as_user, lead, at):
        registration, client = sign_up(), Client()
        client.get(reverse("events:registration_open", args=[registration.token]))
        page = client.get(address("registration_dossier", registration)).content.decode()
        assert "Identifiez-vous pour lier" in page
        assert as_user(lead).get(address("registration_dossier", registration)).status_code == 404
        other = sign_up("autre@exemple.fr", by=lead)
        with pytest.raises(Refused, match="autre compte"):
            untie(registration=other, by=UserFactory.create(), at=at)

    def test_a_draft_from_the_registration_takes_what_is_ticked_alone(self, sign_up, lead, as_user):
        registration = sign_up(
            lead.email, by=lead, first_name="Eurydice", answers={"axes": ["axe2", "nsp"], "statut_projet": "idee"}
        )
        client = as_user(lead)
        page = client.get(address("dossier_new", registration)).content.decode()
        assert "Eurydice" in page
        assert "checked" not in page
        there = client.post(address("dossier_new", registration), {"prenom": "on", "axe_principal": "on"})
        asked = client.get(there.url).content.decode()
        assert 'value="Eurydice"' in asked
        other = client.get(reverse("applications:application_start") + "?autre=1").content.decode()
        assert 'value="Eurydice"' not in other
        answers = {
            "titre": "Un projet de médecine de précision", "type_projet": "recherche", "axe_principal": "axe2",
            "nom": "Morvan", "prenom": "Eurydice", "statut": "ph", "courriel": lead.email, "etablissement": "chu_rouen",
        }  # fmt: skip
        opened = client.post(there.url, answers)
        draft = Application.objects.get(lead=lead)
        assert opened.url == f"{address('registration_dossier', registration)}?dossier={draft.reference}"
        proposed = client.get(opened.url).content.decode()
        assert f'value="{draft.reference}"' in proposed
        registration.refresh_from_db()
        assert registration.application is None
        client.post(address("registration_dossier", registration), {"dossier": draft.reference})
        registration.refresh_from_db()
        assert registration.application == draft
