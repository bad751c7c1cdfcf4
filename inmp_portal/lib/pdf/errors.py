"""What can go wrong with a PDF, in words for the person who waits for it."""

from __future__ import annotations

REASONS = {
    "too_large": "Le document est trop volumineux pour être mis en pages.",
    "too_deep": "Le document imbrique trop d’éléments pour être mis en pages.",
    "too_many_rows": "Le document contient un tableau trop long pour être mis en pages.",
    "too_many_pages": "Le document dépasse le nombre de pages permis.",
    "timeout": "La mise en pages a dépassé le temps permis.",
    "memory": "La mise en pages a dépassé la mémoire permise.",
    "crashed": "La mise en pages s’est interrompue.",
    "invalid": "Le document n’a pas pu être mis en pages.",
}


class PdfError(Exception):
    """No PDF came out."""


class PdfUnavailable(PdfError):
    """This machine cannot make PDFs: the Pango library is missing. Nothing is wrong with the document."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("La production de PDF n’est pas disponible sur cette machine.")
        self.detail = detail


class PdfFailed(PdfError):
    """This document could not be made. `reason` is a key of `REASONS`, `str()` the French sentence."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(REASONS[reason])
        self.reason = reason
        self.detail = detail


class Unfit(Exception):
    """Inside the child: the document is refused before layout; carries a key of `REASONS`."""
