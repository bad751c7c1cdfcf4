"""ClamAV: asked in its own words, trusted only when it answers."""

from __future__ import annotations

import re
import socketserver
import struct
import threading
from collections.abc import Iterator

import pytest

from applications.queries.definitions import definition_for
from inmp_portal.lib.files.inspection import accept
from inmp_portal.lib.files.refusals import Rejected
from tests.corpus.files import PDF
from tests.corpus.pdfs import pdf, stream
from tests.platform.proxy import compose

LIMITS = {"accepted": PDF, "max_bytes": 10_000_000, "max_pages": 60}


class Clamd(socketserver.BaseRequestHandler):
    """As much of clamd as INSTREAM needs; finds whatever holds « PIRATE »."""

    answers = {True: b"stream: Essai.Pirate FOUND\0", False: b"stream: OK\0"}

    def handle(self) -> None:
        incoming = self.request.makefile("rb")
        assert incoming.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", incoming.read(4))[0]:
            data += incoming.read(size)
        self.request.sendall(self.answers[b"PIRATE" in data])


@pytest.fixture
def clamd(settings) -> Iterator[type[Clamd]]:
    with socketserver.TCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield Clamd
        server.shutdown()


def test_a_sound_file_passes(clamd):
    assert accept(pdf(), "a.pdf", **LIMITS).pages == 1


def test_a_found_file_is_refused(clamd):
    with pytest.raises(Rejected) as refusal:
        accept(pdf(stream(b"PIRATE" * 20_000), compress_streams=False), "a.pdf", **LIMITS)
    assert refusal.value.code == "infected"


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"\xff\xfe\0"])
def test_any_other_answer_keeps_the_file_out(clamd, monkeypatch, answer):
    monkeypatch.setattr(Clamd, "answers", {True: answer, False: answer})
    with pytest.raises(Rejected) as refusal:
        accept(pdf(), "a.pdf", **LIMITS)
    assert refusal.value.code == "antivirus_down"


@pytest.mark.parametrize("address", ["127.0.0.1:9", "unix:/nonexistent/clamd.ctl", "nonsense"])
def test_silence_keeps_the_file_out(settings, address):
    settings.CLAMD_ADDRESS = address
    with pytest.raises(Rejected) as refusal:
        accept(pdf(), "a.pdf", **LIMITS)
    assert refusal.value.reason == (
        "Antivirus momentanément indisponible\u00a0: ce fichier n’a pas été enregistré. Réessayez dans quelques minutes."
    )


def test_the_compose_file_names_a_scanner_and_hands_its_address_to_whoever_examines_files():
    services = compose()["services"]
    assert services["clamav"]["profiles"] == ["antivirus"] and "ports" not in services["clamav"]
    for name in ("web", "worker"):
        assert services[name]["environment"]["CLAMD_ADDRESS"] == "${CLAMD_ADDRESS:-}"


def test_the_form_promises_the_examination_that_every_file_goes_through_and_no_scanner(db, call):
    """True with and without a scanner: it is an option of the instance, which the edition's copy does not know."""
    intro = definition_for(call).section("pieces").intro
    assert "examiné avant d’être joint" in intro and not re.search("virus", intro, re.IGNORECASE)


def test_without_one_nothing_is_asked(settings, clamd):
    settings.CLAMD_ADDRESS = ""
    assert accept(pdf(stream(b"PIRATE"), compress_streams=False), "a.pdf", **LIMITS).pages == 1
