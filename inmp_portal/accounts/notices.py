"""The mails about accounts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from inmp_portal.accounts.models import BreakGlass, SignInCode, User
from inmp_portal.lib import clock
from inmp_portal.lib.facts import site_facts
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice
from inmp_portal.outbox.states import Priority


class SignInCodeNotice(Notice):
    """M01: the code. Leaves first, useless after its life, and its text is erased once it has left (`sensitive`)."""

    kind = "compte_code"
    about = About("Compte", "Code de connexion", "Toute personne qui se connecte", "Immédiat, à la demande")
    app = "accounts"
    priority = Priority.CODE
    sensitive = True

    def __init__(self, obj: SignInCode, code: str) -> None:
        super().__init__(obj)
        self.obj: SignInCode = obj
        self.code = code

    def recipients(self) -> list[str]:
        return [self.obj.email]

    def context(self) -> dict[str, Any]:
        return {"code": self.code, "validite_minutes": settings.SIGN_IN_CODE_MINUTES}

    def subject_matter(self) -> str:
        return "votre connexion"

    def expires_at(self) -> datetime | None:
        return self.obj.expires_at

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        codes = SignInCode.objects.usable(clock.now(), settings.SIGN_IN_CODE_ATTEMPTS)
        if codes.filter(pk=mail.object_id).exists():
            return Verdict.yes()
        return Verdict.no("Ce code a déjà servi, a été remplacé ou a expiré.")


class BreakGlassNotice(Notice):
    """To the coordination and the direction, at once: an administrator reads contents, why and until when."""

    kind = "acces_exceptionnel"
    about = About(
        "Compte",
        "Accès exceptionnel ouvert",
        "Coordination et direction du projet",
        "Immédiat, à l’ouverture de l’accès",
    )
    app = "accounts"
    priority = Priority.CODE  # before everything else: it is worth its minutes

    def __init__(self, obj: BreakGlass, witnesses: list[User]) -> None:
        super().__init__(obj)
        self.obj: BreakGlass = obj
        self.witnesses = witnesses

    def recipients(self) -> list[str]:
        return [person.email for person in self.witnesses]

    def context(self) -> dict[str, Any]:
        return {
            "personne": str(self.obj.person),
            "adresse_personne": self.obj.person.email,
            "motif": self.obj.reason,
            "debut": self.obj.opened_at,
            "fin": self.obj.ends_at,
            "lien_acces": settings.SITE_URL + reverse("accounts:glass"),
        }

    def subject_matter(self) -> str:
        return "la sécurité des dossiers"


class WelcomeNotice(Notice):
    """M02: the account is open."""

    kind = "compte_bienvenue"
    about = About("Compte", "Compte créé", "Nouvelle personne inscrite", "Après la première connexion")
    app = "accounts"

    def __init__(self, obj: User) -> None:
        super().__init__(obj)
        self.obj: User = obj
        self._facts = site_facts()

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        """The reader's own: nobody else's account is shown here."""
        return [cls(user)]

    def recipients(self) -> list[str]:
        return [self.obj.email]

    def context(self) -> dict[str, Any]:
        return {
            **self._facts,
            "prenom": self.obj.first_name,
            "nom": self.obj.last_name,
            "lien_espace": settings.SITE_URL + reverse("home:space"),
        }

    def contact(self) -> str:
        return str(self._facts.get("adresse_contact") or super().contact())

    def subject_matter(self) -> str:
        return "votre compte"
