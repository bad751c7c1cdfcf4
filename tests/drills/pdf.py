"""Hostile texts for the PDF, as markup and as answers, and a child killed again and again while it works.

Wrong: something was fetched, a failure without its reason, a renderer that does not make the next document. Lost: a
document that a kill took away for good. The negative control gives the same texts to an ordinary fetcher: it must reach
the secret file or the server.

    python -m tests.drills.pdf [kills]
"""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.corpus.texts import TEXTS
from tests.drills.ground import percentile, report
from tests.lib.pdf.canary import SECRET, Canary, canary

LARGEST_ANSWER = 20_000
_FETCHES = "import sys, warnings; warnings.simplefilter('ignore'); import weasyprint; sys.stdout.buffer.write(weasyprint.HTML(string=sys.stdin.read()).write_pdf())"


def answer(text: str) -> str:
    """A person's text in a page, through Django's autoescape."""
    from django.template import engines

    page = "<html lang='fr'><title>{{ text|truncatechars:200 }}</title><h1>Dossier</h1><p>{{ text|linebreaksbr }}</p>"
    return engines["django"].from_string(page).render({"text": text[:LARGEST_ANSWER]})


def markup(text: str) -> str:
    return f"<html lang='fr'><head><title>Dossier</title></head><body><h1>Dossier</h1>{text}</body></html>"


def text_of(data: bytes) -> str:
    from pypdf import PdfReader

    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def is_wrong(renderer: Any, html: str, bird: Canary) -> bool:
    """Render, then see whether anything was reached and whether the next document is made."""
    from inmp_portal.lib.pdf import PdfFailed

    try:
        made = renderer.render(html, assets={}).pdf
        leaked = SECRET in text_of(made) or b"/EmbeddedFile" in made
    except PdfFailed as failure:
        leaked = not str(failure)
    return leaked or bool(bird.seen) or not alive(renderer)


def alive(renderer: Any) -> bool:
    """Is the next document made?"""
    from inmp_portal.lib.pdf import PdfError

    try:
        return "suivant" in text_of(renderer.render(markup("<p>Le document suivant.</p>"), assets={}).pdf)
    except PdfError:
        return False


def killed(renderer: Any, times: int) -> tuple[int, list[float]]:
    """Kill the child at a random moment of each of so many documents: how many were lost, and the times."""
    from inmp_portal.lib.pdf import PdfError

    long, lost, took = markup("<h2>Projet</h2>" + "<p>Le patient normand et la médecine de précision.</p>" * 400), 0, []
    for _ in range(times):
        renderer.warm()
        strike = threading.Timer(random.uniform(0, 0.4), os.kill, [renderer.child.process.pid, signal.SIGKILL])
        strike.start()
        begun = time.perf_counter()
        try:
            renderer.render(long, assets={})
        except PdfError:
            lost += 1
        took.append((time.perf_counter() - begun) * 1000)
        strike.cancel()
    return lost, took


def fetches_without_the_guard(bird: Canary) -> bool:
    """The negative control."""
    aimed = markup(
        "".join(text.aimed(bird.file, bird.net) for text in TEXTS if text.wanted and "attachment" in text.label)
    )
    made = subprocess.run(
        [sys.executable, "-c", _FETCHES], input=aimed.encode(), capture_output=True, timeout=120, check=False
    )
    return bool(bird.seen) or b"/EmbeddedFile" in made.stdout


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from inmp_portal.lib.pdf import Renderer
    from inmp_portal.lib.pdf.bounds import Bounds

    renderer = Renderer(bounds=replace(Bounds(), seconds=40, cpu_seconds=15))
    wrong, took = 0, []
    with tempfile.TemporaryDirectory() as folder, canary(Path(folder)) as bird:
        for text in TEXTS:
            for written in (markup, answer):
                begun = time.perf_counter()
                wrong += is_wrong(renderer, written(text.aimed(bird.file, bird.net)), bird)
                took.append((time.perf_counter() - begun) * 1000)
        lost, times = killed(renderer, kills)
        control = fetches_without_the_guard(bird)
    renderer.stop()
    report(
        drill="pdf", attempts=len(took) + kills, wrong=wrong, lost=lost, duplicates=0,
        p95_ms=round(percentile(took + times, 0.95)), negative_control=control, ok=not wrong and not lost and control,
    )  # fmt: skip


if __name__ == "__main__":
    main()
