"""The text of files: read apart, told and kept masked, never a reason to refuse; images of scanners are refused aloud."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.actions.attaching import attach
from applications.models import Attachment
from applications.states import TextRead
from inmp_portal.journal.models import Entry
from inmp_portal.lib.files import reading
from inmp_portal.lib.files.inspection import accept
from inmp_portal.lib.files.reading import text_of
from tests.applications.patient_data.conftest import NOTE, printed
from tests.corpus.pdfs import pdf

pytestmark = pytest.mark.django_db


def join(draft, lead, at, data, name="Note.pdf", field="cv_porteur"):
    return attach(application=draft, by=lead, at=at, field=field, uploaded=SimpleUploadedFile(name, data))


def post(client, draft, data, name="Note.pdf"):
    url = reverse("applications:attachment_add", args=[draft.reference])
    sent = {"field": "cv_porteur", "fichier-cv_porteur": SimpleUploadedFile(name, data, "application/pdf")}
    return client.post(url, sent, headers={"accept": "application/json"})


def test_the_text_of_a_pdf_is_read_page_by_page():
    text = text_of(accept(printed("Première page", "Deuxième : œdème"), "a.pdf", accepted=("application/pdf",), max_bytes=10**7, max_pages=9).data)  # fmt: skip
    assert text.is_whole and ["Première page" in text.pages[0], "Deuxième : œdème" in text.pages[1]] == [True, True]


def test_a_pdf_without_text_says_so():
    text = text_of(pdf(lambda document: document.pages[0].__delitem__("/Contents")))
    assert text.is_empty and text.is_whole


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 rien", printed.__doc__.encode()])
def test_what_cannot_be_read_gives_nothing_and_breaks_nothing(data):
    assert text_of(data) == reading.Text((), False)


def test_reading_gives_up_in_time(monkeypatch):
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 40)
    text = text_of(printed("mot " * 60, "fin"))
    assert not text.is_whole and sum(map(len, text.pages)) <= 40


def test_a_file_with_a_patient_s_data_is_joined_and_what_was_found_is_kept_masked(draft, lead, at):
    file = join(draft, lead, at, printed("Rien ici", NOTE))
    assert file.text_read == TextRead.WHOLE
    assert [(one["kind"], one["page"]) for one in file.doubts] == [("stay", 2), ("birth", 2), ("nir", 2)]
    kept = json.dumps([file.doubts, list(Entry.objects.values_list("data", flat=True))], default=str)
    assert not any(secret in kept for secret in ("80012345", "12/03/1960", "49 588"))


def test_it_is_told_where_the_file_is_joined(as_user, draft, lead):
    answer = post(as_user(lead), draft, printed(NOTE)).json()
    assert answer["ok"] and "Page\u00a01, «\u00a0IPP 80••••••\u00a0» ressemble à un numéro de patient" in answer["html"]
    assert "cela n’empêche pas le dépôt" in answer["html"]
    page = as_user(lead).get(reverse("applications:application_check", args=[draft.reference])).content.decode()
    assert "Page\u00a01, «\u00a0IPP 80••••••\u00a0»" in page and "#champ-cv_porteur" in page


def test_a_scanned_pdf_says_that_it_could_not_be_looked_into(as_user, draft, lead):
    html = post(as_user(lead), draft, pdf(lambda document: document.pages[0].__delitem__("/Contents"))).json()["html"]
    assert "son texte n’a pas pu être vérifié" in html


def test_an_ordinary_file_says_nothing(as_user, draft, lead):
    html = post(as_user(lead), draft, printed("Curriculum vitæ : praticien hospitalier depuis 2012.")).json()["html"]
    assert "question-doubt" not in html and "vérifié" not in html


def test_a_caption_and_a_name_are_looked_at_too(draft):
    file = Attachment(name="IPP 80012345.pdf", caption="née le 12/03/1960")
    assert "IPP 80••••••" in file.doubt and "12/••/••••" in file.doubt
    assert "image médicale" in Attachment(name="IRM-dcm.pdf").doubt and not Attachment(name="CV.pdf").doubt


def test_the_image_of_a_scanner_is_refused_and_the_refusal_says_what_to_do(as_user, draft, lead):
    response = post(as_user(lead), draft, b"\x00" * 128 + b"DICM" + b"\x00" * 40, "IRM.pdf")
    assert response.status_code == 409 and "Exportez l’image seule" in response.json()["message"]
    assert not Attachment.objects.filter(application=draft).exists()


def test_a_child_that_dies_takes_nothing_with_it(draft, lead, at, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", -5)
    file = join(draft, lead, at, printed(NOTE))
    assert file.pk and file.text_read == TextRead.PARTLY and file.doubts == []
