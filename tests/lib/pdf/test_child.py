"""The child: replaced when it dies, bounded, without secrets, alone with its pipes."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from inmp_portal.lib import pdf
from inmp_portal.lib.pdf.bounds import Bounds, Limits
from tests.lib.pdf.conftest import document

LONG = document(*["<p>" + "Le patient normand et la médecine de précision. " * 60 + "</p>"] * 40)


@pytest.fixture
def own_renderer():
    made = []

    def build(**bounds):
        made.append(pdf.Renderer(bounds=replace(Bounds(), **bounds), limits=Limits()))
        return made[-1]

    yield build
    for renderer in made:
        renderer.stop()


def _pid(renderer: pdf.Renderer) -> int:
    return renderer.child.process.pid


def test_one_child_serves_many_documents(warm_renderer):
    warm_renderer.render(document("<p>Un</p>"), assets={})
    first = _pid(warm_renderer)
    warm_renderer.render(document("<p>Deux</p>"), assets={})
    assert _pid(warm_renderer) == first


def test_a_child_killed_while_idle_is_replaced(own_renderer):
    renderer = own_renderer()
    renderer.warm()
    first = _pid(renderer)
    os.kill(first, signal.SIGKILL)
    assert renderer.render(document("<p>Un</p>"), assets={}).pages == 1
    assert _pid(renderer) != first


def test_a_child_killed_at_work_is_replaced_and_the_document_made(own_renderer):
    renderer = own_renderer()
    renderer.warm()
    first = _pid(renderer)
    threading.Timer(0.15, os.kill, [first, signal.SIGKILL]).start()
    assert renderer.render(LONG, assets={}).pages > 5
    assert _pid(renderer) != first


def test_a_document_that_takes_too_long_fails_and_the_next_one_works(own_renderer):
    renderer = own_renderer(seconds=4)
    renderer.warm()
    with pytest.raises(pdf.PdfFailed) as failure:
        renderer.render(document("<div style='display:flex'>" * 22 + "mot" + "</div>" * 22), assets={})
    assert failure.value.reason == "timeout"
    assert renderer.render(document("<p>Un</p>"), assets={}).pages == 1


def test_processor_time_is_bounded_by_the_system(own_renderer):
    renderer = own_renderer(cpu_seconds=1)
    renderer.warm()
    with pytest.raises(pdf.PdfFailed) as failure:
        renderer.render(document("<div style='display:flex'>" * 22 + "mot" + "</div>" * 22), assets={})
    assert failure.value.reason == "timeout"


def test_memory_is_bounded_by_the_system(own_renderer):
    renderer = own_renderer(memory_mb=330)
    with pytest.raises(pdf.PdfFailed) as failure:
        renderer.render(document(*["<p>" + "<b>mot</b> " * 400 + "</p>"] * 100), assets={})
    assert failure.value.reason in {"memory", "crashed"}


def test_a_child_is_replaced_after_its_number_of_documents(own_renderer):
    renderer = own_renderer(documents=2)
    pids = set()
    for _ in range(4):
        renderer.warm()
        pids.add(_pid(renderer))
        renderer.render(document("<p>Un</p>"), assets={})
    assert len(pids) == 2


def test_a_child_that_has_grown_is_replaced(own_renderer):
    renderer = own_renderer(resident_mb=40)
    made = renderer.render(document("<p>Un</p>"), assets={})
    assert renderer.child is None and 0 < made.cpu_seconds <= made.seconds + 0.1
    assert renderer.render(document("<p>Deux</p>"), assets={}).pages == 1


def test_it_inherits_no_secret_and_no_open_file(own_renderer, monkeypatch, db):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    inherited = os.open("/etc/hostname", os.O_RDONLY)
    os.set_inheritable(inherited, True)
    renderer = own_renderer()
    renderer.warm()
    process = Path(f"/proc/{_pid(renderer)}")
    environment = (process / "environ").read_bytes()
    opened = [str(link.readlink()) for link in (process / "fd").iterdir()]
    os.close(inherited)
    assert b"secret" not in environment and b"DATABASE" not in environment
    assert not any("socket" in target or "hostname" in target for target in opened)


def test_its_memory_is_its_own_not_its_worker_s(own_renderer):
    ballast = bytearray(b"x" * 400_000_000)
    renderer = own_renderer()
    assert 40 < renderer.render(document("<p>Un</p>"), assets={}).peak_mb < 110 and len(ballast)
    assert renderer.child is not None  # not replaced for having grown


def test_its_limits_are_the_kernels(own_renderer):
    renderer = own_renderer(memory_mb=700)
    renderer.warm()
    limits = Path(f"/proc/{_pid(renderer)}/limits").read_text()
    soft = {line[:26].strip(): line[26:47].strip() for line in limits.splitlines()}
    assert soft["Max address space"] == str(700 * 1024 * 1024)
    assert soft["Max open files"] == "64" and soft["Max core file size"] == "0"
    assert soft["Max file size"] == str(8 * 1024 * 1024)


def test_threads_share_it_one_at_a_time(warm_renderer):
    pages = []
    threads = [
        threading.Thread(target=lambda: pages.append(warm_renderer.render(document("<p>x</p>"), assets={}).pages))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pages == [1] * 4


def test_a_forked_worker_starts_its_own(warm_renderer):
    warm_renderer.render(document("<p>Un</p>"), assets={})
    mine = _pid(warm_renderer)
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            warm_renderer.render(document("<p>Deux</p>"), assets={})
            os.write(write, str(_pid(warm_renderer)).encode())
            warm_renderer.stop()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    theirs = int(os.read(read, 20))
    os.close(read), os.close(write)
    assert theirs != mine
    assert warm_renderer.render(document("<p>Trois</p>"), assets={}).pages == 1 and _pid(warm_renderer) == mine


def test_it_ends_with_its_worker(own_renderer):
    renderer = own_renderer()
    renderer.warm()
    process = renderer.child.process
    renderer.stop()
    assert process.returncode == 0
