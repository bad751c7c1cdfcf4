"""`manage.py grant_role ADDRESS ROLE`: the first director of a new instance, from the console."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inmp_portal.accounts.actions.roles import grant_role
from inmp_portal.accounts.models import Role, User
from inmp_portal.lib import clock


class Command(BaseCommand):
    help = "Accorde un rôle à une personne qui s’est déjà connectée une fois."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.known_by(options["email"])
        if person is None:
            raise CommandError(f"Personne ne s’est encore connecté avec l’adresse {options['email']}.")
        grant_role(person=person, role=options["role"], by=None, at=clock.now())
        self.stdout.write(f"{person}\u00a0: rôle « {Role(options['role']).label} » accordé.")
