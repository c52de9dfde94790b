"""What many blocks of a programme share: choices, conditions, bands, terms, values, amounts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from literals import parse_date, parse_number, parse_whole
from nodes import Node
from series import Series

MOMENTS = ("agreement", "employment", "bridging-end", "month", "decision")
SPREADS = ("rest-last", "rest-first", "largest-remainder", "as-claimed")
WAYS_OF_A_VALUE = ("times", "least", "greatest", "table", "series")


def choice(node: Node, *allowed: str) -> str:
    """The text of a scalar that must be one of `allowed`."""
    if node.text not in allowed:
        raise node.refuse("VALUE", f"{node.text!r} is none of {', '.join(allowed)}")
    return node.text


def check_text(node: Node) -> None:
    """Refuse what is not a single value, or is empty."""
    _ = node.text


def condition_terms(node: Node | None) -> list[tuple[str, bool]]:
    """A condition as (name, whether it must hold); all of them together are the condition."""
    if node is None:
        return []
    nodes = node.items() if node.is_list else [node]
    terms = []
    for item in nodes:
        negated = item.text.startswith("not ")
        name = item.text[4:].strip() if negated else item.text
        if not name or " " in name:
            raise item.refuse("VALUE", f"{item.text!r} is not NAME or not NAME")
        terms.append((name, not negated))
    return terms


def check_requires(part: Node) -> None:
    """`requires`, where the mapping has it."""
    condition_terms(part.get("requires"))


def check_moment(node: Node, *allowed: str) -> None:
    """A moment: one of `allowed`, or a NAME under `dates` of the case."""
    if node.text in MOMENTS and node.text not in allowed:
        raise node.refuse("VALUE", f"{node.text!r} is no moment here")


def check_term(node: Node) -> None:
    """Exactly one of {months: n} and {days: n}."""
    node.allow("months", "days", inherited=True)
    found = [value for key in ("months", "days") if (value := node.get(key)) is not None]
    if len(found) != 1:
        raise node.refuse("VALUE", "exactly one of months, days was expected")
    parse_whole(found[0].text, least=1)


# --------------------------------------------------------------------------------- bands


@dataclass(frozen=True)
class Band:
    """Numbers between two ends, of which one may be missing."""

    low: Fraction | None
    low_belongs: bool
    high: Fraction | None
    high_belongs: bool

    def holds(self, number: Fraction | int) -> bool:
        """Whether the number lies in the band."""
        if number == self.low and not self.low_belongs:
            return False
        if number == self.high and not self.high_belongs:
            return False
        above = self.low is None or number >= self.low
        return above and (self.high is None or number <= self.high)

    def most(self) -> int | None:
        """The greatest whole number of a band of whole numbers."""
        if self.high is None:
            return None
        return int(self.high) if self.high_belongs else int(self.high) - 1


def read_band(node: Node, whole: bool = False) -> Band:
    """{from|over: n, to|under: n}: at least one end, and not empty."""
    node.allow("from", "over", "to", "under", inherited=True)
    ends = {}
    for key in ("from", "over", "to", "under"):
        if (end := node.get(key)) is not None:
            ends[key] = Fraction(parse_whole(end.text, 1)) if whole else parse_number(end.text)
    if not ends or {"from", "over"} <= set(ends) or {"to", "under"} <= set(ends):
        raise node.refuse("VALUE", "one of from, over and one of to, under was expected")
    band = Band(
        ends.get("from", ends.get("over")), "from" in ends,
        ends.get("to", ends.get("under")), "to" in ends,
    )
    if band.low is not None and band.high is not None:
        step = 1 if whole else 0
        low = band.low if band.low_belongs else band.low + step
        high = band.high if band.high_belongs else band.high - step
        belongs = whole or (band.low_belongs and band.high_belongs)
        if low > high or low == high and not belongs:
            raise node.refuse("VALUE", "the band is empty")
    return band


def read_number_or_band(node: Node, whole: bool = False) -> Band:
    """One number as the band that holds it alone, or a band."""
    if node.is_mapping:
        return read_band(node, whole)
    number = Fraction(parse_whole(node.text, 1)) if whole else parse_number(node.text)
    return Band(number, True, number, True)


# -------------------------------------------------------------------------------- values


@dataclass(frozen=True)
class Place:
    """Where a value stands: the moments that are known there, and whether a workplace is."""

    moments: tuple[str, ...]
    workplace: bool


LUMP = Place(MOMENTS, True)
LUMP_OF_ENTITY = Place(("agreement", "month", "decision"), False)
PHASE = Place(("agreement", "employment", "month", "decision"), True)
CAP_PER_WORKPLACE = Place(("agreement", "employment", "bridging-end"), True)
CAP_PER_ENTITY = Place(("agreement",), False)
CAP_PER_MONTH = Place(("agreement", "month"), False)


def check_value(node: Node, place: Place, series: dict[str, Series]) -> None:
    """number | job-fraction | unstated | a mapping with one of `WAYS_OF_A_VALUE`"""
    if not node.is_mapping:
        if node.text == "job-fraction":
            if not place.workplace:
                raise node.refuse("VALUE", "a sum for the whole entity has no job fraction")
        elif node.text != "unstated":
            parse_number(node.text)
        return
    node.allow(*WAYS_OF_A_VALUE, inherited=True)
    ways = [key for key in WAYS_OF_A_VALUE if node.get(key) is not None]
    if len(ways) != 1:
        raise node.refuse("VALUE", f"exactly one of {', '.join(WAYS_OF_A_VALUE)} was expected")
    if ways[0] == "series":
        check_series_name(node.need("series"), series, of_aid=False)
        check_at(node, place)
        return
    items = node.need(ways[0]).items()
    if not items:
        raise node.refuse("VALUE", f"{ways[0]} of nothing")
    if ways[0] == "table":
        check_table(node, items, place, series)
        return
    for item in items:
        check_value(item, place, series)


def check_series_name(node: Node, series: dict[str, Series], of_aid: bool) -> None:
    """The name of a series that was read, of the right kind."""
    if node.text not in series:
        raise node.refuse("REFERENCE", f"there is no series {node.text!r}")
    if series[node.text].of_aid != of_aid:
        raise node.refuse("REFERENCE", f"{node.text!r} is a series of another kind")


def check_at(node: Node, place: Place) -> None:
    """The moment in scope at a dated table or a series, which must be there."""
    at = node.inherited("at")
    if at is None:
        raise node.refuse("KEY_MISSING", "'at' is missing")
    check_moment(at, *place.moments)


def check_table(node: Node, rows: list[Node], place: Place, series: dict[str, Series]) -> None:
    """Rows in ascending `from`, those without it first."""
    latest = None
    for row in rows:
        row.allow("from", "job-fraction", "months", "requires", "value", inherited=True)
        day = found if (found := row.get("from")) is None else parse_date(found.text)
        if latest is not None and (day is None or day < latest):
            raise row.refuse("VALUE", "the rows do not ascend")
        latest = day
        check_requires(row)
        for key, whole in (("job-fraction", False), ("months", True)):
            if (found := row.get(key)) is not None:
                if not place.workplace:
                    raise found.refuse("VALUE", f"the whole entity has no {key}")
                read_number_or_band(found, whole)
        check_value(row.need("value"), place, series)
    if latest is not None:
        check_at(node, place)


def check_amount(node: Node, place: Place, series: dict[str, Series]) -> None:
    """{flat: value} or {up-to: value}; in a phase also `per`, and `spread` with `per: phase`."""
    node.allow("flat", "up-to", *(["per", "spread"] if place is PHASE else []), inherited=True)
    ways = [key for key in ("flat", "up-to") if node.get(key) is not None]
    if len(ways) != 1:
        raise node.refuse("VALUE", "exactly one of flat, up-to was expected")
    check_value(node.need(ways[0]), place, series)
    if place is not PHASE:
        return
    per, spread = node.get("per"), node.get("spread")
    per_phase = per is not None and choice(per, "month", "phase") == "phase"
    if per_phase:
        choice(node.need("spread"), *SPREADS)
    elif spread is not None:
        raise spread.refuse("VALUE", "only an amount per phase is spread")
