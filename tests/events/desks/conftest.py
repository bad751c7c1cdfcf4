"""A desk with its expert, an appointment there tied to a dossier, and people who have no business with it."""

from __future__ import annotations

import pytest

from applications.models import Axis
from applications.states import State
from events.actions.booking import Asked, book, hold
from events.models import Desk, Slot
from tests.factories.people import UserFactory

SECRETS = ("Quelles variables de Perséphone l’entrepôt garde-t-il ?", "Projet Antigone", "Résumé de Calypso", "Ménélas")


@pytest.fixture
def experts(cafes):
    """Those of G1 and G2."""
    people = {code: UserFactory.create(first_name=code, last_name="Guichet") for code in ("G1", "G2")}
    for code, person in people.items():
        Desk.objects.filter(code=code).update(expert=person)
    return people


@pytest.fixture
def dossier(application_in, lead):
    axis = Axis.objects.get(number=2)
    return application_in(
        State.DRAFT, lead=lead, title=SECRETS[1], main_axis=axis, answers={"resume_public": SECRETS[2]}
    )


@pytest.fixture
def appointment(cafes, experts, entry, lead, dossier, at):
    """The lead's, at G1, tied to their draft, which they agreed to show."""
    slot = Slot.objects.filter(desk__code="G1").order_by("starts_at")[0]
    hold(slot=slot, token="a", by=lead, at=at)
    asked = Asked(SECRETS[0], "donnees", slot.desk)
    given = entry(last_name=SECRETS[3], email=lead.email, consents={"partage_dossier": True})
    made = book(cafe=cafes[1], entry=given, asked=asked, slot=slot, token="a", by=lead, at=at)
    made.application = dossier
    made.save()
    return made


@pytest.fixture
def desk(appointment):
    return appointment.slot.desk
