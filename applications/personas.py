"""The leads of the fictitious dossiers, to try the portal as."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from inmp_portal.accounts.personas import Persona, register

_WRITTEN_BY_TWO = "SEPSIPROFIL"  # its co-lead can be tried as well
DEMO = Path(__file__).parent / "content" / "inmp-2025" / "demo.json"


@register
@cache
def leads() -> tuple[Persona, ...]:
    """One persona a dossier of the demonstration; the drafts first, since there is something to do with them."""
    dossiers = json.loads(DEMO.read_text(encoding="utf-8"))["dossiers"]
    return (
        *map(_lead, dossiers),
        *(_co_lead(dossier) for dossier in dossiers if dossier["acronyme"] == _WRITTEN_BY_TWO),
    )


def _co_lead(dossier: dict[str, Any]) -> Persona:
    person = dossier["coporteurs"][0]
    return Persona(
        key=f"{dossier['acronyme'].lower()}-co",
        email=person["courriel"],
        first_name=person["prenom"],
        last_name=person["nom"],
        title=f"{person['prenom']} {person['nom']}, co-porteuse de {dossier['acronyme']}",
        summary="Écrit le dossier avec la personne qui le porte\u00a0; ne le dépose pas.",
        institution=person["etablissement"],
        unit="",
        order=60,
    )


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
