"""One renderer for the PDF tests, and a document of the size of a dossier."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inmp_portal.lib.pdf import Renderer, available, renderer


def pytest_collection_modifyitems(items):
    if not available():
        for item in items:
            if "/lib/pdf/" in str(item.path):
                item.add_marker(
                    pytest.mark.skip(reason="Pango is missing: apt-get install libpango-1.0-0 libpangoft2-1.0-0")
                )


@pytest.fixture(scope="session")
def warm_renderer() -> Iterator[Renderer]:
    """A renderer whose child is already there."""
    renderer.shared().warm()
    yield renderer.shared()
    renderer.shared().stop()


CSS = b"@page { size: A4; margin: 2cm; @bottom-right { content: counter(page) } } body { font-family: 'Source Sans 3' }"


def document(*sections: str, title: str = "Dossier", head: str = "") -> str:
    body = "".join(f"<h2>Section</h2>{section}" for section in sections)
    return f"<html lang='fr'><head><title>{title}</title>{head}</head><body><h1>Dossier</h1>{body}</body></html>"
