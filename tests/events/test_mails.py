"""What the mails of the cafés say."""

from __future__ import annotations

import re

import pytest

from events.actions.cancelling import cancel
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
