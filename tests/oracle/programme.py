"""A programme, checked: which keys may stand where, and what their values must be.

It stays a tree of nodes, since each figure needs the path of its rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from grammar import (
    CAP_PER_ENTITY,
    CAP_PER_MONTH,
    CAP_PER_WORKPLACE,
    LUMP,
    LUMP_OF_ENTITY,
    MOMENTS,
    PHASE,
    Band,
    check_amount,
    check_moment,
    check_requires,
    check_series_name,
    check_text,
    check_value,
    choice,
    condition_terms,
    read_band,
    read_number_or_band,
)
from literals import (
    ROUNDING_MODES,
    Refusal,
    currency_digits,
    parse_number,
    parse_whole,
)
from nodes import Node
from recorded import check_financing, check_recorded, check_statements
from series import Series

RESERVED_PARTS = ("grant", "bridging", "components", "total", "own", "workplaces")
MOST_PHASES, MOST_CAPS, MOST_FUNDS = 64, 64, 16
BLOCKS_WITH_A_MOMENT = ("bridging", "due", "until", "apply-after", "durability")


@dataclass(frozen=True)
class Lump:
    """The grant or a component."""

    name: str
    node: Node
    rank: int

    @property
    def per_entity(self) -> bool:
        """Whether it is computed once for the entity."""
        per = self.node.get("per")
        return per is not None and per.text == "entity"


@dataclass
class Programme:
    """A checked programme: its nodes, and what every later step asks for."""

    root: Node
    identity: str
    currency: str
    digits: int
    series: dict[str, Series]
    lumps: list[Lump]
    bridging: Node | None
    phases: list[Node]
    caps: list[Node]
    funds: list[Node]
    needs: list[Node] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    condition_names: set[str] = field(default_factory=set)
    date_names: set[str] = field(default_factory=set)
    count_names: set[str] = field(default_factory=set)
    job_fraction_in_times: bool = False
    job_fraction_bands: list[Band] = field(default_factory=list)

    @property
    def stages(self) -> list[str]:
        """The names of the phases, each once, in the order in which they first stand."""
        return list(dict.fromkeys(phase.need("name").text for phase in self.phases))

    @property
    def components(self) -> list[str]:
        """The names of the components, as written."""
        return [lump.name for lump in self.lumps if lump.name != "grant"]

    @property
    def parts(self) -> list[str]:
        """Grant, components, stages."""
        return [lump.name for lump in self.lumps] + self.stages

    @property
    def parts_of_caps(self) -> list[str]:
        """What a cap and `earlier` may name."""
        return self.parts + (["bridging"] if self.bridging else []) + ["total"]

    @property
    def has_own(self) -> bool:
        """Whether the grant or a component has the key `own`."""
        return any(lump.node.get("own") is not None for lump in self.lumps)

    def lump(self, name: str) -> Lump | None:
        """The grant or component of a name."""
        return next((lump for lump in self.lumps if lump.name == name), None)

    def speaks_of(self, job_fraction: Fraction) -> bool:
        """Whether some rule says what a workplace of this fraction gets."""
        return self.job_fraction_in_times or any(
            band.holds(job_fraction) for band in self.job_fraction_bands
        )


# ------------------------------------------------------------------------------- checks


def check_lump(node: Node, series: dict[str, Series], *more_keys: str) -> None:
    """{amount!, own, per: workplace | entity, due: {days, from}, requires}"""
    node.allow("amount", "own", "per", "due", "requires", *more_keys, inherited=True)
    per = node.get("per")
    per_entity = per is not None and choice(per, "workplace", "entity") == "entity"
    place = LUMP_OF_ENTITY if per_entity else LUMP
    check_amount(node.need("amount"), place, series)
    if (own := node.get("own")) is not None:
        check_value(own, place, series)
    check_requires(node)
    if (due := node.get("due")) is not None:
        due.allow("days", "from", inherited=True)
        if (days := due.get("days")) is not None:
            parse_whole(days.text)
        if (moment := due.get("from")) is not None:
            allowed = ["agreement", "decision"]
            check_moment(moment, *allowed, *([] if per_entity else ["employment", "bridging-end"]))


def read_lumps(root: Node, series: dict[str, Series]) -> list[Lump]:
    """The grant and the components."""
    lumps = []
    if (grant := root.get("grant")) is not None:
        check_lump(grant, series)
        lumps.append(Lump("grant", grant, 0))
    components = root.get("components")
    for rank, node in enumerate(components.items() if components is not None else [], start=1):
        check_lump(node, series, "name")
        lumps.append(Lump(node.need("name").text, node, rank))
    names = [lump.name for lump in lumps if lump.rank > 0]
    if set(names) & set(RESERVED_PARTS) or len(set(names)) < len(names):
        raise Refusal("VALUE", "components: a name means something else")
    return lumps


def check_bridging(bridging: Node, series: dict[str, Series]) -> list[Node]:
    """The keys of bridging; gives the phases."""
    bridging.allow(
        *"from month-end count-months part-months holidays due until phases".split(),
        inherited=True,
    )
    check_moment(bridging.need("from"), "agreement", "employment")
    if (month_end := bridging.get("month-end")) is not None:
        choice(month_end, "clamp", "next", "refuse")
    if (count_months := bridging.get("count-months")) is not None:
        choice(count_months, "from-start", "calendar")
    if (holidays := bridging.get("holidays")) is not None and holidays.text != "none":
        check_series_name(holidays, series, of_aid=False)
    if (part := bridging.get("part-months")) is not None:
        choice(part, "whole", "none", "calendar-days", "thirtieths", "working-days")
        if part.text == "working-days":
            bridging.need("holidays")
    if (due := bridging.get("due")) is not None:
        due.allow("day", "month", inherited=True)
        day = due.need("day")
        if day.text != "last" and not 1 <= parse_whole(day.text) <= 31:
            raise day.refuse("VALUE", f"{day.text} is no day of a month")
        choice(due.need("month"), "same", "next")
    if (until := bridging.get("until")) is not None:
        check_months_after(until)
    phases = bridging.need("phases").items()
    if not 1 <= len(phases) <= MOST_PHASES:
        raise bridging.refuse("LIMIT", f"{len(phases)} phases")
    for phase in phases:
        check_phase(phase, series)
    return phases


def check_months_after(node: Node) -> None:
    """{months!: n, from!: moment}"""
    node.allow("months", "from", inherited=True)
    parse_whole(node.need("months").text)
    check_moment(node.need("from"), "agreement", "employment")


def check_phase(phase: Node, series: dict[str, Series]) -> None:
    """{name!, months!, amount!, start, requires, apply-after}"""
    phase.allow(*"name months amount start requires apply-after".split(), inherited=True)
    if phase.need("name").text in RESERVED_PARTS:
        raise phase.refuse("VALUE", "the name means something else")
    months = phase.need("months")
    if months.is_mapping:
        read_band(months, whole=True)
    elif months.text != "unstated":
        parse_whole(months.text, least=1)
    check_amount(phase.need("amount"), PHASE, series)
    if (start := phase.get("start")) is not None:
        parse_whole(start.text, least=1)
    check_requires(phase)
    if (apply_after := phase.get("apply-after")) is not None:
        check_months_after(apply_after)
        if phase.get("requires") is None:
            raise apply_after.refuse("VALUE", "the phase requires nothing that is applied for")


def check_cap(cap: Node, programme: Programme) -> None:
    """{name, on!, per!, amount or workplaces or aid, requires, trim}"""
    ways = ("amount", "workplaces", "aid")
    cap.allow("name", "on", "per", "requires", "trim", *ways, inherited=True)
    if (name := cap.get("name")) is not None:
        check_text(name)
    if cap.need("on").text not in programme.parts_of_caps:
        raise cap.refuse("REFERENCE", f"the programme has no part {cap.need('on').text!r}")
    per = choice(cap.need("per"), "workplace", "entity", "entity-month", "call", "programme")
    found = [key for key in ways if cap.get(key) is not None]
    if len(found) != 1:
        raise cap.refuse("VALUE", "exactly one of amount, workplaces, aid was expected")
    if found == ["amount"]:
        places = {"workplace": CAP_PER_WORKPLACE, "entity-month": CAP_PER_MONTH}
        check_value(cap.need("amount"), places.get(per, CAP_PER_ENTITY), programme.series)
    elif found == ["workplaces"]:
        parse_whole(cap.need("workplaces").text)
        if per in ("workplace", "entity-month"):
            raise cap.refuse("VALUE", "a number of workplaces limits an entity or more")
    else:
        check_series_name(cap.need("aid"), programme.series, of_aid=True)
        if per != "entity":
            raise cap.refuse("VALUE", "aid is of an entity")
    if (trim := cap.get("trim")) is not None:
        choice(trim, "proportional", "last-first", "whole-workplaces", "refuse")
        if found == ["workplaces"] and trim.text in ("proportional", "last-first"):
            raise trim.refuse("VALUE", "a number of workplaces cannot be shared out")
    check_requires(cap)


def check_need(need: Node) -> None:
    """{count!, from|to, of, requires} or {job-fraction!: band, requires}"""
    check_requires(need)
    if (band := need.get("job-fraction")) is not None:
        need.allow("job-fraction", "requires", inherited=True)
        read_band(band)
        return
    need.allow("count", "from", "to", "of", "requires", inherited=True)
    check_text(need.need("count"))
    of = need.get("of")
    if of is not None:
        check_text(of)
    ends = [end for key in ("from", "to") if (end := need.get(key)) is not None]
    if not ends:
        raise need.refuse("VALUE", "from or to was expected")
    for end in ends:
        is_ratio = "%" in end.text or "/" in end.text
        if is_ratio != (of is not None):
            raise end.refuse("VALUE", "a percentage, and only that, is of something")
        if is_ratio:
            if parse_number(end.text) < 0:
                raise end.refuse("VALUE", "negative")
        else:
            parse_whole(end.text)


def check_together(together: Node, programme: Programme) -> list[str]:
    """[PART, …]: single parts, none of them per entity."""
    names = []
    for item in together.items():
        if item.text not in programme.parts:
            raise item.refuse("REFERENCE", f"the programme has no part {item.text!r}")
        lump = programme.lump(item.text)
        if lump is not None and lump.per_entity:
            raise item.refuse("VALUE", "a part per entity goes with no workplace")
        names.append(item.text)
    return names


def check_inherited_keys(root: Node, sources: list[str]) -> None:
    """Wherever `source`, `at`, `rounding` stand, their values must be known."""
    for node in rules_below(root):
        if (source := node.get("source")) is not None and source.text not in sources:
            raise source.refuse("REFERENCE", f"{source.text!r} is not under sources")
        if (at := node.get("at")) is not None:
            check_text(at)
        if (rounding := node.get("rounding")) is not None:
            choice(rounding, *ROUNDING_MODES)


# --------------------------------------------------------------- what a programme names


def rules_below(root: Node) -> Iterator[Node]:
    """Every mapping of a programme but those under `sources` and `assumed`."""
    for node in root.walk():
        if node.is_mapping and node.path.split(".")[0] not in ("sources", "assumed"):
            yield node


def collect_names(programme: Programme) -> None:
    """The names of decisions, traits, dates and counts, and the job fractions spoken of."""
    for node in rules_below(programme.root):
        if (requires := node.get("requires")) is not None:
            programme.condition_names |= {name for name, _ in condition_terms(requires)}
        moments = [node.get("at")]
        if node.path.split(".")[-1] in BLOCKS_WITH_A_MOMENT:
            moments.append(node.get("from"))
        programme.date_names |= {found.text for found in moments if found is not None}
        if (table := node.get("table")) is not None:
            for row in table.items():
                if (found := row.get("job-fraction")) is not None:
                    programme.job_fraction_bands.append(read_number_or_band(found))
        if (factors := node.get("times")) is not None:
            programme.job_fraction_in_times |= any(
                below.content == "job-fraction" for below in factors.walk()
            )
    programme.date_names -= set(MOMENTS)
    for need in programme.needs:
        if (band := need.get("job-fraction")) is not None:
            programme.job_fraction_bands.append(read_band(band))
        else:
            of = need.get("of")
            programme.count_names |= {need.need("count").text} | ({of.text} if of else set())
    programme.count_names.discard("workplaces")


def check_programme(root: Node, series: dict[str, Series]) -> Programme:
    """The programme of a file, or the refusal of the first thing that is wrong with it."""
    root.allow(
        *"pomost id name currency operator region fund period vat edition sources assumed".split(),
        *"grant components bridging needs together caps financing call durability".split(),
        *"vacancy suspension repayment budget targets services".split(),
        inherited=True,
    )
    check_statements(root)
    check_inherited_keys(root, [name for name, _ in root.need("sources").entries()])
    bridging = root.get("bridging")
    phases = check_bridging(bridging, series) if bridging is not None else []
    programme = Programme(
        root=root,
        identity=root.need("id").text,
        currency=root.need("currency").text,
        digits=currency_digits(root.need("currency").text),
        series=series,
        lumps=read_lumps(root, series),
        bridging=bridging,
        phases=phases,
        caps=items_of(root, "caps"),
        funds=items_of(root, "financing"),
        needs=items_of(root, "needs"),
    )
    if set(programme.components) & set(programme.stages):
        raise Refusal("VALUE", "a component and a phase have one name")
    if len(programme.caps) > MOST_CAPS:
        raise Refusal("LIMIT", f"caps: {len(programme.caps)} caps")
    for cap in programme.caps:
        check_cap(cap, programme)
    for need in programme.needs:
        check_need(need)
    if (together := root.get("together")) is not None:
        programme.together = check_together(together, programme)
    check_financing(programme.funds, programme.has_own, programme.digits, MOST_FUNDS)
    check_recorded(root, programme.parts, series)
    check_assumed(root)
    collect_names(programme)
    return programme


def items_of(root: Node, key: str) -> list[Node]:
    """The items of a list that may be missing."""
    found = root.get(key)
    return found.items() if found is not None else []


def check_assumed(root: Node) -> None:
    """Every path under `assumed` must exist."""
    if (assumed := root.get("assumed")) is None:
        return
    paths = {node.path for node in root.walk()}
    for path, reason in assumed.entries():
        check_text(reason)
        if path not in paths:
            raise Refusal("REFERENCE", f"assumed: there is no {path!r}")
