"""A PDF comes out: tagged, in French, the same bytes each time, with the bundled fonts and the given assets."""

from __future__ import annotations

import io
import subprocess
import sys

import pikepdf
import pytest
from pypdf import PdfReader

from inmp_portal.lib import checks, pdf
from inmp_portal.lib.pdf import availability, renderer
from tests.lib.pdf.conftest import CSS, document

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><circle r='9' cx='10' cy='10'/></svg>"
TABLE = "<table><tr><th scope='col'>Poste</th></tr><tr><td>12 000 €</td></tr></table>"


@pytest.fixture(scope="module")
def made(warm_renderer):
    html = document(
        "<p>Œuvre à l’hôpital, ≤ 3 µm</p><img src='asset:logo.svg' alt='Cercle'>", TABLE, title="Dossier « PRÉCIS »"
    )
    return warm_renderer.render(html, assets={"print.css": CSS, "logo.svg": SVG})


def test_is_a_tagged_pdf_ua_1_in_french(made):
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        root = opened.Root
        assert root.MarkInfo.Marked and str(root.Lang) == "fr"
        assert root.StructTreeRoot.K
        assert root.ViewerPreferences.DisplayDocTitle
        xmp = root.Metadata.read_bytes()
        assert b"pdfuaid" in xmp and b"part" in xmp
        assert str(opened.docinfo.Title) == "Dossier « PRÉCIS »"
        assert "/CreationDate" not in opened.docinfo
        assert len(root.Outlines.First.keys()) > 1
        kinds = {
            str(item.S)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
        }
    assert {"/H1", "/H2", "/P", "/Figure", "/Table", "/TH", "/TD"} <= kinds


def test_holds_the_text_and_only_the_bundled_fonts(made):
    reader = PdfReader(io.BytesIO(made.pdf))
    text = reader.pages[0].extract_text()
    assert "Œuvre à l’hôpital, ≤ 3 µm" in text and "12 000 €" in text
    fonts = {font["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts and all("Source-Sans-3" in font for font in fonts)


def test_two_processes_make_the_same_bytes(made, warm_renderer):
    html = document(
        "<p>Œuvre à l’hôpital, ≤ 3 µm</p><img src='asset:logo.svg' alt='Cercle'>", TABLE, title="Dossier « PRÉCIS »"
    )
    other = pdf.Renderer()
    try:
        assert other.render(html, assets={"print.css": CSS, "logo.svg": SVG}).pdf == made.pdf
    finally:
        other.stop()


def test_an_asset_is_drawn_and_a_missing_one_is_counted(warm_renderer):
    html = document("<img src='asset:logo.svg' alt='Cercle'>")
    with_it = warm_renderer.render(html, assets={"logo.svg": SVG})
    without = warm_renderer.render(html, assets={})
    assert with_it.refused == () and without.refused == ("asset:logo.svg",)
    assert with_it.pdf != without.pdf


def test_an_asset_may_be_a_file(warm_renderer, tmp_path):
    (tmp_path / "logo.svg").write_bytes(SVG)
    html = document("<img src='asset:logo.svg' alt='Cercle'>")
    assert warm_renderer.render(html, assets={"logo.svg": tmp_path / "logo.svg"}).refused == ()


def test_an_unknown_variant_is_a_mistake_of_the_caller(warm_renderer):
    with pytest.raises(ValueError, match="unknown variant"):
        warm_renderer.render(document(), assets={}, variant="pdf/a-3b")


def test_the_caller_never_loads_weasyprint():
    code = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "inmp_portal.settings"
from inmp_portal.lib import pdf
assert pdf.render("<html lang=fr><title>x</title><p>x", assets={}).startswith(b"%PDF")
print(*{"weasyprint", "fontTools", "pydyf"} & set(sys.modules))
"""
    ran = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_without_pango_it_says_so_and_fails_nothing_else(monkeypatch):
    monkeypatch.setattr(availability, "_known", [])
    monkeypatch.setattr(availability, "_PROBE", "raise SystemExit(1)")
    assert not pdf.available()
    assert [warning.id for warning in checks.pango_is_there(None)] == ["lib.W001"]


def test_without_pango_rendering_raises_unavailable(monkeypatch):
    crippled = (
        "import sys, cffi; sys.path.append(sys.argv.pop(1))\n"
        "def missing(self, name, *rest): raise OSError('cannot load library ' + name)\n"
        "cffi.FFI.dlopen = missing\n"
        "from inmp_portal.lib.pdf.child import main; main()"
    )
    monkeypatch.setattr(renderer.process, "_START", crippled)
    with pytest.raises(pdf.PdfUnavailable) as failure:
        pdf.Renderer().render(document(), assets={})
    assert "cannot load library" in failure.value.detail
