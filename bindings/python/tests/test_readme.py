# SPDX-License-Identifier: Apache-2.0
"""The examples of README.md run, and print what their comments say."""

from __future__ import annotations

import re

import pytest
import tree

TEXT = (tree.PACKAGE / "README.md").read_text(encoding="utf-8")
AWARD, SETTLEMENT, CALL = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def run(example: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What an example prints."""
    exec(compile(example, "README.md", "exec"), {})
    return capsys.readouterr().out.splitlines()


def test_the_award(capsys: pytest.CaptureFixture[str]) -> None:
    assert "# 195000.00 PLN" in AWARD
    lines = run(AWARD, capsys)
    assert lines[0] == "195000.00 PLN"
    assert lines[1] == "2017-03-15 w1 grant 24000.00"
    assert len(lines) == 7


def test_the_settlement(capsys: pytest.CaptureFixture[str]) -> None:
    comments = re.findall(r"# (.*)", SETTLEMENT)
    # 24000 + 6 x 1750 + 2 x 1000 + 290.32 were due; 4 of 12 of the grant go back.
    assert comments == ["36790.32 8000.00", "0.00 True"]
    assert run(SETTLEMENT, capsys) == [
        comments[0],
        "2017-12-31 1000.00 290.32",
        "2018-01-31 500.00 0.00",
        "2018-02-28 500.00 0.00",
        "2018-03-31 500.00 0.00",
        comments[1],
    ]


def test_the_call_and_the_forecast(capsys: pytest.CaptureFixture[str]) -> None:
    # 2 x 120000 and 96 x 10500; 5 x 24000 and 5 x 10500.
    assert "# 96 1248000.00" in CALL and "# 172500.00" in CALL
    assert run(CALL, capsys) == [
        "96 1248000.00",
        "a funded 1065000.00 None",
        "b reserve 0.00 caps.pool: needed 10, left 6",
        "c funded 183000.00 None",
        "172500.00",
        "2017-03-01 jowes grant 120000.00",
        "2017-04-01 jowes basic 8750.00",
    ]
