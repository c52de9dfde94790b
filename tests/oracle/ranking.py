"""The ranking of a call: a line for each application, in the order that the programme says."""

from __future__ import annotations

import csv
import datetime
import io
import re
from dataclasses import dataclass

from literals import Refusal, parse_date, parse_number, parse_whole
from nodes import Node
from programme import Programme

# The columns that stand for a case of so many equal workplaces, beside `workplaces`.
OF_A_CASE = ("employed", "agreement", "job-fraction", "requested")


@dataclass(frozen=True)
class Application:
    """One line: the case, its round, and by what it is ranked, the first being the least."""

    identity: str
    round: int
    rank: tuple
    case: Node
    asked: int

    def order(self) -> tuple:
        """Rounds in their order; in each as the call says, equal ones by the bytes of the id."""
        return (self.round, self.rank, self.identity.encode())


def read_ranking(text: str, programme: Programme, cases: dict[str, Node]) -> list[Application]:
    """The applications in the order in which they are decided."""
    call = programme.root.get("call")
    if call is None:
        raise programme.root.refuse("KEY_MISSING", "the programme has no call")
    names = [item.text for item in call.need("order").items()]
    rounds = call.get("rounds")
    most = parse_whole(rounds.text) if rounds is not None else None
    found = [
        read_line(line, names, programme, cases, most) for line in read_lines(text, names)
    ]
    seen = {(application.round, application.identity) for application in found}
    if len(seen) < len(found):
        raise Refusal("VALUE", "a case stands twice in one round")
    return sorted(found, key=Application.order)


def read_lines(text: str, names: list[str]) -> list[dict[str, str]]:
    """The lines by column; a column that nobody asks for is refused."""
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not lines:
        raise Refusal("SYNTAX", "the ranking has no line of names")
    columns = lines[0]
    known = {"case", "round", "workplaces", *OF_A_CASE, *names}
    if len(set(columns)) < len(columns) or set(columns) - known:
        raise Refusal("KEY_UNKNOWN", "a column is not known, or stands twice")
    if {"case", *names} - set(columns):
        raise Refusal("KEY_MISSING", "a column is missing")
    if any(len(line) != len(columns) for line in lines):
        raise Refusal("SYNTAX", "a line has more or fewer fields than the first")
    return [dict(zip(columns, line)) for line in lines[1:]]


def read_line(
    line: dict[str, str], names: list[str], programme: Programme, cases: dict[str, Node],
    most: int | None,
) -> Application:
    """One application."""
    identity = line["case"]
    if not identity:
        raise Refusal("TYPE", "a line names no case")
    number = parse_whole(line.get("round") or "1", 1)
    if most is not None and number > most:
        raise Refusal("VALUE", f"{identity}: there are {most} rounds")
    rank = tuple(
        moment_of(line[name]) if name == "received" else -parse_number(line[name])
        for name in names
    )
    case, asked = case_of(line, programme, cases)
    return Application(identity, number, rank, case, asked)


def moment_of(text: str) -> tuple[datetime.date, str]:
    """A day, or a day and time; a day alone is its beginning."""
    match = re.fullmatch(r"([0-9-]+)(?:T((?:[01][0-9]|2[0-3]):[0-5][0-9]))?", text, re.ASCII)
    if match is None:
        raise Refusal("DATE", f"{text!r} is no day and no day and time")
    return parse_date(match.group(1)), match.group(2) or "00:00"


def case_of(
    line: dict[str, str], programme: Programme, cases: dict[str, Node]
) -> tuple[Node, int]:
    """The case of a line, and how many workplaces it asks for."""
    identity = line["case"]
    if not line.get("workplaces"):
        if identity not in cases:
            raise Refusal("REFERENCE", f"there is no case {identity!r}")
        return cases[identity], workplaces_of(cases[identity])
    count = line["workplaces"]
    workplaces = {"count": count, "job-fraction": line.get("job-fraction") or "1"}
    content = {"pomost": "1", "id": identity, "programme": programme.identity}
    for key, where in (("agreement", content), ("employed", workplaces), ("requested", workplaces)):
        if line.get(key):
            where[key] = line[key]
    return Node({**content, "workplaces": [workplaces]}), parse_whole(count, 1)


def workplaces_of(case: Node) -> int:
    """How many workplaces a case asks for, also one that gets no award."""
    items = case.content.get("workplaces", [])
    return sum(int(item.get("count", 1)) for item in items if isinstance(item, dict))
