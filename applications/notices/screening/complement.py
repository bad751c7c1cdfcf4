"""The mails of a complement: what is asked (M15), what was received (M16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from applications.models import Application, Complement
from applications.notices.deposits import copies_for
from applications.notices.links import link
from applications.notices.screening.ruling import GROUP, TEAM, OfAScreening
from applications.states import ComplementState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About
from inmp_portal.outbox.states import Priority


class OfAComplement(OfAScreening):
    """About one request."""

    obj: Complement

    @property
    def application(self) -> Application:
        return self.obj.application


class ComplementAsked(OfAComplement):
    """M15: what is asked, until when; sent again when more time is given, and as a reminder."""

    kind = "demande_complement"
    about = About(GROUP, "Demande de complément", TEAM, "À la demande\u00a0; relances à mi-délai et la veille")
    needed = frozenset({"date_limite_complement"})
    prose = frozenset({"message"})
    priority = Priority.NORMAL

    def copies(self) -> list[str]:
        return copies_for(self.application, self.application.answers)

    def context(self) -> dict[str, Any]:
        return {
            **super().context(), "date_limite_complement": self.obj.due_at.astimezone(PARIS),
            "complements": [{"libelle": item["label"], "precision": item["precision"]} for item in self.obj.items],
            "message": self.obj.message, "lien_complement": link("complement", reference=self.application.reference),
        }  # fmt: skip

    def expires_at(self) -> datetime:
        return self.obj.due_at

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        if Complement.objects.filter(pk=mail.object_id, state=ComplementState.ASKED).exists():
            return Verdict.yes()
        return Verdict.no("Ce complément n’est plus attendu.")


class ComplementReceived(OfAComplement):
    """M16: what came, and the fingerprint of the content as it is now."""

    kind = "complement_recu"
    about = About(GROUP, "Complément reçu", "Personne porteuse", "À l’envoi du complément")
    needed = frozenset({"recu_le", "empreinte_contenu"})

    def __init__(self, complement: Complement, elements: Sequence[str]) -> None:
        super().__init__(complement)
        self.elements = elements

    def context(self) -> dict[str, Any]:
        made = self.obj.deposit
        assert made is not None  # tied to the state by a constraint
        return {
            **super().context(), "recu_le": made.deposited_at.astimezone(PARIS), "elements": self.elements,
            "version_depot": made.version, "empreinte_contenu": made.fingerprint,
            "lien_dossier": link("application_detail", reference=self.application.reference),
        }  # fmt: skip
