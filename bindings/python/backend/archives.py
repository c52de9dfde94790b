# SPDX-License-Identifier: Apache-2.0
"""Archives whose bytes depend on nothing but the names and contents of their files."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

#: The earliest time that a zip file can hold, and the same for tar.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
TAR_TIME = 315532800


def record_line(name: str, content: bytes) -> str:
    """The line of a file in RECORD."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"{name},sha256={digest.decode()},{len(content)}\n"


def mode(name: str) -> int:
    """The permissions of a file."""
    return 0o755 if name.endswith((".so", ".dylib")) else 0o644


def write_wheel(path: Path, files: dict[str, bytes], record: str) -> None:
    """Writes a wheel, with the file RECORD as its last entry."""
    lines = [record_line(name, files[name]) for name in sorted(files)]
    entries = [(name, files[name]) for name in sorted(files)]
    entries.append((record, ("".join(lines) + f"{record},,\n").encode()))
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 3  # the permissions are those of Unix
            entry.external_attr = (0o100000 | mode(name)) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def write_tar(path: Path, files: dict[str, bytes]) -> None:
    """Writes a compressed tar file."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in sorted(files):
            entry = tarfile.TarInfo(name)
            entry.size = len(files[name])
            entry.mtime = TAR_TIME
            entry.mode = mode(name)
            archive.addfile(entry, io.BytesIO(files[name]))
    path.write_bytes(gzip.compress(buffer.getvalue(), mtime=0))
