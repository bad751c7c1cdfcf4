"""May this person join this file to this dossier, take it out, read it: now, and if not, why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from applications.models import Application, Attachment
from applications.rules.complementing import is_open_to_change
from applications.rules.coordinating import can_coordinate
from applications.rules.drafting import can_edit
from applications.sections.definition import Definition, Field
from inmp_portal.lib.files.refusals import megabytes
from inmp_portal.lib.french import counted
from inmp_portal.lib.verdict import Verdict

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from inmp_portal.accounts.models import User

MEGABYTE = 1_000_000


def can_attach(user: User | AnonymousUser, application: Application, at: datetime, field: str) -> Verdict:
    """Whoever may write in the dossier may join files to this question of it."""
    return can_edit(user, application, at) and is_open_to_change(application, field)


def can_remove(user: User | AnonymousUser, attachment: Attachment, at: datetime) -> Verdict:
    """As long as the dossier may be written in; a deposited version keeps the file all the same."""
    if attachment.removed_at is not None:
        return Verdict.no("Ce fichier est déjà retiré.")
    return can_attach(user, attachment.application, at, attachment.field)


def can_describe(user: User | AnonymousUser, attachment: Attachment, at: datetime) -> Verdict:
    """The words of a file follow the working copy, like the file itself."""
    if attachment.removed_at is not None:
        return Verdict.no("Ce fichier est retiré\u00a0: il n’a plus de légende à modifier.")
    return can_attach(user, attachment.application, at, attachment.field)


def can_read(user: User | AnonymousUser, attachment: Attachment, at: datetime) -> Verdict:
    """The team: its working copy and its deposits. The coordination: what was deposited. Needs `with_deposited`."""
    if attachment.quarantined_at is not None:
        return Verdict.no("La coordination a mis ce fichier à l’écart\u00a0: personne ne peut le lire.")
    deposited: bool = attachment.is_deposited  # type: ignore[attr-defined]
    if attachment.application.role_of(user) and (deposited or attachment.removed_at is None):
        return Verdict.yes()
    if user.is_authenticated and user.reads_contents(at) and deposited:
        return Verdict.yes()
    return Verdict.no("Ce fichier est réservé à l’équipe du dossier.")


def is_not_in_quarantine(application: Application, sha256: str) -> Verdict:
    """The very file that was put in quarantine does not come back by another door."""
    apart = Attachment.objects.filter(application=application, sha256=sha256, quarantined_at__isnull=False)
    if apart.exists():
        return Verdict.no("La coordination a mis ce fichier à l’écart\u00a0: joignez-en une version corrigée.")
    return Verdict.yes()


def can_quarantine(user: User | AnonymousUser, attachment: Attachment, at: datetime) -> Verdict:
    """The coordination and the direction, for a deposited file: of a draft they see nothing. Needs `with_deposited`."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if not attachment.is_deposited:  # type: ignore[attr-defined]
        return Verdict.no("Seul un fichier déposé peut être mis à l’écart.")
    if attachment.quarantined_at is not None:
        return Verdict.no("Ce fichier est déjà à l’écart.")
    return Verdict.yes()


def can_release(user: User | AnonymousUser, attachment: Attachment, at: datetime) -> Verdict:
    """Whoever may put a file in quarantine may take it out."""
    if not (verdict := can_coordinate(user, at)):
        return verdict
    if attachment.quarantined_at is None:
        return Verdict.no("Ce fichier n’est pas à l’écart.")
    return Verdict.yes()


def has_room(field: Field, definition: Definition, present: Iterable[Attachment], size: int, sha256: str) -> Verdict:
    """Does one more file of this size fit: number for the question, weight for the dossier, not there already?"""
    files = list(present)
    here = [item for item in files if item.field == field.id]
    if any(item.sha256 == sha256 for item in here):
        return Verdict.no("Ce fichier est déjà joint à cette question.")
    if len(here) >= field.max_files:
        most = counted(field.max_files, "fichier")
        return Verdict.no(f"Cette question accepte {most} au plus\u00a0: retirez-en un pour le remplacer.")
    quota, used = quota_of(definition), sum(item.size for item in files)
    if used + size > quota:
        return Verdict.no(
            f"Les pièces de ce dossier pèsent déjà {megabytes(used)}\u00a0: avec ce fichier de {megabytes(size)}, "
            f"elles dépasseraient la limite de {megabytes(quota)}."
        )
    return Verdict.yes()


def is_described(field: Field, caption: str, alt_text: str) -> Verdict:
    """A figure says what it shows, also to whoever does not see it."""
    if field.captions and not (caption and alt_text):
        return Verdict.no(
            "Donnez à cette figure une légende et un texte de remplacement\u00a0: "
            "une phrase qui dit ce qu’elle montre à qui ne la voit pas."
        )
    return Verdict.yes()


def max_bytes(field: Field, definition: Definition) -> int:
    """The edition's limit for a file, or the question's own when it is lower."""
    return min(int(_parameter(definition, "fichier_max_mo", 10)), field.max_mb) * MEGABYTE


def max_pages(field: Field, definition: Definition) -> int:
    """The edition's limit for a PDF, or the question's own when it is lower."""
    most = int(_parameter(definition, "fichier_max_pages", 60))
    return min(most, field.max_pages) if field.max_pages else most


def quota_of(definition: Definition) -> int:
    """The most that all the files of a dossier may weigh together."""
    return int(_parameter(definition, "quota_dossier_mo", 40)) * MEGABYTE


def _parameter(definition: Definition, key: str, default: int) -> Any:
    return definition.parameters.get(key, default)  # an edition loaded before the parameter existed has the default
