"""The files of a dossier, as its pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from applications.models import Application, Attachment
from applications.queries.definitions import definition_for
from applications.rules import attaching as rules
from applications.rules.complementing import is_open_to_change
from applications.sections.checking import check
from applications.sections.definition import Definition, Field
from applications.sections.reading.doubts import TODO_FILE
from inmp_portal.lib.files.inspection import expected_words
from inmp_portal.lib.files.naming import SUFFIXES
from inmp_portal.lib.files.refusals import megabytes
from inmp_portal.lib.french import counted


@dataclass(frozen=True)
class FilePanel:
    """One question that asks for files: what is there, what may still come, and the limits in words.

    Shown again after a file was refused: `refusal` says which and why, with the words that were typed for it.
    """

    field: Field
    files: tuple[Attachment, ...]
    limits: str
    room: str
    max_bytes: int
    apart: tuple[Attachment, ...] = ()  # put in quarantine by the coordination, and counted no more
    refusal: str = ""
    caption: str = ""
    alt_text: str = ""
    is_locked: bool = False  # a complement asks for other questions

    @property
    def todo(self) -> str:
        """What to do with a file that looks like it holds a patient's data."""
        return TODO_FILE

    @property
    def is_full(self) -> bool:
        return self.free <= 0

    @property
    def free(self) -> int:
        """How many files may still come."""
        return self.field.max_files - len(self.files)

    @property
    def input_id(self) -> str:
        """Name and identifier of the file's input."""
        return f"fichier-{self.field.id}"

    @property
    def limits_id(self) -> str:
        """Where the limits are said."""
        return f"limites-{self.field.id}"

    @property
    def said_id(self) -> str:
        """Where what became of a file is said."""
        return f"dit-{self.field.id}"

    @property
    def described_by(self) -> str:
        return f"{self.limits_id} {self.said_id}"

    @property
    def accepts(self) -> str:
        """For the browser's file chooser; the server looks at the content."""
        suffixes = [f".{SUFFIXES[kind]}" for kind in self.field.formats]
        return ",".join([*suffixes, *self.field.formats])


def file_panels(application: Application, definition: Definition, fields: Iterable[Field]) -> dict[str, FilePanel]:
    """The panels of these questions by field: one query, whatever their number."""
    kept = list(Attachment.objects.filter(application=application, removed_at__isnull=True))
    present = [item for item in kept if item.quarantined_at is None]
    room = _room(sum(item.size for item in present), rules.quota_of(definition))
    return {
        field.id: FilePanel(
            field, tuple(item for item in present if item.field == field.id), file_limits(field, definition), room,
            rules.max_bytes(field, definition), tuple(item for item in kept if item.field == field.id and item.quarantined_at),
            is_locked=not is_open_to_change(application, field.id),
        )
        for field in fields
        if field.type == "fichiers"
    }  # fmt: skip


def file_panel(application: Application, field: str) -> FilePanel:
    """The panel of one question."""
    definition = definition_for(application.call)
    return file_panels(application, definition, [definition.field(field)])[field]


def completeness_of(application: Application) -> int:
    """The completeness of the working copy, its files counted."""
    present = Attachment.objects.present().filter(application=application)
    files = Counter(present.order_by().values_list("field", flat=True))
    return check(definition_for(application.call), application.answers, files).completeness


def _room(used: int, quota: int) -> str:
    """Said once half of it is taken: « Pièces du dossier : 24 Mo sur 40 Mo. »"""
    return f"Pièces du dossier\u00a0: {megabytes(used)} sur {megabytes(quota)}." if used * 2 >= quota else ""


def file_limits(field: Field, definition: Definition) -> str:
    """« Un PDF, 2 Mo et 2 pages au plus. », « Jusqu’à 2 images PNG ou JPEG, 5 Mo au plus chacune. »"""
    size, is_pdf = megabytes(rules.max_bytes(field, definition)), "application/pdf" in field.formats
    most = f"{size} et {counted(rules.max_pages(field, definition), 'page')}" if is_pdf else size
    kind = expected_words(field.formats)
    if field.max_files == 1:
        return f"{kind[0].upper()}{kind[1:]}, {most} au plus."
    several = kind.replace("une image", "images").replace("un PDF", "fichiers PDF")
    return f"Jusqu’à {field.max_files}\u00a0{several}, {most} au plus {'chacun' if is_pdf else 'chacune'}."
