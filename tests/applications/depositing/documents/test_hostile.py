"""Texts that mean harm, typed into every long answer: the deposit passes, the PDF shows them as text, nothing is fetched."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from applications.documents.building import document_for
from applications.states import DocumentKind
from inmp_portal.lib.pdf.renderer import shared
from tests.factories.deposits import deposited_once

pytestmark = pytest.mark.django_db
LONG = ("contexte", "methode", "impact", "references")
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "style": "<style>@import url(http://192.0.2.1/x.css);*{display:none}</style>",
    "image": "<img src='file:///etc/passwd'><img src='http://192.0.2.1/x.png'>",
    "object": "<object data='file:///etc/passwd'></object><embed src='http://192.0.2.1/x'>",
    "link": "<link rel=attachment href='file:///etc/passwd'><link rel=stylesheet href='http://192.0.2.1/x'>",
    "svg": "<svg><image href='file:///etc/passwd'/><use href='http://192.0.2.1/x#y'/></svg>",
    "base": "<base href='http://192.0.2.1/'><meta http-equiv=refresh content='0;url=http://192.0.2.1'>",
    "closing": "</p></div></section></body></html><h1>Autre document",
    "comment": "<!-- -->--><![CDATA[ ]]>",
    "template": "{{ application.lead.email }}{% include 'base.html' %}{% load x %}",
    "entities": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp;",
    "word": "x" * 2_400,
    "marks": "Z" + "\u0301" * 400,
    "bidi": "\u202e\u2066fdp.exe\u2069\u202c",
    "controls": "a\x0bb\x0cc\u200bd\ufeffe",
    "emoji": "👩🏽‍⚕️" * 60,
    "arabic": "مرحبا بالعالم " * 20,
    "css": "};body{background:url(file:///etc/passwd)}/*",
    "formula": "=HYPERLINK('http://192.0.2.1')\n+1+1\n@SUM(A1)",
    "lines": "-\n•\n\n\n - \n" * 60,
    "tags": "<b>" * 300,
    "sentence": "« Guillemets », œ, ≤ 5 µg·L⁻¹, α-synucléine, 10 €",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_only_text(call, lead, at, name):
    filler = " Texte ordinaire qui complète la réponse pour atteindre la longueur demandée." * 16
    answers = dict.fromkeys(LONG, (HOSTILE[name] + filler)[:2300])
    made = deposited_once(
        call=call,
        lead=lead,
        **{**answers, "impact": answers["impact"][:1_500], "references": answers["references"][:2_000]},
    )
    html, assets = document_for(made, DocumentKind.COMPLETE, at)
    rendered = shared().render(html, assets=assets)
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(rendered.pdf)).pages)
    assert rendered.refused == ()  # not even asked for: it never was markup
    assert "root:x:0" not in words
    assert b"/EmbeddedFile" not in rendered.pdf and b"/URI (http://192" not in rendered.pdf
    assert "À fournir au plus tard" in words  # the document goes on to its end
    if name in ("script", "template", "css"):
        assert HOSTILE[name].split("\n")[0][:12] in words
