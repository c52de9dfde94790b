# SPDX-License-Identifier: Apache-2.0
"""The programmes that come with the package."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional


def _folder() -> Optional[Path]:
    """The data of the package; where there are none, the folder that $POMOST_DATA names."""
    packaged = Path(__file__).with_name("data")
    if packaged.is_dir():
        return packaged
    named = os.environ.get("POMOST_DATA")
    return Path(named) if named else None


def programme_files() -> dict[str, Path]:
    """The file of each packaged programme by its id, in the order of the ids."""
    folder = _folder()
    files = folder.glob("programmes/*/*/programme.yaml") if folder else ()
    return {file.parent.name: file for file in sorted(files, key=lambda file: file.parent.name)}


def programmes() -> list[str]:
    """The ids of the programmes that come with the package, in their order."""
    return list(programme_files())
