"""The gate: every hostile file is refused with its reason or comes out clean; honest files come out whole."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from inmp_portal.lib.files import inspection
from inmp_portal.lib.files.inspection import accept
from inmp_portal.lib.files.refusals import REASONS, Rejected
from tests.corpus import pictures
from tests.corpus.files import CLEAN, FILES, IMAGES, PDF, Hostile
from tests.corpus.pdfs import link, pdf

LIMITS = {"max_bytes": 10_000_000, "max_pages": 60}


def outcome(hostile: Hostile) -> tuple[str, inspection.Accepted | None]:
    try:
        return CLEAN, accept(hostile.make(), hostile.name, accepted=hostile.accepted, **LIMITS)
    except Rejected as rejected:
        return rejected.code, None


@pytest.mark.parametrize("hostile", FILES, ids=[hostile.label for hostile in FILES])
def test_hostile_file(hostile):
    code, taken = outcome(hostile)
    assert code == hostile.expected
    if taken is not None:
        assert hostile.forbidden == b"" or hostile.forbidden not in _everything(taken)
        assert not set(taken.name) & set('/\\\u202e\u200b<>:"|?*') and len(taken.name) <= 124 and taken.name.strip(".")
        assert taken.name.count(".") == 1


def _everything(taken: inspection.Accepted) -> bytes:
    """The file with its streams inflated."""
    if not taken.pages:
        return taken.data
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(taken.data)) as opened:
        opened.save(output, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return taken.data + output.getvalue()


def test_there_are_at_least_forty_of_them():
    assert len(FILES) >= 40 and len({hostile.label for hostile in FILES}) == len(FILES)
    assert {hostile.expected for hostile in FILES} >= set(REASONS) - {"antivirus_down", "too_complex"}


def test_an_honest_pdf_keeps_its_pages_text_and_links():
    from pikepdf import Name, String

    data = pdf(link(S=Name.URI, URI=String("https://www.chu-rouen.fr/")), pages=60)
    taken = accept(data, "Lettre de soutien – CHU.pdf", accepted=PDF, **LIMITS)
    assert (taken.name, taken.content_type, taken.pages) == ("Lettre de soutien – CHU.pdf", "application/pdf", 60)
    with pikepdf.open(io.BytesIO(taken.data)) as opened:
        assert b"(texte)" in opened.pages[0].Contents.read_bytes()
        assert str(opened.pages[0].Annots[0].A.URI) == "https://www.chu-rouen.fr/"


def test_cleaning_twice_changes_nothing():
    once = accept(pdf(pages=3), "a.pdf", accepted=PDF, **LIMITS)
    again = accept(once.data, "a.pdf", accepted=PDF, **LIMITS)
    assert again.data == once.data


def test_a_blank_tail_and_a_byte_order_mark_are_forgiven():
    taken = accept(b"\xef\xbb\xbf" + pdf() + b"\r\n\x00\x00", "a.pdf", accepted=PDF, **LIMITS)
    assert taken.data.startswith(b"%PDF-") and taken.data.rstrip().endswith(b"%%EOF")


def test_a_picture_is_upright_and_has_no_metadata():
    taken = accept(pictures.with_position(), "IMG_0001.JPEG", accepted=IMAGES, **LIMITS)
    shown = Image.open(io.BytesIO(taken.data))
    assert (shown.size, taken.name, taken.pages) == ((30, 40), "IMG_0001.jpg", None)
    assert not shown.getexif() and "exif" not in shown.info


def test_transparency_is_kept():
    output = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 0)).save(output, "PNG")
    taken = accept(output.getvalue(), "a.png", accepted=IMAGES, **LIMITS)
    assert Image.open(io.BytesIO(taken.data)).convert("RGBA").getpixel((0, 0)) == (1, 2, 3, 0)


def test_the_limit_is_said_in_the_refusal():
    with pytest.raises(Rejected) as refusal:
        accept(pdf(pages=61), "a.pdf", accepted=PDF, **LIMITS)
    assert refusal.value.reason.startswith("Ce PDF compte 61\u00a0pages, pour 60\u00a0pages au plus ici")
    with pytest.raises(Rejected) as refusal:
        accept(bytes(12_340_000), "a.pdf", accepted=PDF, **LIMITS)
    assert refusal.value.reason == "Ce fichier pèse 12,3\u00a0Mo\u00a0: la limite est de 10\u00a0Mo."


def test_a_child_that_does_not_answer_refuses_the_file(monkeypatch):
    monkeypatch.setattr(inspection, "SECONDS", 0.01)
    with pytest.raises(Rejected) as refusal:
        accept(pdf(), "a.pdf", accepted=PDF, **LIMITS)
    assert refusal.value.code == "too_complex"


def test_without_the_search_active_content_would_come_in(monkeypatch):
    """The negative control: it is the search that keeps it out, nothing else."""
    from inmp_portal.lib.confined import process

    blind = (
        "import sys; sys.path.append(sys.argv.pop(1))\n"
        "from inmp_portal.lib.files.examiner import active; active.search = lambda opened: None\n"
        "from {module} import main; main()"
    )
    monkeypatch.setattr(process, "_START", blind)
    [script] = [hostile for hostile in FILES if hostile.label == "script by name"]
    code, taken = outcome(script)
    assert code == CLEAN and b"app.alert" in _everything(taken)
