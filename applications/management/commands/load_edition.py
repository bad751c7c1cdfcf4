"""`manage.py load_edition [SLUG]`: load an edition's call, form, calendar, documents and FAQ."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications.actions.loading import load_edition
from applications.content import read_edition
from inmp_portal.lib import clock


class Command(BaseCommand):
    help = "Charge une édition de l’appel depuis son contenu ; sans effet sur ce qui existe déjà."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", default="inmp-2025")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            edition = read_edition(options["slug"])
        except FileNotFoundError as missing:
            raise CommandError(f"Aucune édition « {options['slug']} » : {missing.filename} manque.") from missing
        call = load_edition(edition=edition, by=None, at=clock.now())
        self.stdout.write(f"Édition chargée : {call.title}.")
