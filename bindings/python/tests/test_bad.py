# SPDX-License-Identifier: Apache-2.0
"""Bad documents: the class, the place and the message of every error."""

from __future__ import annotations

from pathlib import Path

import pytest
import tree

import pomost

FOLDERS = sorted(folder for folder in tree.BAD.iterdir() if folder.is_dir())


def document_of(folder: Path) -> Path:
    [found] = folder.glob("input.*")
    return found


def run(folder: Path) -> None:
    """Reads what the folder holds; a case is also assessed."""
    if folder.name.startswith("case-"):
        programme = pomost.Programme.load(tree.programme_name(folder))
        pomost.Case.load(programme, document_of(folder)).assess()
    else:
        file = document_of(folder)
        text = pomost.document.load(file)
        assert pomost.document.kind(text, file) is pomost.DocumentKind.PROGRAMME
        pomost.Programme.parse(text, file)


def expected(folder: Path) -> list[tuple[str, str, str, str]]:
    """Code, place, path and a part of the message of each error."""
    found: list[tuple[str, str, str, str]] = []
    for line in (folder / "error").read_text(encoding="utf-8").splitlines():
        words = line.split(" ")
        if line.startswith("POMOST_ERR_"):
            file = document_of(folder)
            if words[-1] == "programme" and len(words) > 4:
                words.pop()
                file = folder / "programme.yaml"
            path = " ".join(words[3:])
            place = f"{file}:{words[1]}:{words[2]}"
            found.append((words[0], place, "" if path == "-" else path, ""))
        elif line:
            found[-1] = (*found[-1][:3], line)
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_bad_document(folder: Path) -> None:
    with pytest.raises(pomost.PomostError) as caught:
        run(folder)
    wanted = expected(folder)
    told = caught.value.all
    assert len(told) == len(wanted)
    for error, (status, place, path, message) in zip(told, wanted):
        assert error.status == status
        assert f"{error.file}:{error.line}:{error.column}" == place
        assert (error.path or "") == path
        assert message in error.message
        assert error.others == () or error is told[0]
