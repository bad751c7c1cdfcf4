"""Dossiers ready to be deposited, each with its own lead."""

from __future__ import annotations

from applications.models import Application, Call
from inmp_portal.accounts.models import User
from inmp_portal.lib import clock
from inmp_portal.lib.instance import clock_offset
from tests.factories.deposits import complete_answers, ready


def ready_dossiers(number: int) -> list[Application]:
    """They lack nothing but the deposit."""
    call = Call.objects.get()
    with clock.shifted(clock_offset()):
        return [
            ready(call=call, lead=_lead(n), answers=complete_answers(n % 12, acronyme=f"EXERCICE{n}"))
            for n in range(number)
        ]


def _lead(n: int) -> User:
    return User.objects.create_user(f"porteur{n}@exemple.fr", first_name="Camille", last_name=f"Exercice {n}")
