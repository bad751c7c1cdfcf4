"""Hostile texts: nothing is fetched, the layout ends, and the child is there for the next document."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.template import engines
from pypdf import PdfReader

from inmp_portal.lib import pdf
from inmp_portal.lib.pdf.bounds import Bounds
from inmp_portal.lib.pdf.errors import REASONS
from inmp_portal.lib.pdf.sanitising import plain, soften
from tests.corpus.texts import TEXTS, Text
from tests.lib.pdf.canary import SECRET, Canary, canary
from tests.lib.pdf.conftest import CSS, document

LARGEST_ANSWER = 20_000  # characters; the form keeps no longer one
ANSWER = engines["django"].from_string(
    "<html lang='fr'><title>{{ title }}</title><body><h1>{{ title }}</h1><p>{{ text|linebreaksbr }}</p>"
    "<table><tr><th scope='col'>Réponse</th></tr><tr><td title=\"{{ text }}\">{{ text }}</td></tr></table></body></html>"
)


@pytest.fixture(scope="module")
def bird(tmp_path_factory) -> Iterator[Canary]:
    with canary(tmp_path_factory.mktemp("secret")) as made:
        yield made


@pytest.fixture(scope="module")
def bounded() -> Iterator[pdf.Renderer]:
    renderer = pdf.Renderer(bounds=replace(Bounds(), seconds=25, cpu_seconds=8))
    renderer.warm()
    yield renderer
    renderer.stop()


def _text_of(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def _alive(renderer: pdf.Renderer) -> bool:
    return "suivant" in _text_of(renderer.render(document("<p>Le document suivant.</p>"), assets={"a.css": CSS}).pdf)


@pytest.mark.parametrize("hostile", TEXTS, ids=[text.label for text in TEXTS])
def test_as_markup(hostile: Text, bird, bounded):
    started = time.monotonic()
    try:
        made = bounded.render(document(hostile.aimed(bird.file, bird.net)), assets={"a.css": CSS})
    except pdf.PdfFailed as failure:
        assert failure.reason in REASONS
    else:
        assert bool(made.refused) == hostile.wanted
        assert SECRET not in _text_of(made.pdf) and b"/EmbeddedFile" not in made.pdf
    assert not bird.seen and time.monotonic() - started < 60
    assert _alive(bounded)


@pytest.mark.parametrize("hostile", TEXTS, ids=[text.label for text in TEXTS])
def test_as_an_answer(hostile: Text, bird, warm_renderer):
    text = hostile.aimed(bird.file, bird.net)[:LARGEST_ANSWER]
    made = warm_renderer.render(ANSWER.render({"title": text[:200], "text": text}), assets={"a.css": CSS})
    assert made.refused == () and made.pages >= 1
    assert not bird.seen
    shown = soften(plain(text))
    if max(shown) < "\u0250":  # beyond, glyphs may be missing, and pypdf then misreads the whole page
        expected = re.sub(r"\W+", "", shown)[:60]
        assert expected and expected in re.sub(r"\W+", "", _text_of(made.pdf))
    assert _alive(warm_renderer)


def test_there_are_twenty_six_of_them():
    assert len({text.label for text in TEXTS}) == 26


def test_an_ordinary_fetcher_would_have_fetched(bird, tmp_path):
    """The negative control: the same texts do reach the file and the server when the fetcher lets them."""
    import subprocess
    import sys

    code = (
        "import sys, warnings; warnings.simplefilter('ignore'); import weasyprint\n"
        "pdf = weasyprint.HTML(string=sys.stdin.read()).write_pdf(); open(sys.argv[1], 'wb').write(pdf)"
    )
    wanted = "".join(
        text.aimed(bird.file, bird.net) for text in TEXTS if text.label in {"images", "attachment of the page"}
    )
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")],
        input=document(wanted),
        text=True,
        check=True,
        capture_output=True,
        timeout=60,
    )
    made = (tmp_path / "a.pdf").read_bytes()
    assert bird.seen and (SECRET in _text_of(made) or b"/EmbeddedFile" in made)
    bird.seen.clear()


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("a" * 200, "a" * 80 + "\u200b" + "a" * 80 + "\u200b" + "a" * 40),
        ("mot " * 50, "mot " * 50),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 8),
        ("1 000\u202f€", "1 000\u202f€"),
        ("\u202e€ 01\u202c", "€ 01"),
        ("a" * 80, "a" * 80),
    ],
)
def test_soften(text, softened):
    assert soften(text) == softened
