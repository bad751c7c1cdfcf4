"""The hostile files: what each is, and what must become of it (a code of refusal, or CLEAN)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, StreamDecodeLevel, String

from tests.corpus import pictures
from tests.corpus.pdfs import (
    JS,
    annotation,
    archive,
    attached,
    deep_script,
    file_annotation,
    inflating,
    link,
    locked,
    long_tree,
    nested_arrays,
    no_page,
    object_stream_bomb,
    page_cycle,
    pdf,
    root,
    stream,
    updated,
    with_metadata,
)  # fmt: skip

CLEAN = "clean"
RAW = {"compress_streams": False, "stream_decode_level": StreamDecodeLevel.none}
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
PDF, IMAGES = ("application/pdf",), ("image/png", "image/jpeg")


@dataclass(frozen=True)
class Hostile:
    """One file: how it is named by its sender, how its bytes are made, what is due."""

    label: str
    make: Callable[[], bytes]
    expected: str
    name: str = "document.pdf"
    accepted: tuple[str, ...] = PDF
    forbidden: bytes = b""  # must not be left in a clean copy


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


FILES = [
    Hostile("image of a scanner", lambda: b"\x00" * 128 + b"DICM" + b"\x02\x00\x00\x00UL\x04\x00", "dicom", "IRM.pdf"),
    Hostile("pdf within an image of a scanner", lambda: b"\x00" * 128 + b"DICM" + pdf(), "dicom"),
    Hostile("old image of a scanner", lambda: b"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100", "dicom", accepted=IMAGES),
    Hostile("html before", lambda: b"<html><script>alert(1)</script>\n" + pdf(), "polyglot"),
    Hostile("program before", lambda: b"MZ\x90\x00" + b"\x00" * 60 + pdf(), "polyglot"),
    Hostile("archive behind", lambda: pdf() + archive(), "polyglot"),
    Hostile("archive behind a long padding", lambda: pdf() + b"\n" * 5_000 + archive(b"x" * 5_000), "polyglot"),
    Hostile("page behind", lambda: pdf() + b"<script>alert(1)</script>", "polyglot"),
    Hostile("page in a comment", lambda: pdf().replace(b"\n", b"\n%<script>alert(1)</script>\n", 1), CLEAN, forbidden=b"<script"),
    Hostile("password", lambda: locked(user="secret", owner="secret"), "encrypted"),
    Hostile("restrictions", lambda: locked(user="", owner="secret"), "encrypted"),
    Hostile("cut in half", lambda: _half(pdf(pages=30)), "truncated"),
    Hostile("cut, fast web view", lambda: _half(pdf(pages=30, linearize=True)), "truncated"),
    Hostile("last line missing", lambda: pdf().replace(b"%%EOF", b""), "truncated"),
    Hostile("empty", lambda: b"", "empty"),
    Hostile("blank", lambda: b" " * 4_000, "not_accepted"),
    Hostile("header alone", lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    Hostile("noise after the header", lambda: b"%PDF-1.7\n" + bytes(range(60, 256)) * 40 + b"\n%%EOF", "damaged"),
    Hostile("10 000 pages", lambda: pdf(pages=10_000), "too_many_pages"),
    Hostile("one page too many", lambda: pdf(pages=61), "too_many_pages"),
    Hostile("pages in a circle", lambda: pdf(page_cycle), "damaged"),
    Hostile("pages 5 000 levels down", lambda: pdf(long_tree), "damaged"),
    Hostile("no page", lambda: pdf(no_page), "no_pages"),
    Hostile("script on opening", lambda: pdf(root(OpenAction=JS)), "javascript"),
    Hostile("script at the end of a chain", lambda: pdf(deep_script), "javascript"),
    Hostile("script by name", lambda: pdf(root(Names=Dictionary(JavaScript=Dictionary(Names=Array([String("x"), JS]))))), "javascript"),
    Hostile("script in a compressed object", lambda: pdf(annotation(A=JS), compress_streams=True, object_stream_mode=ObjectStreamMode.generate), "javascript"),
    Hostile("script with a disguised name", lambda: pdf(link(S=Name.JavaScript, JS=String("x"))).replace(b"/JavaScript", b"/J#61vaScript"), "javascript"),
    Hostile("script nobody refers to", lambda: updated(pdf(), b"[[<</A [<</S/JavaScript/JS(x)>>]>>]]"), "javascript"),
    Hostile("script on turning the page", lambda: pdf(lambda d: d.pages[0].obj.update({"/AA": Dictionary(O=JS)})), "javascript"),
    Hostile("script under 500 arrays", lambda: pdf(nested_arrays(500)).replace(b"/Nest", b"/JS  "), "javascript"),
    Hostile("starts a program", lambda: pdf(root(OpenAction=Dictionary(S=Name.Launch, F=String("cmd.exe")))), "launch"),
    Hostile("opens an embedded document", lambda: pdf(link(S=Name.GoToE, F=String("x"))), "launch"),
    Hostile("sends its fields away", lambda: pdf(link(S=Name.SubmitForm, F=String("http://x"))), "form"),
    Hostile("dynamic form", lambda: pdf(root(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>")))), "form"),
    Hostile("attached file", lambda: pdf(attached), "embedded"),
    Hostile("file in an annotation", lambda: pdf(file_annotation), "embedded"),
    Hostile("film", lambda: pdf(annotation(Subtype=Name.RichMedia)), "multimedia"),
    Hostile("link to another file", lambda: pdf(link(S=Name.GoToR, F=String("//serveur/partage"))), CLEAN, forbidden=b"serveur"),
    Hostile("link with a script", lambda: pdf(link(S=Name.URI, URI=String("javascript:alert(1)"))), CLEAN, forbidden=b"javascript:"),
    Hostile("one gigabyte of zeros", lambda: pdf(stream(inflating(1024), "/FlateDecode"), **RAW), "bomb"),
    Hostile("compressed twice", lambda: pdf(stream(b"x", "/FlateDecode", "/FlateDecode"), **RAW), "bomb"),
    Hostile("objects in two gigabytes of blanks", object_stream_bomb, "damaged"),
    Hostile("image of 10 000 million pixels", lambda: pdf(stream(b"x", Subtype=Name.Image, Width=100_000, Height=100_000)), "bomb"),
    Hostile("EICAR", lambda: EICAR, "not_accepted"),
    Hostile("EICAR inside", lambda: pdf(stream(EICAR), **RAW), "infected"),
    Hostile("office document renamed", lambda: archive(), "not_accepted", name="cv.pdf"),
    Hostile("program renamed", lambda: b"MZ" + bytes(500), "not_accepted", name="cv.pdf"),
    Hostile("page renamed", lambda: b"<!doctype html><script>alert(1)</script>", "not_accepted", name="cv.pdf"),
    Hostile("author in the metadata", lambda: pdf(with_metadata), CLEAN, forbidden=b"Jeanne Secret"),
    Hostile("a folder in the name", pdf, CLEAN, name="..\\../../etc/passwd.pdf"),
    Hostile("a name that reads backwards", pdf, CLEAN, name="cv\u202efdp.exe"),
    Hostile("a name of 300 signs", pdf, CLEAN, name="é" * 300 + ".pdf"),
    Hostile("a reserved name", pdf, CLEAN, name="CON.pdf"),
    Hostile("no name", pdf, CLEAN, name="\u200b.pdf"),
    Hostile("two extensions", pdf, CLEAN, name="facture.pdf.exe"),
    Hostile("over the weight", lambda: pdf(stream(bytes(11_000_000)), **RAW), "too_large"),
    Hostile("3 600 million pixels", pictures.pixel_bomb, "too_many_pixels", name="figure.png", accepted=IMAGES),
    Hostile("cut image", lambda: _half(pictures.picture("PNG", (400, 300))), "truncated", name="figure.png", accepted=IMAGES),
    Hostile("image with an archive behind", lambda: pictures.picture() + archive(), "polyglot", name="figure.png", accepted=IMAGES),
    Hostile("drawing with a script", lambda: b"<svg><script>alert(1)</script></svg>", "not_accepted", name="figure.png", accepted=IMAGES),
    Hostile("where the picture was taken", pictures.with_position, CLEAN, name="figure.jpg", accepted=IMAGES, forbidden=b"Jeanne Secret"),
    Hostile("PDF as a figure", pdf, "not_accepted", name="figure.png", accepted=IMAGES),
]  # fmt: skip
