"""Static files: collected when one of them changed, told by names, sizes and dates.

`python -m inmp_portal.boot.instance.collecting` does it alone, when an image is built.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from inmp_portal.boot.messages import say


def collect() -> None:
    """Collect unless the last collection was of these very files."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    mark = fingerprint()
    if stamp.exists() and stamp.read_text() == mark and Path(settings.STATIC_ROOT).is_dir():
        return
    say("• Préparation des fichiers statiques…")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(mark)


def fingerprint() -> str:
    """A digest of every static file's name, size and date, and of the storage that will name them."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name} {state.st_size} {state.st_mtime:.0f}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inmp_portal.settings")
    django.setup()
    collect()
