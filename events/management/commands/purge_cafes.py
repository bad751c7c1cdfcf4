"""`manage.py purge_cafes [--dry-run]`: what the cafés no longer need goes; the worker does it every day by itself."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from events.actions.after.forgetting import due, forget
from inmp_portal.lib import clock, instance

_LINES = (
    ("texts", "inscriptions, une semaine après : régime, boisson, besoin d’accès"),
    ("taps", "clés des gestes d’accueil"),
    ("people", "inscriptions rendues anonymes, six mois après"),
    ("questions", "questions effacées, six mois après"),
    ("messages", "messages groupés supprimés, un an après"),
    ("proposals", "attributions proposées supprimées, un an après"),
)


class Command(BaseCommand):
    help = "Efface ce dont les cafés n’ont plus besoin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="dire ce qui serait effacé, sans rien changer")

    def handle(self, *args: Any, **options: Any) -> None:
        with instance.at_its_instant():  # a demonstration stands at its own date
            at = clock.now()
        found = due(at) if options["dry_run"] else forget(at=at)
        self.stdout.write("Serait effacé :" if options["dry_run"] else "Effacé :")
        for name, label in _LINES:
            self.stdout.write(f"{getattr(found, name):6} {label}")
