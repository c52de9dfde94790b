# SPDX-License-Identifier: Apache-2.0
"""The documents, taken apart: fenced blocks with the comment before each, headings and links."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(os.environ.get("POMOST_SOURCE", Path(__file__).resolve().parents[2])).resolve()

FENCE = re.compile(r"^(```+)\s*(.*?)\s*$")
COMMENT = re.compile(r"^<!--\s*(.*?)\s*-->$")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


@dataclass
class Block:
    """One fenced block: `kind` is its info string, `mark` the HTML comment just before it."""

    file: Path
    line: int
    kind: str
    mark: str
    lines: list

    @property
    def text(self):
        """What stands between the fences."""
        return "".join(line + "\n" for line in self.lines)

    @property
    def label(self):
        """Where the block stands."""
        return f"{self.file.relative_to(SOURCE)}:{self.line}"


def documents():
    """README.md and docs/*.md."""
    return [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md"))]


def split(file):
    """The fenced blocks of a document, and its other lines with their numbers."""
    blocks, prose = [], []
    mark, fence, block = "", None, None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        found = FENCE.match(line)
        if block is not None:
            if found and found.group(1) == fence and not found.group(2):
                blocks.append(block)
                block, mark = None, ""
            else:
                block.lines.append(line)
        elif found:
            fence = found.group(1)
            block = Block(file, number, found.group(2), mark, [])
        else:
            comment = COMMENT.match(line)
            if comment:
                mark = comment.group(1)
            elif line.strip():
                mark = ""
            prose.append((number, line))
    if block is not None:
        raise ValueError(f"{file}:{block.line}: a block that does not end")
    return blocks, prose


def anchor(heading):
    """The fragment by which a heading is linked, as the common hosts make it."""
    text = re.sub(r"[`*]", "", heading.strip().lower())
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def anchors(file):
    """The fragments of all headings of a document."""
    found = {}
    for _, line in split(file)[1]:
        if re.match(r"#{1,6} ", line):
            name = anchor(line.lstrip("#"))
            count = found.get(name, 0)
            found[name] = count + 1
            if count:
                found[f"{name}-{count}"] = 1
    return set(found)


def links(file):
    """Each link of a document with its line."""
    for number, line in split(file)[1]:
        for match in LINK.finditer(re.sub(r"`[^`]*`", "", line)):
            yield number, match.group(1) or match.group(2)
