"""Templates: found by the cached loader, free of inline script and style, changing nothing by a link."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template import engines
from django.template.loaders.cached import Loader as CachedLoader

from tests.architecture.code import name, template_files

PAGES = [path for path in template_files() if path.suffix in {".html", ".svg"} and "pdf" not in path.parts]
PAGES = [path for path in PAGES if "mail" not in path.parts]
INLINE = {
    "style attribute": re.compile(r"<[a-zA-Z][^>]*\sstyle\s*=", re.S),
    "style element": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.S),
    "event attribute": re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*=", re.S),
    "javascript link": re.compile(r"javascript:"),
    "other host": re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=\"(?:https?:)?//", re.S),
}


@pytest.mark.parametrize("path", PAGES, ids=map(name, PAGES))
def test_nothing_inline(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert not [what for what, pattern in INLINE.items() if pattern.search(text)]


@pytest.mark.parametrize("what", INLINE)
def test_the_check_sees_each_fault(what):
    faults = {
        "style attribute": '<p class="a"\n style="color: red">',
        "style element": "<style>p {}</style>",
        "inline script": "<script>alert(1)</script>",
        "event attribute": '<button onclick="go()">',
        "javascript link": '<a href="javascript:go()">',
        "other host": '<script src="https://example.org/x.js"></script>',
    }
    assert INLINE[what].search(faults[what])
    assert not INLINE["inline script"].search('<script src="/static/x.js" defer></script>')


def test_the_loaders_are_left_to_django_so_that_templates_are_cached():
    assert "loaders" not in settings.TEMPLATES[0]["OPTIONS"]
    assert isinstance(engines["django"].engine.template_loaders[0], CachedLoader)


@pytest.mark.parametrize("path", PAGES, ids=map(name, PAGES))
def test_every_posting_form_carries_its_token(path):
    text = path.read_text(encoding="utf-8")
    forms = re.findall(r"<form\b[^>]*method=\"post\"[^>]*>(.*?)</form>", text, flags=re.S | re.I)
    assert all("csrf_token" in form for form in forms)
