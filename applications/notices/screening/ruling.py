"""The mails of the screening: what is decided (M17, M18) or undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.models import Application, Ruling
from applications.notices.deposits import copies_for
from applications.notices.links import link
from applications.states import RulingState
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Verdict
from inmp_portal.lib.working_days import add
from inmp_portal.outbox.documents import write
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice

GROUP, TEAM = "Dépôt et recevabilité", "Personne porteuse\u00a0; copie aux co-porteurs"
_NO_APPEAL_TEXT: dict[str, Any] = {"value": ""}  # the edition's, once its lawyers have written it


class OfAScreening(Notice):
    """About a dossier that is screened."""

    app = "applications"

    @property
    def application(self) -> Application:
        raise NotImplementedError

    def recipients(self) -> list[str]:
        return [self.application.lead.email]

    def contact(self) -> str:
        return self.application.call.contact_email

    def subject_matter(self) -> str:
        return f"votre dossier {self.application.number}"

    def context(self) -> dict[str, Any]:
        lead = self.application.lead
        return {
            "prenom": lead.first_name, "nom": lead.last_name, "numero_depot": self.application.number,
            "acronyme": self.application.label,
        }  # fmt: skip


class OfARuling(OfAScreening):
    """About one decision. `at` is when it is taken, or would be, for its preview."""

    obj: Ruling

    def __init__(self, ruling: Ruling, at: datetime) -> None:
        super().__init__(ruling)
        self.at = at

    @property
    def application(self) -> Application:
        return self.obj.screening.application

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """A decision undone before its mail left is not announced."""
        if Ruling.objects.filter(pk=mail.object_id, state=RulingState.CONFIRMED).exists():
            return Verdict.yes()
        return Verdict.no("Cette décision a été annulée.")


class Eligible(OfARuling):
    """M17."""

    kind = "recevable"
    about = About(GROUP, "Dossier recevable", TEAM, "À la décision de recevabilité")

    def copies(self) -> list[str]:
        return copies_for(self.application, self.application.answers)

    def context(self) -> dict[str, Any]:
        return {
            **super().context(), "lien_criteres": link("evaluation"),
            "mois_resultats": self.application.call.results_text,
        }  # fmt: skip


class Ineligible(OfARuling):
    """M18: the motive as it was written, and until when one may answer."""

    kind = "irrecevable"
    about = About(GROUP, "Dossier irrecevable", "Personne porteuse", "À la décision, après double lecture")
    needed = frozenset({"motif_irrecevabilite", "date_limite_reclamation"})
    prose = frozenset({"motif_irrecevabilite"})

    def context(self) -> dict[str, Any]:
        call = self.application.call
        told_on = self.at.astimezone(PARIS).date()
        return {
            **super().context(), "motif_irrecevabilite": self.obj.motive,
            "date_limite_reclamation": add(told_on, call.parameter("delai_reclamation_jours_ouvres")),
            "mention_voies_recours": call.parameters.get("mention_voies_recours", _NO_APPEAL_TEXT)["value"],
        }  # fmt: skip


class RulingReversed(OfARuling):
    """A decision is undone and the screening goes on: a text of the portal's own (decision 0026)."""

    kind = "recevabilite_reprise"
    about = About(GROUP, "Décision de recevabilité annulée", TEAM, "À l’annulation, avec son motif")
    needed = frozenset({"motif"})
    prose = frozenset({"motif"})

    def copies(self) -> list[str]:
        """Those who were told the decision."""
        return copies_for(self.application, self.application.answers) if self.obj.outcome == "eligible" else []

    def context(self) -> dict[str, Any]:
        assert self.obj.confirmed_at is not None  # only a decision that was taken is undone
        return {
            **super().context(), "decision": self.obj.outcome, "decidee_le": self.obj.confirmed_at.astimezone(PARIS),
            "motif": self.obj.end_reason,
        }  # fmt: skip

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        return Verdict.yes()


@dataclass(frozen=True)
class Letter:
    """A decision's mail as it would leave now."""

    to: list[str]
    copies: list[str]
    subject: str
    text: str


def letter_of(ruling: Ruling, at: datetime) -> Letter:
    """Write it without queueing it; the decision need not be kept yet."""
    notice = BY_OUTCOME[ruling.outcome](ruling, at)
    written = write(notice)
    return Letter(notice.recipients(), notice.copies(), written.subject, written.text)


BY_OUTCOME: dict[str, type[OfARuling]] = {"eligible": Eligible, "ineligible": Ineligible}
