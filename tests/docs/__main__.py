"""`python -m tests.docs`: write the generated pages of docs/."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.docs.pages import all_pages  # noqa: E402  (needs the apps)

for path, text in all_pages().items():
    path.parent.mkdir(parents=True, exist_ok=True)
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    path.write_text(text, encoding="utf-8")
    print(f"{'écrit ' if changed else 'à jour'} {path.name}")  # noqa: T201
