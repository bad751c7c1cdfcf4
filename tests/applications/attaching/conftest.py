"""A lead with a draft, files to send, and a deposit that holds one."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applications.actions.attaching import attach
from applications.actions.deposits.content import _file
from applications.models import Application, Attachment, Deposit, FrozenForm
from applications.states import State
from tests.corpus.pdfs import pdf, stream


def sent(data: bytes | None = None, name: str = "CV.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if data is None else data, "application/pdf")


def heavy(size: int, mark: int = 0) -> bytes:
    """A valid PDF of about this size that does not compress; another for each mark."""
    import random

    return pdf(stream(random.Random(mark).randbytes(size)), compress_streams=False)


@pytest.fixture
def draft(application_in, lead) -> Application:
    return application_in(State.DRAFT, lead=lead)


@pytest.fixture
def joined(draft, lead, at) -> Callable[..., Attachment]:
    """`joined(field, data)` joins a file by the real action."""

    def join(field: str = "cv_porteur", data: bytes | None = None, name: str = "CV.pdf", **words: str) -> Attachment:
        return attach(application=draft, by=lead, at=at, field=field, uploaded=sent(data, name), **words)

    return join


@pytest.fixture
def deposit_with(at) -> Callable[..., Deposit]:
    """A deposited version of the dossier that holds these files."""

    def build(application: Application, *files: Attachment) -> Deposit:
        fields = {
            "state": State.DEPOSITED,
            "number": "INMP-2025-001",
            "deposit_count": 1,
            "first_deposited_at": at,
            "last_deposited_at": at,
        }
        Application.objects.filter(pk=application.pk).update(**fields)
        return Deposit.objects.create(
            application=application, version=1, number="INMP-2025-001", token=uuid.uuid4(), frozen_form=_no_form(), fingerprint="0" * 64,
            snapshot={"answers": application.answers, "files": [_file(item) for item in files]}, deposited_at=at, deposited_by=application.lead,
            closes_at=application.call.closes_at,
        )  # fmt: skip

    return build


def _no_form() -> FrozenForm:
    return FrozenForm.objects.get_or_create(sha256="0" * 64, defaults={"form": {}})[0]


def add_url(application: Application) -> str:
    return reverse("applications:attachment_add", args=[application.reference])


def file_url(attachment: Attachment, name: str = "download") -> str:
    return reverse(f"applications:attachment_{name}", args=[attachment.application.reference, attachment.key])


def post_file(
    client: Client,
    application: Application,
    data: bytes | None = None,
    field: str = "cv_porteur",
    name: str = "CV.pdf",
    **more: str,
):
    upload = io.BytesIO(pdf() if data is None else data)
    upload.name = name
    return client.post(
        add_url(application),
        {"field": field, f"fichier-{field}": upload, **more},
        headers={"accept": "application/json"},
    )


def said(response) -> str:
    return json.loads(response.content)["message"]
