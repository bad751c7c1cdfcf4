"""`./portal manage verify_journal`: is the journal as it was written?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from inmp_portal.journal.queries import verify


class Command(BaseCommand):
    help = "Vérifie la chaîne des sceaux du journal ; dit la première entrée qui ne correspond pas."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify()
        if found.fault:
            where = f"sceau {found.fault.seal}" if found.fault.seal else "entrées non scellées"
            entry = f", entrée {found.fault.entry}" if found.fault.entry else ""
            raise CommandError(f"Journal altéré ({where}{entry}) : {found.fault.said}.")
        self.stdout.write(
            f"Journal intact : {found.seals} sceaux, {found.sealed} entrées scellées, {found.unsealed} en attente.\n"
            f"Dernier sceau : {found.last_hash or 'aucun'} (à noter hors du portail : il atteste tout ce qui précède)."
        )
