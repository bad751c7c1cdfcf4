"""Is Pango on this machine? Asked without loading it here."""

from __future__ import annotations

import subprocess
import sys
import time

_PROBE = """import ctypes
def load(*names):
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            pass
    raise SystemExit(1)
load("libpango-1.0.so.0", "libpango-1.0.dylib"); load("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")"""
_known: list[tuple[bool, float]] = []


def available() -> bool:
    """Can this machine make PDFs? Asked of a short-lived process; yes is kept, no is asked again after a minute."""
    if _known and (_known[0][0] or time.monotonic() - _known[0][1] < 60):
        return _known[0][0]
    probe = subprocess.run([sys.executable, "-I", "-c", _PROBE], capture_output=True, timeout=20, check=False)
    _known[:] = [(probe.returncode == 0, time.monotonic())]
    return _known[0][0]
