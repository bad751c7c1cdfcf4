"""Mails to be sent, by the portal's own action."""

from __future__ import annotations


def queue_mails(number: int, name: str) -> None:
    """That many welcome mails, to `<name>0@exemple.fr` and so on."""
    from inmp_portal.accounts.models import User
    from inmp_portal.accounts.notices import WelcomeNotice
    from inmp_portal.lib import clock
    from inmp_portal.lib.instance import clock_offset
    from inmp_portal.outbox import actions as outbox

    people = [
        User.objects.create_user(f"{name}{n}@exemple.fr", first_name="Camille", last_name=f"Essai {n}")
        for n in range(number)
    ]
    with clock.shifted(clock_offset()):
        outbox.queue_many((WelcomeNotice(person), (name, person.pk)) for person in people)
