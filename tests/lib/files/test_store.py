"""The store: the same bytes once, never half, never by a name that a person chose."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from inmp_portal.lib import checks
from inmp_portal.lib.files import store


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}},
    }
    return tmp_path


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_is_read_under_its_hash(own_folder):
    digest = store.put(b"contenu")
    assert digest == hashlib.sha256(b"contenu").hexdigest()
    assert store.read(digest) == b"contenu" and store.exists(digest)
    with store.open(digest) as stored:
        assert stored.read() == b"contenu"
    assert store.name_of(digest) == f"{digest[:2]}/{digest[2:4]}/{digest}"
    assert oct(Path(default_storage.path(store.name_of(digest))).stat().st_mode & 0o777) == "0o640"


def test_the_same_bytes_are_one_file(own_folder):
    assert store.put(b"contenu") == store.put(b"contenu")
    assert len(_files(own_folder)) == 1


def test_an_interrupted_write_leaves_nothing(own_folder, monkeypatch):
    def no_space(self, target):
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", no_space)
    with pytest.raises(OSError, match="No space"):
        store.put(b"contenu")
    assert _files(own_folder) == []
    assert not store.exists(hashlib.sha256(b"contenu").hexdigest())


def test_a_half_file_left_by_something_else_is_written_again(own_folder):
    digest = store.put(b"contenu")
    Path(default_storage.path(store.name_of(digest))).write_bytes(b"con")
    store.put(b"contenu")
    assert store.read(digest) == b"contenu"


def test_changed_bytes_are_not_given_out_as_whole(own_folder):
    digest = store.put(b"contenu")
    Path(default_storage.path(store.name_of(digest))).write_bytes(b"CONTENU")
    with pytest.raises(store.Corrupted):
        store.read(digest)


@pytest.mark.parametrize("address", ["../../etc/passwd", "", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_only_a_hash_is_an_address(address):
    with pytest.raises(ValueError, match="SHA-256"):
        store.open(address)


def test_many_threads_putting_the_same_bytes_leave_one_whole_file(own_folder):
    from concurrent.futures import ThreadPoolExecutor

    data = bytes(range(256)) * 4_000
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(store.put, [data] * 16))
    assert len(digests) == 1 and len(_files(own_folder)) == 1 and store.read(digests.pop()) == data


def test_a_folder_that_is_served_is_refused(settings):
    settings.FILES_ROOT = Path(settings.STATIC_ROOT) / "files"
    assert [error.id for error in checks.files_lie_outside_the_web_root(None)] == ["lib.E001"]
