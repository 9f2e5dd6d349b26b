"""Uploaded files on their way: what is larger than memory allows lies in a file without a name.

Nobody else can open such a file, and it vanishes with the process, even one that is killed.
"""

from __future__ import annotations

import tempfile
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NamelessUploadHandler(FileUploadHandler):
    """Keeps an upload on the disk, without a name, until the request is over."""

    file: UploadedFile[bytes]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Open the file; the arguments are Django's."""
        super().new_file(*args, **kwargs)
        folder = settings.FILE_UPLOAD_TEMP_DIR
        held = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - Django closes it
        self.file = UploadedFile(
            held, self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Write what came."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """Return the file, ready to be read."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Let go of a file that did not come to its end."""
        if hasattr(self, "file"):
            self.file.close()
