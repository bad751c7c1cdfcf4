"""Names: shown to people, never a path, never a lie about the content."""

from __future__ import annotations

import pytest

from inmp_portal.lib.files.naming import printable, safe_name

PDF = "application/pdf"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("CV.pdf", "CV.pdf"),
        ("Lettre d’intention – v2.PDF", "Lettre d’intention – v2.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\jeanne\\CV.pdf", "CV.pdf"),
        ("cv.pdf.exe", "cv-pdf-exe.pdf"),
        ("facture.exe.pdf", "facture-exe.pdf"),
        ("cv\u202efdp.exe", "cvfdp-exe.pdf"),
        ("ligne\r\nX-En-tete: 1.pdf", "ligneX-En-tete 1.pdf"),
        ("CON.pdf", "fichier-CON.pdf"),
        ("", "document.pdf"),
        (".pdf", "document.pdf"),
        (" . .pdf", "document.pdf"),
        ("\u200b\ufeff.pdf", "document.pdf"),
        ("a\u00a0b.pdf", "a b.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ('a"b<c>|?*.pdf', "abc.pdf"),
        ("version 1.2.pdf", "version 1.2.pdf"),
        ("\ud800half.pdf", "half.pdf"),
    ],
)
def test_safe_name(sent, shown):
    assert safe_name(sent, PDF) == shown


@pytest.mark.parametrize("sent", ["é" * 300 + ".pdf", "a" * 300, "漢" * 300])
def test_a_long_name_is_cut(sent):
    shown = safe_name(sent, PDF)
    assert shown.endswith(".pdf") and len(shown) <= 124 and len(shown.encode()) <= 204


def test_the_extension_is_the_one_of_the_content():
    assert safe_name("photo.jpeg", "image/jpeg") == "photo.jpg"
    assert safe_name("photo.jpeg", "image/png") == "photo-jpeg.png"


def test_a_refused_name_can_be_quoted():
    assert printable("../\u202eexe.vc\n") == "exe.vc" and printable("\u200b") == "sans nom"
