"""The leads of the fictitious dossiers, to try the portal as."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from inmp_portal.accounts.personas import Persona, register

DEMO = Path(__file__).parent / "content" / "inmp-2025" / "demo.json"


@register
@cache
def leads() -> tuple[Persona, ...]:
    """One persona a dossier of the demonstration; the drafts first, since there is something to do with them."""
    dossiers = json.loads(DEMO.read_text(encoding="utf-8"))["dossiers"]
    return tuple(_lead(dossier) for dossier in dossiers)


def _lead(dossier: dict[str, Any]) -> Persona:
    person = dossier["porteur"]
    title = f"{person['titre']}\u00a0" if person["titre"] else ""
    return Persona(
        key=dossier["acronyme"].lower(),
        email=person["courriel"],
        first_name=person["prenom"],
        last_name=person["nom"],
        title=f"{title}{person['prenom']} {person['nom']}, {dossier['acronyme']}",
        summary=dossier["titre"],
        institution=person["etablissement"],
        unit=person["service"],
        order=40 if dossier["etat_demo"] == "brouillon" else 50,
    )
