"""Where bytes lie: on Django's storage, under their SHA-256, outside the web root.

What is stored is never changed and never named by a person: the same bytes twice are one file.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Corrupted(Exception):
    """The bytes under this hash are not those that were put there."""


def put(data: bytes) -> str:
    """Keep these bytes and return their SHA-256. Nobody ever reads half a file, even after a power cut."""
    digest = digest_of(data)
    name = name_of(digest)
    if default_storage.exists(name) and default_storage.size(name) == len(data):
        return digest
    try:
        target = Path(default_storage.path(name))
    except NotImplementedError:  # a storage without paths (S3) writes at once or not at all
        default_storage.save(name, ContentFile(data))
    else:
        _write(target, data)
    return digest


def digest_of(data: bytes) -> str:
    """The address that these bytes have, or would have."""
    return hashlib.sha256(data).hexdigest()


def open(digest: str) -> File:
    """The stored file, to be streamed and closed by the caller. FileNotFoundError when there is none."""
    return default_storage.open(name_of(digest), "rb")


def read(digest: str) -> bytes:
    """All the bytes, checked against their hash."""
    with open(digest) as stored:
        data: bytes = stored.read()
    if hashlib.sha256(data).hexdigest() != digest:
        raise Corrupted(digest)
    return data


def exists(digest: str) -> bool:
    """Are these bytes kept?"""
    return default_storage.exists(name_of(digest))


def signed_address(digest: str, *, disposition: str, content_type: str) -> str:
    """On S3: an address that gives these bytes for a minute, under that name and type, to whoever holds it."""
    said = {"ResponseContentDisposition": disposition, "ResponseContentType": content_type}
    return str(default_storage.url(name_of(digest), parameters=said, expire=settings.S3_LINK_SECONDS))  # type: ignore[call-arg]


def name_of(digest: str) -> str:
    """The storage name of a hash; ValueError for anything that is not one."""
    if not _DIGEST.fullmatch(digest):
        raise ValueError("not a SHA-256")
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _write(target: Path, data: bytes) -> None:
    """Write aside, flush to disk, then rename: all or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".putting-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).chmod(0o640)
        Path(aside).replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(aside).unlink()
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
