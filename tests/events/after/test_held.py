"""What is held of a guest, by their link: read, downloaded, and their consents taken back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from events.actions.after.consents import withdraw_consents
from events.models import CafeQuestion, Registration
from inmp_portal.journal.models import Entry as JournalEntry
from inmp_portal.lib.verdict import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest(sign_up, client):
    """A guest whose browser followed the link."""
    registration = sign_up(
        answers={"statut_projet": "idee", "regime": "sans gluten"},
        consents={"newsletter": True, "partage_coordonnees": True},
    )
    client.get(reverse("events:registration_open", args=[registration.token]))
    return registration


def address(name, registration):
    return reverse(f"events:{name}", args=[registration.reference])


def test_the_page_says_all_and_until_when(guest, client):
    page = client.get(address("registration_held", guest))
    text = page.content.decode()
    for said in ("helene.morvan@exemple.fr", "sans gluten", "Génétique", "Inscription confirmée", "six mois", "CNIL",
                 "voisin"):  # fmt: skip
        assert said in text, said
    assert page.headers["Referrer-Policy"] == "same-origin"


def test_the_file_holds_every_answer_and_consent(guest, client):
    response = client.get(address("registration_held_file", guest))
    assert "attachment" in response.headers["Content-Disposition"]
    held = response.json()
    assert held["inscription"]["Nom"] == "Morvan" and held["inscription"]["Établissement"] == "CHU de Rouen"
    assert held["reponses"] == {
        "Où en êtes-vous\u00a0?": "J’ai une idée",
        "Régime ou allergie alimentaire": "sans gluten",
    }
    assert len(held["accords"]) == 3 and len(held["courriels"]) == 1


def test_another_browser_sees_nothing(guest, as_user, lead):
    for name in ("registration_held", "registration_held_file", "feedback_give"):
        assert as_user(None).get(address(name, guest)).status_code == 404
        assert as_user(lead).get(address(name, guest)).status_code == 404


def test_consents_are_taken_back_in_one_click_and_not_by_a_link(guest, client):
    withdraw = address("consents_withdraw", guest)
    assert client.get(withdraw).status_code == 405
    assert len(Registration.objects.get().consents) == 3
    done = client.post(withdraw, follow=True).content.decode()
    assert "sont retirés" in done and "Aucun accord facultatif" in done
    assert set(Registration.objects.get().consents) == {"rgpd"}
    entry = JournalEntry.objects.get(type="registration.consents_withdrawn")
    assert entry.data["names"] == ["newsletter", "partage_coordonnees"]
    assert "Aucun accord" in client.post(withdraw, follow=True).content.decode()


def test_a_question_is_no_longer_published(appointment, at):
    registration = appointment("a@exemple.fr")
    Registration.objects.filter(pk=registration.pk).update(consents={"reponse_publique": "x", "newsletter": "y"})
    CafeQuestion.objects.update(may_be_published=True)
    kept = withdraw_consents(registration=registration, names={"reponse_publique", "autre"}, by=None, at=at)
    assert kept.consents == {"newsletter": "y"}
    assert not CafeQuestion.objects.get().may_be_published
    withdraw_consents(registration=registration, by=None, at=at)
    with pytest.raises(Refused, match="Aucun accord"):
        withdraw_consents(registration=registration, by=None, at=at)
