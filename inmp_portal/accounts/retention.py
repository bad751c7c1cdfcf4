"""How long accounts, roles and establishments are kept."""

from inmp_portal.lib.retention import Retention, Then

RETENTION = {
    "accounts.Institution": Retention(None, "chargement", Then.KEPT, "référentiel du campus"),
    "accounts.User": Retention(
        36, "dernière connexion ou dernière édition suivie", Then.ANONYMISED, "gestion des comptes"
    ),
    "accounts.SignInCode": Retention(0, "fin de validité du code", Then.DELETED, "connexion ; un jour au plus"),
    "accounts.BreakGlass": Retention(60, "fin de l’accès", Then.DELETED, "preuve des accès exceptionnels"),
    "accounts.Grant": Retention(60, "retrait du rôle", Then.DELETED, "preuve des habilitations"),
}
