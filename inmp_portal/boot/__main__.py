"""`./portal COMMAND …`: find the command, set up what it needs, hand over."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass

from inmp_portal.boot.installation import environment
from inmp_portal.boot.messages import UNKNOWN_COMMAND, Stop, say, warn


@dataclass(frozen=True)
class Command:
    """A sub-command: the module under `boot.commands` with its `main(arguments) -> exit code`."""

    module: str
    summary: str
    dev: bool = False  # needs the development requirements


COMMANDS = {
    "run": Command(
        "instance.running", "met en place ce qui manque et lance le portail (PORT choisit le port, 8000 sinon)"
    ),
    "test": Command("quality.testing", "toute la suite de tests ; le reste de la ligne va à pytest", dev=True),
    "check": Command(
        "quality.checking", "style, types, contrats d’import, gabarits, migrations, réglages de production", dev=True
    ),
    "fix": Command("quality.fixing", "met en forme le code et les gabarits", dev=True),
    "setup": Command(
        "instance.setting_up",
        "installe sans lancer ; --dev ajoute les outils de développement, --options S3, Sentry et Prometheus",
    ),
    "demo": Command(
        "instance.demonstrating", "--at DATE place la démonstration à cet instant ; --reset la reconstruit"
    ),
    "docs": Command("quality.documenting", "reconstruit les pages générées de docs/", dev=True),
    "bench": Command("quality.benching", "mesure les chiffres de performance", dev=True),
    "drills": Command("quality.drilling", "NOM : exercice de panne ; sans nom, leur liste", dev=True),
    "manage": Command("instance.managing", "commande de Django sur la base de l’instance"),
}


def main(arguments: list[str]) -> int:
    """Run one sub-command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)  # type: ignore[union-attr]
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        say(usage())
        return 0
    name, *rest = arguments
    try:
        command = COMMANDS.get(name)
        if command is None:
            raise Stop(UNKNOWN_COMMAND, code=2, name=name, known=", ".join(COMMANDS))
        dev = command.dev or (name == "setup" and "--dev" in rest)
        environment.ensure(dev=dev, options=name == "setup" and "--options" in rest)
        environment.hand_over(arguments)
        return int(importlib.import_module(f"inmp_portal.boot.commands.{command.module}").main(rest))
    except Stop as stop:
        warn(f"\n{stop}")
        return stop.code
    except KeyboardInterrupt:
        return 130


def usage() -> str:
    lines = [f"  ./portal {name:<8} {command.summary}" for name, command in COMMANDS.items()]
    return "\n".join(["Portail d’appel à projets de l’INMP", "", *lines])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
