"""The doors of the clock: the PDFs that are due, the reminders whose hour has come."""

from __future__ import annotations

import logging
import time

from celery import shared_task

from applications.actions.deposits.building import MOST_ATTEMPTS, claim_documents, keep_built, keep_failure
from applications.actions.messages.summing_up import send_summaries
from applications.actions.reminding import remind_drafts
from applications.actions.screening.reminding import remind_complements
from applications.actions.team.reminding import remind_invitations
from applications.documents.building import document_for
from applications.models import Document
from inmp_portal.lib import clock
from inmp_portal.lib.files import store
from inmp_portal.lib.pdf import PdfFailed, PdfUnavailable
from inmp_portal.lib.pdf.renderer import shared

log = logging.getLogger(__name__)

RUN_FOR = 180  # seconds; the sweeper takes over, before the task's time limit
_WORTH_ANOTHER_TRY = frozenset({"timeout", "memory", "crashed"})  # the machine's failures, not the document's


@shared_task(name="applications.tasks.build_documents")
def build_documents() -> None:
    """Nudged by each deposit, and swept every 15 seconds: build what is due until nothing is."""
    stop_at = time.monotonic() + RUN_FOR
    while time.monotonic() < stop_at and (claimed := claim_documents(at=clock.now())):
        for document in Document.objects.filter(pk__in=claimed).order_by("id"):
            _build(document)


@shared_task(name="applications.tasks.remind")
def remind() -> None:
    """Swept every 15 seconds: reminders whose hour has come."""
    remind_drafts(at=clock.now())
    remind_invitations(at=clock.now())
    remind_complements(at=clock.now())
    send_summaries(at=clock.now())


def _build(document: Document) -> None:
    """One document. Nothing that happens to it stops the others."""
    if document.attempts > MOST_ATTEMPTS:  # its workers died each time
        keep_failure(document=document, at=clock.now(), error="Production interrompue.", is_final=True)
        return
    try:
        html, assets = document_for(document.deposit, document.kind, clock.now())
        made = shared().render(html, assets=assets)
        digest = store.put(made.pdf)
    except PdfUnavailable as missing:
        keep_failure(document=document, at=clock.now(), error=str(missing), is_final=True)
    except PdfFailed as failed:
        is_final = failed.reason not in _WORTH_ANOTHER_TRY
        keep_failure(document=document, at=clock.now(), error=f"{failed} {failed.detail}".strip(), is_final=is_final)
    except Exception as error:
        log.exception("document %s of deposit %s", document.pk, document.deposit_id)
        keep_failure(document=document, at=clock.now(), error=f"{type(error).__name__}: {error}", is_final=False)
    else:
        keep_built(document=document, at=clock.now(), sha256=digest, size=len(made.pdf), pages=made.pages)
