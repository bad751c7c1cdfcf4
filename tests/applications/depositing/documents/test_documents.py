"""The PDFs of a deposit and the mail that waits for them."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from applications import tasks
from applications.actions.deposits.building import claim_documents, keep_built
from applications.documents.building import document_for
from applications.documents.dossier import dossier_document
from applications.documents.source import source_of_draft
from applications.models import Document
from applications.states import DocumentKind, DocumentState
from inmp_portal.journal.models import Entry
from inmp_portal.lib import pdf
from inmp_portal.lib.files import store
from inmp_portal.outbox.models import Mail
from tests.factories.deposits import attach, deposited_once, ready

pytestmark = pytest.mark.django_db
HIDDEN = {
    "telephone": "06 99 88 77 66",
    "courriel": "canari.porteur@exemple.fr",
    "rpps": "10101010101",
    "fin_contrat": "2027-03-31",
    "montant_plancher": 31_313,
    "experts_recuses": [{"rec_nom": "Canari Récusé", "rec_motif": "Différend canari"}],
}
HIDDEN_WORDS = (
    "06 99 88 77 66", "canari.porteur", "10101010101", "31 mars 2027", "31 313", "Canari Récusé", "Différend canari",
    "equipe1.phenolex", "anatole.brevannes@", "Prénom.Canari@",
)  # fmt: skip


@pytest.fixture
def made(call, lead):
    return deposited_once(call=call, lead=lead, **HIDDEN)


def text_of(data: bytes) -> str:
    """The words of a PDF, spaces made ordinary."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return re.sub(r"\s+", " ", " ".join(pages))


def rendered(deposit, kind, at) -> bytes:
    html, assets = document_for(deposit, kind, at)
    return pdf.render(html, assets=assets)


def test_the_documents_are_built_kept_by_their_hash_and_mailed_once(made):
    tasks.build_documents()
    documents = {document.kind: document for document in Document.objects.all()}
    assert {document.state for document in documents.values()} == {DocumentState.READY}
    for document in documents.values():
        assert len(store.read(document.sha256)) == document.size
    mail = Mail.objects.get(kind="accuse_reception")
    assert mail.to == ["helene.morvan@exemple.fr"]
    assert mail.cc == ["anatole.brevannes@univ-rouen.example"]
    assert [file["sha256"] for file in mail.attachments] == [documents["complete"].sha256, documents["receipt"].sha256]
    assert f"du fichier PDF du dossier\u00a0: {documents['complete'].sha256}" in mail.text
    assert Entry.objects.filter(type="application.document_built").count() == 3
    tasks.build_documents()
    assert Mail.objects.filter(kind="accuse_reception").count() == 1


def test_what_reviewers_read_holds_nothing_of_the_coordination(made, at):
    words = text_of(rendered(made, DocumentKind.REVIEWER, at))
    for hidden in HIDDEN_WORDS:
        assert hidden not in words, hidden
    assert "@" not in words
    assert "Quesnelot" in words and "Méthode" in words and "37 500" in words.replace("\u202f", " ")
    assert not re.search(r"courriel|adresse électronique", words, re.IGNORECASE)


def test_the_complete_dossier_holds_all_of_it(made, at):
    words = text_of(rendered(made, DocumentKind.COMPLETE, at))
    for told in HIDDEN_WORDS[:-1]:
        assert told in words, told
    assert made.fingerprint in words.replace(" ", "")
    assert "page 1 sur" in words and "INMP-2025-001, version 1" in words


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_the_words_of_each_document(call, lead, at, snapshot, kind):
    made = deposited_once(call=call, lead=lead)
    words = (
        text_of(rendered(made, kind, at))
        .replace(made.fingerprint, "EMPREINTE")
        .replace(made.fingerprint[:12], "EMPREINTE")
    )
    words = re.sub(r"\b[0-9a-f]{64}\b", "SHA-256", words)
    snapshot(f"pdf/{kind}.txt", words.replace(". ", ".\n") + "\n")


def test_documents_are_tagged_titled_and_bookmarked(made, at):
    reader = PdfReader(io.BytesIO(rendered(made, DocumentKind.COMPLETE, at)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "fr"
    assert reader.metadata.title == "PHENOLEX – INMP-2025-001, version 1"
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    nested = str(reader.outline)
    assert titles and "Budget" in nested and "Résumés" in nested


def test_a_preview_says_on_each_page_that_it_is_a_draft(call, lead, at):
    html, assets = dossier_document(source_of_draft(ready(call=call, lead=lead)), at)
    reader = PdfReader(io.BytesIO(pdf.render(html, assets=assets)))
    assert all("BROUILLON" in page.extract_text() for page in reader.pages)
    assert "non déposé" in reader.pages[3].extract_text()


def test_without_pango_the_mail_leaves_with_the_fingerprint_of_the_content(made, monkeypatch):
    class Missing:
        def render(self, *args, **kwargs):
            raise pdf.PdfUnavailable("libpango")

    monkeypatch.setattr(tasks, "shared", Missing)
    tasks.build_documents()
    assert set(Document.objects.values_list("state", flat=True)) == {DocumentState.FAILED}
    mail = Mail.objects.get(kind="accuse_reception")
    assert mail.attachments == []
    assert f"Empreinte SHA-256 du contenu déposé\u00a0: {made.fingerprint}" in mail.text
    assert "est joint à ce message et reste" not in mail.text


def test_a_document_that_fails_is_tried_again_then_given_up(made, monkeypatch, at, frozen_clock):
    class Broken:
        def render(self, *args, **kwargs):
            raise pdf.PdfFailed("crashed")

    monkeypatch.setattr(tasks, "shared", Broken)
    tasks.build_documents()
    assert set(Document.objects.values_list("state", "attempts")) == {(DocumentState.RETRY, 1)}
    assert not Mail.objects.filter(kind="accuse_reception").exists()
    for _ in range(5):
        Document.objects.update(retry_at=None)
        tasks.build_documents()
    assert set(Document.objects.values_list("state", "attempts")) == {(DocumentState.FAILED, 5)}
    assert Mail.objects.filter(kind="accuse_reception").count() == 1


def test_a_built_document_is_never_built_again(made, at):
    claimed = claim_documents(at=at, limit=3)
    document = Document.objects.get(pk=claimed[0])
    keep_built(document=document, at=at, sha256="a" * 64, size=1, pages=1)
    keep_built(document=document, at=at, sha256="b" * 64, size=2, pages=2)
    assert Document.objects.get(pk=document.pk).sha256 == "a" * 64


def test_the_receipt_leaves_when_the_second_of_two_is_settled(made, at):
    claimed = Document.objects.filter(pk__in=claim_documents(at=at, limit=3)).order_by("id")
    for count, document in enumerate(claimed):
        assert Mail.objects.filter(kind="accuse_reception").exists() == (
            {"complete", "receipt"} <= set(Document.objects.filter(state="ready").values_list("kind", flat=True))
        ), count
        keep_built(document=document, at=at, sha256=f"{count}" * 64, size=1, pages=1)
    assert Mail.objects.filter(kind="accuse_reception").count() == 1


def test_the_files_of_the_dossier_are_listed_with_their_hashes(call, lead, at):
    import uuid

    from applications.actions.depositing import deposit

    application = ready(call=call, lead=lead)
    file = attach(application, "lettres_soutien", "Lettre d’appui.pdf")
    hidden = attach(application, "visa_service", "visa-canari.pdf")
    made = deposit(application=application, by=lead, at=at, token=uuid.uuid4())
    complete, reviewer = (text_of(rendered(made, kind, at)) for kind in ("complete", "reviewer"))
    assert file.sha256 in complete.replace(" ", "") and file.sha256 in reviewer.replace(" ", "")
    assert hidden.sha256 in complete.replace(" ", "") and "visa-canari" not in reviewer
