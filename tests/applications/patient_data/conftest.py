"""PDFs with a text, and a deposited dossier with a file that can be fetched."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse

from applications.models import Application, Attachment
from applications.states import State, TextRead
from inmp_portal.lib.files import store
from inmp_portal.lib.pdf.renderer import render
from tests.corpus.pdfs import pdf

NOTE = "Compte rendu du patient IPP 80012345, né le 12/03/1960. NIR 2 69 05 49 588 157 80."


def printed(*pages: str) -> bytes:
    """A PDF as an office suite makes it: embedded fonts, a text that can be searched."""
    body = "".join(f'<p style="break-after: page">{text}</p>' for text in pages)
    return render(f"<!doctype html><html lang=fr><title>Note</title><body>{body}</body></html>", assets={})


@pytest.fixture
def draft(application_in, lead) -> Application:
    return application_in(State.DRAFT, lead=lead)


@pytest.fixture
def deposited(application_in, lead) -> Application:
    return application_in(State.DEPOSITED, lead=lead)


@pytest.fixture
def held(deposited) -> Attachment:
    """A deposited file with its bytes, that looks like it holds a patient's number."""
    file = deposited.attachments.order_by("pk")[0]
    file.sha256, file.text_read = store.put(pdf()), TextRead.WHOLE
    file.doubts = [{"kind": "stay", "page": 1, "excerpt": "IPP 80••••••"}]
    file.save()
    return file


@pytest.fixture
def address(held) -> Callable[[str], str]:
    """`address("file_quarantine")` of that file."""
    return lambda name: reverse(f"applications:{name}", args=[held.application.reference, held.key])
