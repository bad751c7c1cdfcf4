"""The mails of the deposit: the receipt (M13) and the reopening (M14)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from applications.documents.receipt import expected_elements, people_and_project, verification_link
from applications.documents.source import source_of_deposit
from applications.methods.deposits.instants import written_utc
from applications.models import Application, Deposit, Document
from applications.notices.team import co_leads
from applications.queries.samples import MANY, some_applications, some_deposits
from applications.states import DocumentKind, DocumentState
from inmp_portal.lib.clock import PARIS
from inmp_portal.outbox.notices import About, Notice
from inmp_portal.outbox.states import Priority

_JOINED = (DocumentKind.COMPLETE, DocumentKind.RECEIPT)


class Receipt(Notice):
    """M13: leaves once its PDFs are ready or given up. The content's fingerprint is there either way, to be compared."""

    kind = "accuse_reception"
    about = About(
        "Dépôt et recevabilité",
        "Accusé de réception",
        "Personne porteuse\u00a0; copie aux co-porteurs",
        "À chaque dépôt, dès que les PDF sont prêts",
    )
    needed = frozenset({"depose_le", "empreinte_contenu", "numero_depot"})
    app = "applications"
    priority = Priority.NORMAL

    def __init__(self, deposit: Deposit) -> None:
        super().__init__(deposit)
        self.deposit = deposit
        ready = Document.objects.filter(deposit=deposit, kind__in=_JOINED, state=DocumentState.READY)
        self.documents = {document.kind: document for document in ready.order_by("id")}

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        return [cls(deposit) for deposit in some_deposits(user, at)]

    def recipients(self) -> list[str]:
        return [self.deposit.application.lead.email]

    def copies(self) -> list[str]:
        """The co-leads of the deposited dossier: those of the team, and those it names as far as their addresses are addresses."""
        return copies_for(self.deposit.application, self.deposit.snapshot["answers"])

    def context(self) -> dict[str, Any]:
        source = source_of_deposit(self.deposit)
        complete = self.documents.get(DocumentKind.COMPLETE)
        return {
            **person_of(self.deposit.application), **people_and_project(source), "numero_depot": self.deposit.number,
            "version_depot": self.deposit.version, "montant": Decimal(self.deposit.snapshot["totals"]["requested"]),
            "depose_le": self.deposit.deposited_at.astimezone(PARIS),
            "depose_le_utc": written_utc(self.deposit.deposited_at),
            "empreinte_contenu": self.deposit.fingerprint, "empreinte_fichier": complete.sha256 if complete else "",
            "lien_verification": verification_link(self.deposit), "cloture": self.deposit.closes_at.astimezone(PARIS),
            "lien_dossier": dossier_link(self.deposit.application),
            "visas_manquants": expected_elements(source), "date_limite_visas": source.visas_due_at.astimezone(PARIS),
        }  # fmt: skip

    def subject_matter(self) -> str:
        return f"votre dépôt {self.deposit.number}"

    def contact(self) -> str:
        return str(self.deposit.snapshot["call"]["contact_email"])

    def attachments(self) -> list[dict[str, Any]]:
        return [
            {
                "name": file_name(self.deposit, kind),
                "content_type": "application/pdf",
                "sha256": self.documents[kind].sha256,
            }
            for kind in _JOINED
            if kind in self.documents
        ]


class Reopened(Notice):
    """M14: the dossier is open again, and the deposited version stays the valid one."""

    kind = "depot_rouvert"
    about = About(
        "Dépôt et recevabilité",
        "Dossier rouvert",
        "Personne porteuse\u00a0; copie aux co-porteurs",
        "À la réouverture d’un dossier déposé",
    )
    needed = frozenset({"cloture", "version_depot"})
    app = "applications"

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self.application = application

    @classmethod
    def samples(cls, user: Any, at: datetime) -> list[Notice]:
        return [cls(application) for application in some_applications(user, at).filter(deposit_count__gt=0)[:MANY]]

    def recipients(self) -> list[str]:
        return [self.application.lead.email]

    def copies(self) -> list[str]:
        return copies_for(self.application, self.application.answers)

    def context(self) -> dict[str, Any]:
        application = self.application
        valid = application.deposits.defer("snapshot").get(version=application.deposit_count)
        return {
            **person_of(application), "acronyme": application.label, "numero_depot": application.number,
            "cloture": application.closing.astimezone(PARIS),
            "rouvert_le": application.reopened_at and application.reopened_at.astimezone(PARIS),
            "depose_le": application.last_deposited_at and application.last_deposited_at.astimezone(PARIS),
            "version_depot": valid.version, "empreinte_contenu": valid.fingerprint, "lien_dossier": dossier_link(application),
        }  # fmt: skip

    def subject_matter(self) -> str:
        return f"votre dossier {self.application.number}"

    def contact(self) -> str:
        return self.application.call.contact_email


def file_name(deposit: Deposit, kind: str) -> str:
    """A name that tells what the file is once it is saved somewhere: « INMP-2025-001_v1_dossier.pdf »."""
    words = {DocumentKind.COMPLETE: "dossier", DocumentKind.REVIEWER: "evaluation", DocumentKind.RECEIPT: "accuse"}
    return f"{deposit.number}_v{deposit.version}_{words[DocumentKind(kind)]}.pdf"


def copies_for(application: Application, answers: dict[str, Any]) -> list[str]:
    """The co-leads of the team and those that the dossier names. Each address once, whatever its case; the lead's own gets the mail itself."""
    lead = application.lead.email.lower()
    every = {address.lower(): address for address in [*co_leads(application), *co_lead_addresses(answers)]}
    return [address for folded, address in every.items() if folded != lead]


def co_lead_addresses(answers: dict[str, Any]) -> list[str]:
    """The addresses written for the co-leads: short, with one @ and no space."""
    rows = answers.get("coporteurs")
    listed = [
        str(row.get("courriel") or "") for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict)
    ]
    return [
        address
        for address in listed
        if address.count("@") == 1 and len(address) <= 254 and not set(address) & set(" ,;<>\r\n")
    ]


def person_of(application: Application) -> dict[str, str]:
    """Whoever leads the dossier, as texts greet them: `prenom` and `nom`."""
    return {"prenom": application.lead.first_name, "nom": application.lead.last_name}


def dossier_link(application: Application) -> str:
    """The whole address of the dossier's own page."""
    return f"{settings.SITE_URL}{reverse('applications:application_detail', args=[application.reference])}"
