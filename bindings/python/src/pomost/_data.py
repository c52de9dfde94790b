# SPDX-License-Identifier: Apache-2.0
"""The programmes and series that come with the package."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

_TESTS = "tests.yaml"


def _folder() -> Optional[Path]:
    """The data of the package; where there are none, the folder that $POMOST_DATA names."""
    packaged = Path(__file__).with_name("data")
    if packaged.is_dir():
        return packaged
    named = os.environ.get("POMOST_DATA")
    return Path(named) if named else None


def edition_files(folder: Path) -> list[Path]:
    """The files of a programme's folder: each is an edition, but the tests."""
    files = (file for file in folder.glob("*.yaml") if not file.name.startswith("."))
    return sorted(file for file in files if file.name != _TESTS)


def programme_files() -> dict[str, list[Path]]:
    """The files of each packaged programme by its id, in the order of the ids."""
    folder = _folder()
    folders = folder.glob("programmes/*/*") if folder else ()
    files = {each.name: edition_files(each) for each in folders if each.is_dir()}
    return {id: files[id] for id in sorted(files) if files[id]}


def series_files() -> list[Path]:
    """The files of the packaged series, in their order."""
    folder = _folder()
    files = folder.glob("series/*.yaml") if folder else ()
    return sorted(file for file in files if not file.name.startswith("."))


def programmes() -> list[str]:
    """The ids of the programmes that come with the package, in their order."""
    return list(programme_files())
