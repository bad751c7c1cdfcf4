"""The only fonts a PDF can use: the bundled ones, through a fontconfig file of our own.

Static cuts, not the site's variable file: WeasyPrint would instantiate it again for each document (0.14 s each,
and bytes that differ from one run to the next).
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

BUNDLED = Path(__file__).parents[1] / "fonts"
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir><config><rescan><int>0</int></rescan></config></fontconfig>
"""


def install(folder: Path) -> Path:
    """Unpack the fonts under `folder` (once) and return the fontconfig file to use."""
    from fontTools.ttLib import woff2  # heavy, and only the child needs it

    fonts = folder / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for source in sorted(BUNDLED.glob("*.woff2")):
        packed = source.read_bytes()
        target = fonts / f"{source.name.partition('.')[0]}-{hashlib.sha256(packed).hexdigest()[:12]}.ttf"
        if not target.exists():
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                unpacked = Path(scratch) / "font.ttf"
                with source.open("rb") as packed_file, unpacked.open("wb") as unpacked_file:
                    woff2.decompress(packed_file, unpacked_file)
                unpacked.replace(target)
    config = folder / "fonts.conf"
    content = _CONFIG.format(fonts=fonts, cache=folder / "cache")
    if not config.exists() or config.read_text() != content:
        scratch_config = folder / f"fonts.conf.{os.getpid()}"
        scratch_config.write_text(content)
        scratch_config.replace(config)
    return config


def regular(folder: Path) -> Path:
    """The unpacked upright face; the others show the same characters."""
    return next(iter(sorted((folder / "fonts").glob("SourceSans3-Regular-*.ttf"))))
