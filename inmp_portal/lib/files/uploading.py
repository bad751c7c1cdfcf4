"""The reception of files: what goes past the limit is counted, not kept, so that the person can be told its size."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class DroppedFile(UploadedFile):
    """A file of which only the size was kept; too large for any field."""


class CappedUploadHandler(FileUploadHandler):
    """First in line: lets chunks through up to the limit, then swallows them."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """The chunk for the next handler, or None once the limit is passed."""
        self.received += len(raw_data)
        return raw_data if self.received <= settings.FILE_UPLOAD_MAX_KEPT else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Nothing when the file was kept (the next handlers answer), its empty shell otherwise."""
        if self.received <= settings.FILE_UPLOAD_MAX_KEPT:
            return None
        for other in self.request.upload_handlers if self.request else []:
            if other is not self:
                other.upload_interrupted()  # the beginning that they kept is of no use
        return DroppedFile(io.BytesIO(), self.file_name, self.content_type, self.received)
