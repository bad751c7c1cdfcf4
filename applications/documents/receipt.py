"""The receipt: what the coordination attests, word for word, and the facts it is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from applications.documents.source import Source, source_of_deposit
from applications.documents.styles import assets
from applications.methods.deposits.instants import written_duration, written_utc
from applications.models import Deposit
from applications.sections.context import Context
from applications.sections.reading import worded


def receipt_document(deposit: Deposit, at: datetime) -> tuple[str, Mapping[str, bytes]]:
    """The HTML of the receipt and its assets."""
    return render_to_string("applications/pdf/receipt.html", receipt_context(deposit, at)), assets()


def receipt_context(deposit: Deposit, at: datetime) -> dict[str, Any]:
    """The placeholders of the model, under the names that it uses."""
    source = source_of_deposit(deposit)
    return {
        "source": source, "produced_at": at, "complement": _complement(deposit), "edition": source.edition, "numero_depot": deposit.number,
        "version_depot": deposit.version, "empreinte_contenu": deposit.fingerprint, "cloture": deposit.closes_at,
        "avance": _ahead(deposit), "elements_attendus": "\u202f; ".join(expected_elements(source)),
        "date_limite_visas": source.visas_due_at, "adresse_contact": deposit.snapshot["call"]["contact_email"],
        "lien_verification": verification_link(deposit), **people_and_project(source),
        "depose_le": deposit.deposited_at, "depose_le_utc": written_utc(deposit.deposited_at),
    }  # fmt: skip


def people_and_project(source: Source) -> dict[str, str]:
    """Who and what, as the deposited answers say."""
    context = Context(source.definition, source.answers)

    def said(name: str) -> str:
        field = source.definition.by_id.get(name)
        return worded(field, source.answers.get(name), context) if field else ""

    return {
        "titre": said("titre"), "acronyme": said("acronyme"), "axe_principal": said("axe_principal"),
        "porteur": " ".join(filter(None, (said("titre_usage"), said("prenom"), said("nom")))),
        "etablissement_porteur": said("etablissement"),
    }  # fmt: skip


def expected_elements(source: Source) -> list[str]:
    """What is still awaited after the deposit: the visas of the lead's establishment that no file carries."""
    return [visa.label[:1].lower() + visa.label[1:] for visa in source.visas if not visa.is_joined]


def verification_link(deposit: Deposit) -> str:
    """The public page, with the number filled in."""
    return f"{settings.SITE_URL}{reverse('applications:verify')}?numero={deposit.number}"


def _complement(deposit: Deposit) -> dict[str, datetime] | None:
    """When a version that answers a request was asked for, and until when; None for a deposit before the close."""
    told = deposit.snapshot.get("complement")
    return told and {name: datetime.fromisoformat(told[name]) for name in ("asked_at", "due_at")}


def _ahead(deposit: Deposit) -> str:
    """How long before the close; empty within the technical tolerance."""
    ahead = deposit.closes_at - deposit.deposited_at
    return written_duration(ahead) if ahead.total_seconds() >= 0 else ""
