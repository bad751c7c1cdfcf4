"""The cafés, announced: when, where, what for, and how to sign up."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from applications.models import Call
from applications.queries.facts import public_facts
from events.models import Cafe
from events.queries.offering import Offer, offers_of
from events.views.public.base import CafePublicPage


class CafeList(CafePublicPage):
    """GET /cafes/"""

    template_name = "events/public/cafes.html"
    title = "Les cafés"
    wants_parameters = True

    def read(self, call: Call) -> dict[str, Any]:
        offers = offers_of(call, self.request.user, self.at)
        return {
            "offers": offers,
            "ahead": next((offer for offer in offers if offer.is_ahead), None),
            "facts": public_facts(call),
        }


class CafePage(CafePublicPage):
    """GET /cafes/<slug>/"""

    template_name = "events/public/cafe.html"

    def read(self, call: Call) -> dict[str, Any]:
        cafe = Cafe.objects.visible_to(self.request.user, self.at).filter(call=call, slug=self.kwargs["slug"]).first()
        if cafe is None:
            raise Http404
        cafe.call = call
        self.title = cafe.title
        return {"cafe": cafe, "offer": Offer.of(cafe, self.request.user, self.at)}
