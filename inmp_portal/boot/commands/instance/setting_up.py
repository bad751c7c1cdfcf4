"""`./portal setup [--dev]`: install everything and start nothing; images and machines without network use it."""

from __future__ import annotations

from inmp_portal.boot.installation import pango
from inmp_portal.boot.messages import say


def main(arguments: list[str]) -> int:
    pango.ensure()
    say("Tout est installé. Lancez le portail : ./portal run")
    return 0
