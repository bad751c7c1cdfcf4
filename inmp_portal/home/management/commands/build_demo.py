"""`manage.py build_demo --at DATE [--reset]`: the demonstration of the 2025 edition, as it stood at an instant."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from inmp_portal.home.performances import load_all, play_all
from inmp_portal.lib import clock
from inmp_portal.lib.instance import move_clock

_FIRST_DAY = datetime(2025, 4, 1, 9, 0, tzinfo=clock.PARIS)


class Command(BaseCommand):
    help = (
        "Construit la démonstration de l’édition 2025 par les vraies actions, jusqu’à un instant, et y place l’horloge."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", default="2025-09-02T10:00", help="instant ISO, heure de Paris à défaut de fuseau")
        parser.add_argument("--reset", action="store_true", help="efface toutes les données de l’instance d’abord")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.PERSONAS:
            raise CommandError("Cette instance n’est pas une démonstration (PORTAL_INSTANCE=demonstration).")
        at = self._instant(options["at"])
        if options["reset"]:
            call_command("flush", interactive=False, verbosity=0)
        with clock.frozen(_FIRST_DAY):
            load_all(_FIRST_DAY)
        done = play_all(at)
        move_clock(at)
        self.stdout.write(f"Démonstration au {at:%d/%m/%Y à %H:%M} (heure de Paris) : {done} événements joués.")

    def _instant(self, text: str) -> datetime:
        try:
            at = datetime.fromisoformat(text)
        except ValueError as wrong:
            raise CommandError(f"--at {text} : attendu une date comme 2025-09-02 ou 2025-09-02T10:00.") from wrong
        return at if at.tzinfo else at.replace(tzinfo=clock.PARIS)
