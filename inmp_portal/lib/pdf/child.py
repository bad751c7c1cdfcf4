"""The process that lays documents out: started by `renderer`, speaks frames on its pipes, knows nothing else.

It has no database, no socket, no secret in its environment; it sees no file once warm; a document that takes too much
processor or memory takes this process with it, and the renderer starts another.
"""

from __future__ import annotations

import gc
import hashlib
import logging
import os
import sys
import time
import warnings
from collections import OrderedDict
from pathlib import Path
from typing import Any

from inmp_portal.lib.confined import frames, process
from inmp_portal.lib.pdf.bounds import Limits
from inmp_portal.lib.pdf.errors import Unfit
from inmp_portal.lib.pdf.inside import characters, typefaces
from inmp_portal.lib.pdf.sanitising import plain, prepare

_WARMING = "<html lang='fr'><title>·</title><h1>Œuvre</h1><p>À <em>l’</em><b>abri</b><table><tr><th>1<td>2</table>"


class Engine:
    """WeasyPrint, warm: one font configuration, stylesheets parsed once."""

    def __init__(self, guard: process.Guard, fontconfig: Path) -> None:
        os.environ["FONTCONFIG_FILE"] = str(fontconfig)
        import weasyprint  # only here, after the fontconfig file is chosen: it is read at import
        from weasyprint.text.fonts import FontConfiguration

        from inmp_portal.lib.pdf.inside.drawings import draw_words
        from inmp_portal.lib.pdf.inside.fetching import AssetFetcher

        draw_words()
        self.weasyprint, self.fetcher_class = weasyprint, AssetFetcher
        self.guard = guard
        self.characters = characters.of_font(typefaces.regular(fontconfig.parent))
        self.fonts = FontConfiguration()
        self.sheets: OrderedDict[str, Any] = OrderedDict()
        logging.getLogger("weasyprint").handlers = [logging.NullHandler()]
        logging.getLogger("weasyprint").propagate = False
        self.render(_WARMING, {}, "pdf/ua-1", Limits())

    def render(self, html: str, assets: dict[str, bytes], variant: str, limits: Limits) -> tuple[bytes, dict[str, Any]]:
        """One document: its bytes, and what is worth knowing about it."""
        if len(html) > limits.html_bytes:
            raise Unfit("too_large")
        fetcher = self.fetcher_class(assets)
        self.guard.refused.clear()
        parsed = self.weasyprint.HTML(string=html, url_fetcher=fetcher)
        prepare(parsed.etree_element, limits, self.characters.worded)
        options = {
            "stylesheets": [self.sheet(content, fetcher) for name, content in assets.items() if name.endswith(".css")],
            "pdf_variant": variant,
            "pdf_identifier": hashlib.sha256(html.encode()).digest()[:16],  # never a date or a random number
        }
        document = parsed.render(font_config=self.fonts, **options)
        if len(document.pages) > limits.pages:
            raise Unfit("too_many_pages")
        pdf = document.write_pdf(**options)
        return pdf, {"pages": len(document.pages), "refused": [*fetcher.refused, *self.guard.refused]}

    def sheet(self, content: bytes, fetcher: Any) -> Any:
        digest = hashlib.sha256(content).hexdigest()
        if digest not in self.sheets:
            parsed = self.weasyprint.CSS(string=content.decode(), font_config=self.fonts, url_fetcher=fetcher)
            self.sheets[digest] = parsed
            if len(self.sheets) > 16:
                self.sheets.popitem(last=False)
        return self.sheets[digest]


def answer(engine: Engine, header: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Do one request; every failure becomes a header with its reason."""
    started, computed, resident = time.monotonic(), time.process_time(), process.resident_mb()
    process.limit_cpu(header["cpu_seconds"])
    gc.disable()  # a document's objects die together: collecting meanwhile costs a tenth of the time
    try:
        assets = dict(zip(header["assets"], blobs[1:], strict=True))
        pdf, facts = engine.render(
            plain(blobs[0].decode("utf-8", "replace")), assets, header["variant"], Limits(**header["limits"])
        )
    except Unfit as unfit:
        return {"failed": str(unfit)}, []
    except RecursionError:
        return {"failed": "too_deep"}, []
    except MemoryError:
        return {"failed": "memory", "spent": True}, []
    except Exception as problem:  # whatever the document provoked is the document's failure, not the process's
        return {"failed": "invalid", "detail": f"{type(problem).__name__}: {problem}"[:300]}, []
    finally:
        gc.enable()
    spent = {
        "seconds": round(time.monotonic() - started, 4), "cpu_seconds": round(time.process_time() - computed, 4),
        "peak_mb": process.peak_mb(), "resident_mb": resident,
    }  # fmt: skip
    return {**facts, **spent}, [pdf]


def main() -> None:
    """Serve until the other side closes the pipe. Arguments: folder to work in, memory in MB."""
    folder = Path(sys.argv[1])
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # a library that prints must not write into the frames
    warnings.simplefilter("ignore")
    process.limit(memory_mb=int(sys.argv[2]))
    guard = process.Guard(folder)
    try:
        engine = Engine(guard, typefaces.install(folder))
    except OSError as missing:  # Pango's absence is an OSError, raised by WeasyPrint's import
        frames.send(answers, {"unavailable": str(missing)[:300]})
        return
    guard.sealed = True
    gc.collect()
    gc.freeze()
    frames.send(answers, {"ready": True})
    while True:
        try:
            header, blobs = frames.receive(requests)
        except EOFError:
            return
        reply, parts = answer(engine, header, blobs)
        frames.send(answers, reply, parts)
        if reply.get("spent"):
            return
        del blobs, parts
        gc.collect()
