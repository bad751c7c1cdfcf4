"""Calendar feeds, opened by the secret of their address; asked again and again, hence answered « unchanged » by their tag."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from events.documents.feed import cafe_feed, desk_feed
from events.models import Cafe, Desk
from events.queries.agenda import appointments
from events.rules.desks import can_follow
from inmp_portal.lib import clock
from inmp_portal.lib.files.store import digest_of


def desk_feed_file(request: HttpRequest, slug: str, code: str, secret: str) -> HttpResponseBase:
    """GET /flux/<café>/<code>/<secret>.ics"""
    desks = Desk.objects.with_call()
    desk = get_object_or_404(desks, cafe__slug=slug, code=code)
    if not can_follow(desk, secret):
        raise Http404
    return _answer(request, desk_feed(desk, appointments(desk.cafe).filter(slot__desk=desk)))


def cafe_feed_file(request: HttpRequest, slug: str, secret: str) -> HttpResponseBase:
    """GET /flux/<café>/<secret>.ics"""
    cafes = Cafe.objects.visible_to(request.user, clock.now()).with_call()
    cafe = get_object_or_404(cafes, slug=slug)
    if not can_follow(cafe, secret):
        raise Http404
    return _answer(request, cafe_feed(cafe, appointments(cafe)))


def _answer(request: HttpRequest, content: bytes) -> HttpResponseBase:
    """The file, or 304 for whoever has it already."""
    tag = quote_etag(digest_of(content)[:32])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    return get_conditional_response(request, etag=tag, response=response) or response
