"""The addresses and the words of the pages of a screening."""

from __future__ import annotations

from django.urls import reverse

LIST = "/pilotage/recevabilite/"


def url(name, dossier, *args):
    return reverse(f"applications:{name}", args=[dossier.reference, *args])


def text(response):
    """The page with ordinary spaces."""
    return response.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
