"""What a PDF may do by itself: found wherever it hides, refused, or taken out when harmless."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from inmp_portal.lib.files.examiner.verdicts import Refuse

_MAX_VALUES = 2_000_000
_ACTIONS = {
    "/JavaScript": "javascript", "/Launch": "launch", "/GoToE": "launch", "/ImportData": "launch", "/SubmitForm": "form",
    "/Rendition": "multimedia", "/RichMediaExecute": "multimedia", "/Movie": "multimedia", "/Sound": "multimedia",
    "/GoTo3DView": "multimedia",
}  # fmt: skip
_ANNOTATIONS = {
    "/FileAttachment": "embedded", "/RichMedia": "multimedia", "/Movie": "multimedia", "/Screen": "multimedia",
    "/Sound": "multimedia", "/3D": "multimedia",
}  # fmt: skip
_KEYS = {
    "/JS": "javascript", "/JavaScript": "javascript", "/EmbeddedFiles": "embedded", "/EF": "embedded", "/AF": "embedded",
    "/XFA": "form", "/RichMediaContent": "multimedia",
}  # fmt: skip
_REMOVED_EVERYWHERE = ("/AA", "/Metadata", "/PieceInfo", "/LastModified")
_REMOVED_FROM_THE_ROOT = ("/OpenAction", "/URI", "/Perms", "/Legal", "/SpiderInfo", "/Collection", "/Requirements")
_LINKS = ("http:", "https:", "mailto:")


def search(opened: pikepdf.Pdf) -> None:
    """Refuse active content in any object, referenced or not, at any depth."""
    for dictionary in _dictionaries(opened):
        _judge(dictionary)


def tidy(opened: pikepdf.Pdf) -> None:
    """Take out what is harmless and not wanted: metadata, opening actions, links to other files."""
    for dictionary in list(_dictionaries(opened)):
        _remove(dictionary, _REMOVED_EVERYWHERE)
        if "/S" in dictionary and "/Next" in dictionary:
            del dictionary["/Next"]  # one action leading to another; pages of an outline have no /S
        if "/A" in dictionary and not _is_a_plain_link(dictionary["/A"]):
            del dictionary["/A"]
    _remove(opened.Root, _REMOVED_FROM_THE_ROOT)
    _remove(opened.trailer, ("/Info", "/ID"))


def _remove(dictionary: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]


def _judge(dictionary: Any) -> None:
    for key, code in _KEYS.items():
        if key in dictionary and not _is_nothing(dictionary[key]):
            raise Refuse(code)
    for key, table in (("/S", _ACTIONS), ("/Subtype", _ANNOTATIONS)):
        code = table.get(_name(dictionary.get(key)), "")
        if code and not (key == "/S" and _is_structure(dictionary)):
            raise Refuse(code)
    if _name(dictionary.get("/Type")) == "/EmbeddedFile":
        raise Refuse("embedded")


def _is_structure(dictionary: Any) -> bool:
    """A structure element may be of any kind, « /Sound » too; an action has no parent in the structure tree."""
    return "/P" in dictionary and "/K" in dictionary and "/F" not in dictionary


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, pikepdf.Array | pikepdf.Dictionary) and len(value) == 0)


def _is_a_plain_link(action: Any) -> bool:
    if not isinstance(action, pikepdf.Dictionary):
        return True  # the attributes of a structure element are also called /A
    kind = _name(action.get("/S"))
    if kind == "/URI":
        return str(action.get("/URI", "")).strip().lower().startswith(_LINKS)
    return kind not in {"/GoToR", "/Thread", "/ResetForm", "/SetOCGState", "/Hide", "/Trans"}


def _name(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _dictionaries(opened: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file; iterative, since nesting is the author's choice."""
    pending: list[Any] = [opened.trailer, *opened.objects]
    seen = 0
    while pending:
        value = pending.pop()
        seen += 1
        if seen > _MAX_VALUES:
            raise Refuse("too_complex")
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            pending.extend(child for _, child in value.items() if _is_direct_container(child))
        elif isinstance(value, pikepdf.Array):
            pending.extend(child for child in value if _is_direct_container(child))


def _is_direct_container(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
