"""What the mails of the cafés say."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from events.actions.after.reminding import remind_registrations
from events.actions.cancelling import cancel
from events.actions.day.arriving import check_in
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.models import Mail

pytestmark = pytest.mark.django_db


def said(kind: str) -> str:
    """Subject and text, the secret of the link left out."""
    mail = Mail.objects.filter(kind=kind).order_by("-id")[0]
    return re.sub(r"/lien/[0-9a-f]{40}/", "/lien/…/", f"{mail.subject}\n\n{mail.text}")


def test_confirmed(sign_up, snapshot):
    sign_up(answers={"presentation_eclair": True, "accessibilite": "Place de stationnement réservée"})
    snapshot("mails/cafe_confirmation.txt", said("cafe_confirmation"))


def test_waiting(bounded, sign_up, snapshot):
    bounded(1)
    sign_up("un@exemple.fr")
    sign_up()
    snapshot("mails/cafe_liste_attente.txt", said("cafe_liste_attente"))


def test_cancelled(sign_up, at, snapshot):
    cancel(registration=sign_up(), by=None, at=at)
    snapshot("mails/cafe_annulation.txt", said("cafe_annulation"))


def test_reminders(sign_up, appointment, snapshot):
    sign_up()
    appointment("anatole@exemple.fr", first_name="Anatole", last_name="Brévannes")
    for when, name in (("2025-05-23T09:00", "cafe_rappel"), ("2025-06-19T09:00", "cafe_rappel-rendez-vous")):
        instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)
        assert remind_registrations(at=instant) == 1
        snapshot(f"mails/{name}.txt", said("cafe_rappel"))


def test_a_reminder_keeps_the_hour_that_was_announced(sign_up):
    sign_up(answers={"heure_arrivee": "9h"})
    remind_registrations(at=datetime(2025, 5, 23, 9, 0, tzinfo=PARIS))
    text = said("cafe_rappel").replace("\u00a0", " ")
    assert "Le café a lieu mardi 27 mai 2025, de 8 h à 10 h (heure de Paris)" in text
    assert "Vous avez dit arriver vers 9 h : nous vous attendons." in text


def test_an_appointment_confirmed(appointment, snapshot):
    appointment("anatole@exemple.fr", first_name="Anatole", last_name="Brévannes")
    snapshot("mails/rdv_confirme.txt", said("rdv_confirme"))


def test_an_appointment_cancelled(appointment, at, snapshot):
    cancel(registration=appointment("anatole@exemple.fr"), by=None, at=at)
    snapshot("mails/rdv_annule_candidat.txt", said("rdv_annule_candidat"))


def test_afterwards(sign_up, coordinator, cafe, snapshot):
    for email, name in (("voisine@exemple.fr", "Voisine"), ("helene.morvan@exemple.fr", "Morvan")):
        one = sign_up(email, last_name=name, answers={"axes": ["axe1"]}, consents={"partage_coordonnees": True})
        check_in(registration=one, by=coordinator, at=cafe.starts_at)
    assert remind_registrations(at=datetime(2025, 6, 2, 9, 0, tzinfo=PARIS)) == 2
    snapshot("mails/cafe_suite.txt", said("cafe_suite"))
