"""One-page PDFs for the fictitious dossiers (CV, quotes), drawn without any PDF engine."""

from __future__ import annotations

from io import BytesIO

import pikepdf


def one_page(lines: list[str]) -> bytes:
    """A plain A4 page with a few lines of text; characters outside Windows-1252 are replaced."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = b"".join(b"<" + line.encode("cp1252", "replace").hex().encode() + b"> Tj T*\n" for line in lines)
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 16 TL 60 770 Td\n" + shown + b"ET\n")
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
