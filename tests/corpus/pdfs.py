"""PDFs that a stranger might send, built part by part."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

JS = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def pdf(change: Callable[[pikepdf.Pdf], Any] | None = None, *, pages: int = 1, **save: Any) -> bytes:
    """A PDF of blank pages, after `change`."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.pages[0].Contents = document.make_stream(b"BT /F1 12 Tf (texte) Tj ET")
    if change:
        change(document)
    output = io.BytesIO()
    document.save(output, **save)
    return output.getvalue()


def root(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """A change that sets entries of the catalogue."""

    def change(document: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            document.Root["/" + name] = value

    return change


def annotation(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """A change that puts one annotation on the first page."""

    def change(document: pikepdf.Pdf) -> None:
        entries.setdefault("Subtype", Name.Link)
        made = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 10, 10]), **entries)
        document.pages[0].obj["/Annots"] = Array([document.make_indirect(made)])

    return change


def link(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    return annotation(A=Dictionary(**action))


def updated(data: bytes, value: bytes) -> bytes:
    """A PDF with one more object appended, as a later saving would, that nothing refers to."""
    start = int(data.rsplit(b"startxref", 1)[1].split()[0])
    at = len(data)
    table = at + len(b"99 0 obj\n%b\nendobj\n" % value)
    return data + (
        b"99 0 obj\n%b\nendobj\nxref\n99 1\n%010d 00000 n \ntrailer <</Root 1 0 R /Size 100 /Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (value, at, start, table)
    )


def attached(document: pikepdf.Pdf) -> None:
    document.attachments["charge.bin"] = b"MZ" * 20


def file_annotation(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(b"charge", Type=Name.EmbeddedFile)
    annotation(Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, F=String("x"), EF=Dictionary(F=stream)))(
        document
    )


def deep_script(document: pikepdf.Pdf) -> None:
    """JavaScript at the end of a chain of a hundred harmless actions."""
    action = JS
    for _ in range(100):
        action = Dictionary(S=Name.Named, N=Name.NextPage, Next=action)
    annotation(A=action)(document)


def nested_arrays(depth: int) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        value = Array([1])
        for _ in range(depth):
            value = document.make_indirect(Array([value]))
        document.Root["/Nest"] = value

    return change


def page_cycle(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids.append(document.Root.Pages)


def long_tree(document: pikepdf.Pdf) -> None:
    """Five thousand levels of page tree above one page."""
    node = document.pages[0].obj
    for _ in range(5_000):
        node = document.make_indirect(Dictionary(Type=Name.Pages, Kids=Array([node]), Count=1))
    document.Root.Pages.Kids = Array([node])


def no_page(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids = Array([])
    document.Root.Pages.Count = 0


def stream(data: bytes, *filters: str, **entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """A change that gives the first page a raw stream with declared filters."""

    def change(document: pikepdf.Pdf) -> None:
        made = pikepdf.Stream(document, data)
        if filters:
            made["/Filter"] = Array([Name(name) for name in filters])
        for name, value in entries.items():
            made["/" + name] = value
        document.pages[0].obj["/Contents" if "Subtype" not in entries else "/Thumb"] = document.make_indirect(made)

    return change


def inflating(megabytes: int, byte: bytes = b"\x00", before: bytes = b"") -> bytes:
    """A deflated stream of that many megabytes of one byte: one deflated megabyte, repeated."""
    deflater, piece = zlib.compressobj(9), byte * (1 << 20)
    head = deflater.compress(before) + deflater.flush(zlib.Z_FULL_FLUSH)
    block = deflater.compress(piece) + deflater.flush(zlib.Z_FULL_FLUSH)
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    checksum = zlib.adler32(before)
    for _ in range(megabytes):
        checksum = zlib.adler32(piece, checksum)
    return head + block * megabytes + last.flush() + checksum.to_bytes(4, "big")


def object_stream_bomb() -> bytes:
    """A file whose objects lie in a stream of two gigabytes of blanks."""
    packed = inflating(2048, b" ", b"2 0 ")
    body = b"%PDF-1.5\n"
    first = len(body)
    body += b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(packed),
        packed,
    )
    start = len(body)
    rows = (
        bytes([0, 0, 0, 0, 0, 0])
        + bytes([1, *first.to_bytes(4, "big"), 0])
        + bytes([2, 0, 0, 0, 1, 0])
        + bytes([1, *start.to_bytes(4, "big"), 0])
    )
    body += b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 2 0 R/Length %d>>stream\n%b\nendstream endobj\n" % (
        len(rows),
        rows,
    )
    return body + b"startxref\n%d\n%%%%EOF\n" % start


def archive(data: bytes = b"charge") -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as made:
        made.writestr("charge.exe", data)
    return output.getvalue()


def locked(**passwords: str) -> bytes:
    return pdf(encryption=pikepdf.Encryption(**passwords))


def with_metadata(document: pikepdf.Pdf) -> None:
    document.docinfo["/Author"] = "Jeanne Secret"
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = ["Jeanne Secret"]
