"""`manage.py load_cafes [EDITION]`: the cafés of an edition, their desks, slots and questionnaires."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.models import Call
from events.actions.loading import load_cafes
from events.content import read_cafes
from inmp_portal.lib import clock


class Command(BaseCommand):
    help = "Charge les cafés d’une édition ; sans effet sur ceux qui existent déjà."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", nargs="?", default="inmp-2025")

    def handle(self, *args: Any, **options: Any) -> None:
        call = Call.objects.filter(slug=options["edition"]).first()
        if call is None:
            raise CommandError(f"L’édition « {options['edition']} » n’est pas chargée (manage.py load_edition).")
        try:
            cafes = load_cafes(call=call, content=read_cafes(call.slug), by=None, at=clock.now())
        except FileNotFoundError as missing:
            raise CommandError(f"Aucun café pour « {call.slug} » : {missing.filename} manque.") from missing
        self.stdout.write(f"Cafés chargés : {', '.join(cafe.slug for cafe in cafes)}.")
