"""The only way a document reaches a resource: a name among its assets. Imported by the child alone."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse


class AssetFetcher(URLFetcher):  # a subclass: WeasyPrint 70 breaks with a plain function
    """Answers `asset:<name>`; refuses and records every other address: file, http, ftp, data…"""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)
        self.assets = assets
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        scheme, _, name = url.partition(":")
        content = self.assets.get(unquote(name)) if scheme.lower() == "asset" else None
        if content is None:
            self.refused.append(url[:200])
            raise ValueError(f"refused: {url[:200]}")
        kind = mimetypes.guess_type(name, strict=False)[0] or "application/octet-stream"
        return URLFetcherResponse(url, content, {"Content-Type": kind})
