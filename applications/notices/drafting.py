"""The mail of an opened draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from applications.models import Application
from applications.queries.samples import MANY, some_applications
from inmp_portal.lib.verdict import Verdict
from inmp_portal.outbox.models import Mail
from inmp_portal.outbox.notices import About, Notice


class DraftSaved(Notice):
    """M03: the draft exists, how to come back to it, and that it is no deposit."""

    kind = "brouillon_enregistre"
    about = About(
        "Préparation du dossier",
        "Brouillon enregistré",
        "Personne porteuse",
        "Premier enregistrement du dossier, une seule fois",
    )
    app = "applications"
    obj: Application

    def recipients(self) -> list[str]:
        return [self.obj.lead.email]

    def context(self) -> dict[str, Any]:
        address = reverse("applications:application_detail", args=[self.obj.reference])
        return {
            "acronyme_ou_titre": self.obj.label,
            "prenom": self.obj.lead.first_name,
            "nom": self.obj.lead.last_name,
            "reference": self.obj.reference,
            "lien_dossier": f"{settings.SITE_URL}{address}",
            "taux_completude": self.obj.completeness,
            "cloture": self.obj.closing,
        }

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        return [cls(application) for application in some_applications(user, at)[:MANY]]

    def subject_matter(self) -> str:
        return f"votre dossier «\u00a0{self.obj.label}\u00a0»"

    @classmethod
    def still_wanted(cls, mail: Mail) -> bool | Verdict:
        """A draft that was deposited or withdrawn in the meantime needs no such mail."""
        application = Application.objects.filter(pk=int(mail.object_id)).first()
        return application is not None and application.deposit_count == 0 and application.withdrawn_at is None
