"""PDFs: HTML in, tagged PDF/UA-1 out, made by a child process that can neither read files nor reach the network.

    pdf.render(html, assets={"print.css": css, "logo.svg": svg}) -> bytes

Assets are all that the document can see. Those named `*.css` are applied in the order given (do not link them: they
are parsed once for all documents); the others are addressed as `asset:<name>`, e.g. `<img src="asset:logo.svg">`.
The font is "Source Sans 3" (400, 600, 700 and italic), the only one there is. PDF/UA asks the HTML for `<html lang>`,
`<title>`, an `alt` on each figure, no skipped heading, `<th scope>`.
"""

from inmp_portal.lib.pdf.availability import available
from inmp_portal.lib.pdf.errors import PdfError, PdfFailed, PdfUnavailable
from inmp_portal.lib.pdf.renderer import Rendered, Renderer, render, warm

__all__ = ["PdfError", "PdfFailed", "PdfUnavailable", "Rendered", "Renderer", "available", "render", "warm"]
