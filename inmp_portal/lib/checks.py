"""What `check` says about this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from inmp_portal.lib import pdf


@register()
def pango_is_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without Pango the portal starts, and PDFs are marked unavailable."""
    if pdf.available():
        return []
    return [
        Warning(
            "Pango est introuvable : les PDF ne peuvent pas être produits.",
            hint="Debian : apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. macOS : brew install pango.",
            id="lib.W001",
        )
    ]


@register()
def files_lie_outside_the_web_root(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A file that was joined to a dossier must never be served as a static file."""
    root = Path(settings.FILES_ROOT).resolve()
    served = [Path(settings.STATIC_ROOT), *map(Path, settings.STATICFILES_DIRS)]
    if not any(root.is_relative_to(folder.resolve()) for folder in served):
        return []
    return [
        Error(
            "FILES_ROOT se trouve dans un dossier servi au public.", hint="Choisissez un autre dossier.", id="lib.E001"
        )
    ]
