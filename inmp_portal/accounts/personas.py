"""The people of a demonstration, declared by each app and shown on « Essayer le portail en tant que… »."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from inmp_portal.accounts.models import Role


@dataclass(frozen=True)
class Persona:
    """Somebody to try the portal as. `summary` says what this person can see or do, in one sentence."""

    key: str
    email: str
    first_name: str
    last_name: str
    title: str
    summary: str
    institution: str = ""
    unit: str = ""
    profession: str = ""
    roles: tuple[str, ...] = ()
    order: int = 100


Provider = Callable[[], Iterable[Persona]]
_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Add a source of personas; called once by each app when it starts."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def all_personas() -> list[Persona]:
    """Every persona, in the order to meet them."""
    return sorted((persona for provider in _providers for persona in provider()), key=lambda p: (p.order, p.key))


@register
def ground_personas() -> list[Persona]:
    """The people that every demonstration has, whatever its dossiers."""
    return [
        Persona(
            key="nouvelle", email="camille.brunel@chu-rouen.example", first_name="Camille", last_name="Brunel",
            title="Une personne qui n’a encore rien commencé", institution="chu_rouen", unit="Rhumatologie",
            profession="Praticienne hospitalière",
            summary="Ouvre son premier dossier et le dépose.", order=10,
        ),
        Persona(
            key="coordination", email="solene.varengeville@inmp.example", first_name="Solène",
            last_name="Varengeville", title="Coordination de l’INMP", institution="chu_rouen",
            unit="Coordination de l’INMP", profession="Chargée de coordination", roles=(Role.COORDINATOR,),
            summary="Suit les dossiers, les courriels et les relances.", order=20,
        ),
        Persona(
            key="direction", email="aurelien.caudebec@inmp.example", first_name="Aurélien", last_name="Caudebec",
            title="Direction du projet", institution="urn", unit="Direction de l’INMP",
            profession="Directeur du projet", roles=(Role.DIRECTOR,),
            summary="Voit tout ce que voit la coordination, et accorde les rôles.", order=21,
        ),
        Persona(
            key="administration", email="admin.technique@inmp.example", first_name="Margaux", last_name="Bolbec",
            title="Administration technique", institution="chu_rouen", unit="Services numériques",
            profession="Ingénieure", roles=(Role.ADMIN,),
            summary="Gère les comptes et les rôles, sans accès au contenu des dossiers.", order=22,
        ),
    ]  # fmt: skip
