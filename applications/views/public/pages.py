"""The pages of the public site that only read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from applications.methods.drawing.timeline import timeline
from applications.models import Call, CallDocument
from applications.queries.public import public_dates, public_steps
from applications.views.public.base import PublicPage


class Home(PublicPage):
    """GET /"""

    template_name = "applications/public/home.html"

    def read(self, call: Call) -> dict[str, Any]:
        dates = list(public_dates(call))
        cafes = [date for date in dates if date.is_cafe]
        drawn = timeline(public_steps(dates), self.at)
        return {"timeline": drawn, "axes": call.axes.order_by("number"), "cafes": cafes}


class CallPage(PublicPage):
    """GET /appel/"""

    template_name = "applications/public/call/detail.html"
    title = "L’appel"
    wants_facts = True

    def read(self, call: Call) -> dict[str, Any]:
        return {"documents": documents_of(call)}


class Axes(PublicPage):
    """GET /axes/"""

    template_name = "applications/public/call/axes.html"
    title = "Les axes"

    def read(self, call: Call) -> dict[str, Any]:
        return {"axes": call.axes.order_by("number")}


class Evaluation(PublicPage):
    """GET /evaluation/"""

    template_name = "applications/public/call/evaluation.html"
    title = "Évaluation"


class Documents(PublicPage):
    """GET /documents/ — what exists can be fetched, the rest says « à venir »."""

    template_name = "applications/public/call/documents.html"
    title = "Documents"

    def read(self, call: Call) -> dict[str, Any]:
        return {"documents": documents_of(call)}


class Laureates(PublicPage):
    """GET /laureats/"""

    template_name = "applications/public/call/laureates.html"
    title = "Les lauréats"


class Contact(PublicPage):
    """GET /contact/"""

    template_name = "applications/public/contact.html"
    title = "Contact"


class Legal(PublicPage):
    """GET /mentions-legales/"""

    template_name = "applications/public/legal/notice.html"
    title = "Mentions légales"
    wants_facts = True


class PersonalData(PublicPage):
    """GET /donnees-personnelles/"""

    template_name = "applications/public/legal/personal_data.html"
    title = "Données personnelles"
    wants_facts = True


class Accessibility(PublicPage):
    """GET /accessibilite/"""

    template_name = "applications/public/legal/accessibility.html"
    title = "Accessibilité"
    wants_facts = True

    def read(self, call: Call) -> dict[str, Any]:
        return {"site_url": settings.SITE_URL}


def documents_of(call: Call) -> list[tuple[CallDocument, str]]:
    """Each document with its address, empty while nothing produces it."""
    return [(document, _address(document.url_name)) for document in call.documents.order_by("position")]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""
