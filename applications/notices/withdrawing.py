"""A dossier withdrawn, a dossier restored: whoever leads it has it in writing, as its reopening (M14), with its co-leads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from applications.models import Application
from applications.notices.deposits import copies_for, dossier_link, person_of
from applications.queries.samples import MANY, some_applications
from applications.states import State
from inmp_portal.lib.clock import PARIS
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice


class OfAWithdrawal(Notice):
    """About one dossier, at the instant at which it is withdrawn or restored."""

    app = "applications"
    obj: Application

    def __init__(self, application: Application, at: datetime) -> None:
        super().__init__(application)
        self.at = at

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        """On any dossier: what the mail says is read from it."""
        return [cls(application, at) for application in some_applications(user, at)[:MANY]]

    def recipients(self) -> list[str]:
        return [self.obj.lead.email]

    def copies(self) -> list[str]:
        return copies_for(self.obj, self.obj.answers)

    def subject_matter(self) -> str:
        return f"votre dossier {self.obj.shown_number}"

    def contact(self) -> str:
        return self.obj.call.contact_email

    def context(self) -> dict[str, Any]:
        application = self.obj
        last = application.deposits.defer("snapshot").filter(version=application.deposit_count).first()
        return {
            **person_of(application), "acronyme": application.label, "reference": application.shown_number,
            "fait_le": self.at.astimezone(PARIS), "lien_dossier": dossier_link(application),
            "version_depot": last.version if last else 0, "empreinte_contenu": last.fingerprint if last else "",
            "depose_le": last.deposited_at.astimezone(PARIS) if last else None,
        }  # fmt: skip


class Withdrawn(OfAWithdrawal):
    """The dossier is out of the call, and nothing of it is erased."""

    kind = "dossier_retire"
    about = About(
        "Dépôt et recevabilité", "Dossier retiré", "Personne porteuse\u00a0; copie aux co-porteurs", "Au retrait"
    )
    needed = frozenset({"fait_le"})

    def context(self) -> dict[str, Any]:
        return {**super().context(), "motif": self.obj.withdrawal_reason}

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        """Restored before it left, it would say something false; the mail of the restoring says what is true."""
        if Application.objects.filter(pk=mail.object_id, state=State.WITHDRAWN).exists():
            return Verdict.yes()
        return Verdict.no("Le dossier n’est plus retiré.")


class Restored(OfAWithdrawal):
    """The dossier is back: what was deposited is valid again, or it is a draft that has yet to be deposited."""

    kind = "dossier_retabli"
    about = About(
        "Dépôt et recevabilité",
        "Dossier rétabli",
        "Personne porteuse\u00a0; copie aux co-porteurs",
        "Au rétablissement",
    )
    needed = frozenset({"fait_le"})

    def context(self) -> dict[str, Any]:
        return {
            **super().context(), "est_rouvert": self.obj.reopened_at is not None,
            "est_ouvert": self.at <= self.obj.deadline, "cloture": self.obj.closing.astimezone(PARIS),
        }  # fmt: skip

    @classmethod
    def still_wanted(cls, mail: Mail) -> Verdict:
        if Application.objects.filter(pk=mail.object_id).exclude(state=State.WITHDRAWN).exists():
            return Verdict.yes()
        return Verdict.no("Le dossier est de nouveau retiré.")
