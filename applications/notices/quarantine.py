"""The mails of a file put in quarantine, and given back. Neither carries the file nor what was found in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse

from applications.models import Attachment
from applications.notices.team import co_leads
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.notices import About, Notice


class _OfAFile(Notice):
    """To the lead; copies to the co-leads and to whoever joined the file."""

    def __init__(self, attachment: Attachment) -> None:
        super().__init__(attachment.application)
        self.attachment, self.application = attachment, attachment.application

    def recipients(self) -> list[str]:
        return [self.application.lead.email]

    def copies(self) -> list[str]:
        every = {address.lower(): address for address in [*co_leads(self.application), self.attachment.added_by.email]}
        return [address for folded, address in every.items() if folded != self.application.lead.email.lower()]

    def context(self) -> dict[str, Any]:
        apart = self.attachment.quarantined_at
        return {
            "prenom": self.application.lead.first_name, "nom": self.application.lead.last_name,
            "numero_depot": self.application.number, "fichier": self.attachment.name,
            "motif": self.attachment.quarantine_reason, "mis_a_l_ecart_le": apart and apart.astimezone(PARIS),
            "dans_la_copie": self.attachment.removed_at is None,
            "lien_dossier": f"{settings.SITE_URL}{reverse('applications:application_detail', args=[self.application.reference])}",
        }  # fmt: skip

    def subject_matter(self) -> str:
        return f"votre dossier {self.application.number}"

    def contact(self) -> str:
        return self.application.call.contact_email


class PutApart(_OfAFile):
    """A file of the dossier is out of everybody's reach: why, and what may be done."""

    kind = "fichier_mis_a_l_ecart"
    about = About(
        "Dépôt et recevabilité",
        "Fichier mis à l’écart",
        "Personne porteuse\u00a0; copie aux co-porteurs",
        "À la mise à l’écart",
    )
    prose = frozenset({"motif"})
    app = "applications"


class TakenBack(_OfAFile):
    """The file is read again."""

    kind = "fichier_retabli"
    about = About(
        "Dépôt et recevabilité",
        "Fichier rétabli",
        "Personne porteuse\u00a0; copie aux co-porteurs",
        "Au rétablissement du fichier",
    )
    app = "applications"
