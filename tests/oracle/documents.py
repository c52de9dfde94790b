"""The two files, checked: which keys may stand where, and what their values must be.

A programme stays a tree of nodes (each figure needs the path of its rule); a case becomes plain
objects. Only the vocabulary of this stage is known: other keys of the grammar are refused.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from literals import (
    ROUNDING_MODES,
    Refusal,
    currency_digits,
    parse_date,
    parse_money,
    parse_number,
    parse_whole,
)
from nodes import Node

MOMENTS = ("agreement", "employment", "bridging-end", "month", "decision")
RESERVED_PARTS = ("grant", "bridging", "total", "own", "workplaces")
MOST_PHASES, MOST_CAPS, MOST_FUNDS, MOST_WORKPLACES = 64, 64, 16, 10_000


# ---------------------------------------------------------------------------- programme


@dataclass
class Programme:
    """A checked programme: its nodes, and what every later step asks for."""

    root: Node
    identity: str
    currency: str
    digits: int
    grant: Node | None
    bridging: Node | None
    phases: list[Node]
    caps: list[Node]
    funds: list[Node]
    condition_names: set[str]
    date_names: set[str]
    speaks_of_job_fraction: bool

    @property
    def stages(self) -> list[str]:
        """The names of the phases, each once, in the order in which they first stand."""
        return list(dict.fromkeys(phase.need("name").text for phase in self.phases))

    @property
    def has_own(self) -> bool:
        """Whether the grant has the key `own`."""
        return self.grant is not None and self.grant.get("own") is not None


def choice(node: Node, *allowed: str) -> str:
    """The text of a scalar that must be one of `allowed`."""
    if node.text not in allowed:
        raise node.refuse("VALUE", f"{node.text!r} is none of {', '.join(allowed)}")
    return node.text


def check_text(node: Node) -> None:
    """Refuse what is not a single value, or is empty."""
    _ = node.text


def condition_terms(node: Node) -> list[tuple[str, bool]]:
    """A condition as (name, whether it must hold); all of them together are the condition."""
    nodes = node.items() if node.is_list else [node]
    terms = []
    for item in nodes:
        negated = item.text.startswith("not ")
        name = item.text[4:].strip() if negated else item.text
        if not name or " " in name:
            raise item.refuse("VALUE", f"{item.text!r} is not NAME or not NAME")
        terms.append((name, not negated))
    return terms


def check_value(node: Node, job_fraction_allowed: bool = True) -> None:
    """number | job-fraction | unstated | {times: …} | {least: …} | {greatest: …}"""
    if node.is_mapping:
        node.allow("times", "least", "greatest", inherited=True)
        ways = [key for key in ("times", "least", "greatest") if node.get(key) is not None]
        if len(ways) != 1:
            raise node.refuse("VALUE", "exactly one of times, least, greatest was expected")
        items = node.need(ways[0]).items()
        if not items:
            raise node.refuse("VALUE", f"{ways[0]} of nothing")
        for item in items:
            check_value(item, job_fraction_allowed)
    elif node.text == "job-fraction":
        if not job_fraction_allowed:
            raise node.refuse("VALUE", "a sum for the whole entity has no job fraction")
    elif node.text != "unstated":
        parse_number(node.text)


def check_amount(node: Node, in_phase: bool) -> None:
    """{flat: value} or {up-to: value}; in a phase also `per: month`."""
    node.allow("flat", "up-to", *(["per"] if in_phase else []), inherited=True)
    ways = [key for key in ("flat", "up-to") if node.get(key) is not None]
    if len(ways) != 1:
        raise node.refuse("VALUE", "exactly one of flat, up-to was expected")
    check_value(node.need(ways[0]))
    if (per := node.get("per")) is not None:
        choice(per, "month")


def check_requires(part: Node) -> None:
    """`requires`, where the part has it."""
    if (requires := part.get("requires")) is not None:
        condition_terms(requires)


def check_grant(grant: Node) -> None:
    """grant {amount!, own, per: workplace, due {days, from}, requires}"""
    grant.allow("amount", "own", "per", "due", "requires", inherited=True)
    check_amount(grant.need("amount"), in_phase=False)
    if (own := grant.get("own")) is not None:
        check_value(own)
    check_requires(grant)
    if (per := grant.get("per")) is not None:
        choice(per, "workplace")
    if (due := grant.get("due")) is not None:
        due.allow("days", "from", inherited=True)
        if (days := due.get("days")) is not None:
            parse_whole(days.text)
        if (moment := due.get("from")) is not None:
            check_text(moment)


def check_bridging(bridging: Node) -> list[Node]:
    """bridging {from!, month-end, due, phases!}; gives the phases."""
    bridging.allow("from", "month-end", "due", "phases", inherited=True)
    check_text(bridging.need("from"))
    if (month_end := bridging.get("month-end")) is not None:
        choice(month_end, "clamp", "next", "refuse")
    if (due := bridging.get("due")) is not None:
        due.allow("day", "month", inherited=True)
        day = due.need("day")
        if day.text != "last" and not 1 <= parse_whole(day.text) <= 31:
            raise day.refuse("VALUE", f"{day.text} is no day of a month")
        choice(due.need("month"), "same", "next")
    phases = bridging.need("phases").items()
    if not 1 <= len(phases) <= MOST_PHASES:
        raise bridging.refuse("LIMIT", f"{len(phases)} phases")
    for phase in phases:
        phase.allow("name", "months", "amount", "start", "requires", inherited=True)
        if phase.need("name").text in RESERVED_PARTS:
            raise phase.refuse("VALUE", "the name means something else")
        months = phase.need("months")
        if months.text != "unstated":
            parse_whole(months.text, least=1)
        check_amount(phase.need("amount"), in_phase=True)
        if (start := phase.get("start")) is not None:
            parse_whole(start.text, least=1)
        check_requires(phase)
    return phases


def check_cap(cap: Node, parts: list[str]) -> None:
    """{name, on!, per!, amount or workplaces, requires, trim}"""
    cap.allow("name", "on", "per", "amount", "workplaces", "requires", "trim", inherited=True)
    if (name := cap.get("name")) is not None:
        check_text(name)
    if cap.need("on").text not in parts:
        raise cap.refuse("REFERENCE", f"the programme has no part {cap.need('on').text!r}")
    per = choice(cap.need("per"), "workplace", "entity", "call", "programme")
    amount, workplaces, trim = cap.get("amount"), cap.get("workplaces"), cap.get("trim")
    if (amount is None) == (workplaces is None):
        raise cap.refuse("VALUE", "exactly one of amount, workplaces was expected")
    if amount is not None:
        check_value(amount, job_fraction_allowed=per == "workplace")
    if workplaces is not None:
        parse_whole(workplaces.text)
        if per == "workplace":
            raise cap.refuse("VALUE", "a number of workplaces limits more than one workplace")
    if trim is not None:
        choice(trim, "proportional", "last-first", "whole-workplaces", "refuse")
        if workplaces is not None and trim.text in ("proportional", "last-first"):
            raise trim.refuse("VALUE", "a number of workplaces cannot be shared out")
    if (requires := cap.get("requires")) is not None:
        condition_terms(requires)


def check_financing(funds: list[Node], has_own: bool) -> None:
    """[{name!, share: number | rest}]: one rest at most; without one the shares must be one."""
    if len(funds) > MOST_FUNDS:
        raise funds[0].refuse("LIMIT", f"{len(funds)} funds")
    names = [fund.need("name").text for fund in funds]
    if len(set(names)) < len(names) or (has_own and "own" in names):
        raise Refusal("VALUE", "financing: two funds have one name")
    total, rests = Fraction(0), 0
    for fund in funds:
        fund.allow("name", "share", inherited=True)
        share = fund.need("share")
        if share.text == "rest":
            rests += 1
            continue
        if parse_number(share.text) < 0:
            raise share.refuse("VALUE", "a share is negative")
        total += parse_number(share.text)
    if rests > 1 or total > 1 or (funds and rests == 0 and total != 1):
        raise Refusal("VALUE", "financing: the shares do not make one whole")


def check_inherited_keys(root: Node, sources: list[str]) -> None:
    """Wherever `source`, `at`, `rounding` stand, their values must be known."""
    for node in root.walk():
        if not node.is_mapping or node.path == "assumed" or node.path.startswith("sources"):
            continue
        if (source := node.get("source")) is not None and source.text not in sources:
            raise source.refuse("REFERENCE", f"{source.text!r} is not under sources")
        if (at := node.get("at")) is not None:
            check_text(at)
        if (rounding := node.get("rounding")) is not None:
            choice(rounding, *ROUNDING_MODES)


def check_statements(root: Node) -> None:
    """The keys that no figure of this stage comes from."""
    root.allow(
        *("pomost id name currency operator region fund period vat sources assumed").split(),
        *("grant bridging caps financing call targets").split(),
        inherited=True,
    )
    if root.need("pomost").text != "1":
        raise root.refuse("VALUE", "only pomost: 1 is known")
    for key in ("id", "name", "currency"):
        check_text(root.need(key))
    for key in ("operator", "region", "fund"):
        if (node := root.get(key)) is not None:
            check_text(node)
    if (period := root.get("period")) is not None:
        period.allow("from", "to", inherited=True)
        for key in ("from", "to"):
            if (day := period.get(key)) is not None:
                parse_date(day.text)
    if (vat := root.get("vat")) is not None:
        choice(vat, "net", "gross")
    for _, source in root.need("sources").entries():
        source.allow("title", "address", "seen")
        check_text(source.need("title"))
        parse_date(source.need("seen").text)
    if (call := root.get("call")) is not None:
        call.allow("rounds", "order", "misfit", inherited=True)
        if (rounds := call.get("rounds")) is not None:
            parse_whole(rounds.text)
        call.need("order").items()
        choice(call.need("misfit"), "stop", "skip", "part")
    if (targets := root.get("targets")) is not None:
        for key, target in targets.entries():
            if key not in ("source", "at", "rounding"):
                parse_whole(target.text)


def moments_of(root: Node) -> Iterator[Node]:
    """Every moment that the programme names."""
    for node in root.walk():
        if node.is_mapping and node.path != "assumed":
            keys = ["at"] if node.path == "period" else ["at", "from"]
            yield from (found for key in keys if (found := node.get(key)) is not None)


def check_programme(root: Node) -> Programme:
    """The programme of a file, or the refusal of the first thing that is wrong with it."""
    check_statements(root)
    grant, bridging = root.get("grant"), root.get("bridging")
    if grant is not None:
        check_grant(grant)
    phases = check_bridging(bridging) if bridging is not None else []
    caps = found.items() if (found := root.get("caps")) is not None else []
    funds = found.items() if (found := root.get("financing")) is not None else []
    digits = currency_digits(root.need("currency").text)
    parts = (["grant"] if grant else []) + [phase.need("name").text for phase in phases]
    parts += (["bridging"] if bridging else []) + ["total"]
    if len(caps) > MOST_CAPS:
        raise Refusal("LIMIT", f"caps: {len(caps)} caps")
    for cap in caps:
        check_cap(cap, parts)
    check_inherited_keys(root, [name for name, _ in root.need("sources").entries()])
    if (assumed := root.get("assumed")) is not None:
        paths = {node.path for node in root.walk()}
        for path, reason in assumed.entries():
            check_text(reason)
            if path not in paths:
                raise Refusal("REFERENCE", f"assumed: there is no {path!r}")
    judged = ([grant] if grant else []) + phases + caps
    conditions = [found for part in judged if (found := part.get("requires")) is not None]
    programme = Programme(
        root=root,
        identity=root.need("id").text,
        currency=root.need("currency").text,
        digits=digits,
        grant=grant,
        bridging=bridging,
        phases=phases,
        caps=caps,
        funds=funds,
        condition_names={name for found in conditions for name, _ in condition_terms(found)},
        date_names={moment.text for moment in moments_of(root)} - set(MOMENTS),
        speaks_of_job_fraction=any(
            node.content == "job-fraction" and ".times[" in node.path for node in root.walk()
        ),
    )
    check_financing(funds, programme.has_own)
    return programme


# --------------------------------------------------------------------------------- case


@dataclass
class Decision:
    """A decision of the case: whether it was made, its day, and the day that it says it starts."""

    decided: bool
    day: datetime.date | None = None
    starts: datetime.date | None = None


@dataclass
class Workplace:
    """One created job; `claims` holds what was requested, by part, in minor units."""

    identity: str
    place: int
    employed: datetime.date | None
    job_fraction: Fraction
    traits: set[str]
    claims: dict[str, int | list[int]]


@dataclass
class Case:
    """One entity's application."""

    identity: str
    agreement: datetime.date | None
    dates: dict[str, datetime.date]
    traits: set[str]
    earlier: dict[str, int] = field(default_factory=dict)
    earlier_workplaces: int = 0
    decisions: dict[str, Decision] = field(default_factory=dict)
    workplaces: list[Workplace] = field(default_factory=list)


def read_decision(node: Node) -> Decision:
    """true | date | {applied: date, decided: date, starts: date}"""
    if node.is_mapping:
        node.allow("applied", "decided", "starts")
        days = {key: parse_date(value.text) for key, value in node.entries()}
        if "applied" in days and "decided" in days and days["decided"] < days["applied"]:
            raise node.refuse("VALUE", "decided before it was applied for")
        return Decision("decided" in days, days.get("decided"), days.get("starts"))
    if node.text == "true":
        return Decision(True)
    return Decision(True, parse_date(node.text))


def read_claims(node: Node, programme: Programme) -> dict[str, int | list[int]]:
    """money (the grant) | {PART: money | [money a month, …]}"""
    claims: dict[str, int | list[int]] = {}
    entries = [("grant", node)] if node.is_scalar else node.entries()
    for part, claim in entries:
        if part not in ([*programme.stages, "grant"] if programme.grant else programme.stages):
            raise claim.refuse("REFERENCE", f"the programme has no part {part!r}")
        if claim.is_list:
            if part == "grant":
                raise claim.refuse("TYPE", "a grant has no months")
            claims[part] = [parse_money(item.text, programme.digits) for item in claim.items()]
        else:
            claims[part] = parse_money(claim.text, programme.digits)
    return claims


def read_workplaces(item: Node, places_taken: int, programme: Programme) -> list[Workplace]:
    """One item of `workplaces`: one workplace with an id, or `count` alike, named by place."""
    item.allow("id", "count", "employed", "job-fraction", "traits", "requested")
    identity, count = item.get("id"), item.get("count")
    if (identity is None) == (count is None):
        raise item.refuse("VALUE", "exactly one of id, count was expected")
    job_fraction = parse_number(item.need("job-fraction").text)
    if not 0 < job_fraction <= 1:
        raise item.refuse("VALUE", "a job fraction is above 0 and at most 1")
    if job_fraction < 1 and not programme.speaks_of_job_fraction:
        raise item.refuse("REFUSED", "the programme does not speak of part-time workplaces")
    employed, traits, requested = item.get("employed"), item.get("traits"), item.get("requested")
    claims = read_claims(requested, programme) if requested is not None else {}
    return [
        Workplace(
            identity=identity.text if identity is not None else f"w{places_taken + 1 + number}",
            place=places_taken + number,
            employed=parse_date(employed.text) if employed is not None else None,
            job_fraction=job_fraction,
            traits={trait.text for trait in traits.items()} if traits is not None else set(),
            claims=claims,
        )
        for number in range(parse_whole(count.text, least=1) if count is not None else 1)
    ]


def read_earlier(node: Node, case: Case, programme: Programme) -> None:
    """earlier {PART: money, workplaces: n}"""
    parts = ["total"] + programme.stages
    parts += ["grant"] if programme.grant else []
    parts += ["bridging"] if programme.bridging else []
    for key, value in node.entries():
        if key == "workplaces":
            case.earlier_workplaces = parse_whole(value.text)
        elif key in parts:
            case.earlier[key] = parse_money(value.text, programme.digits)
        else:
            raise value.refuse("REFERENCE", f"the programme has no part {key!r}")


def check_names(case: Case, programme: Programme) -> None:
    """A trait, decision or date that no rule of the programme names is an error."""
    conditions = [*case.traits, *case.decisions]
    conditions += [trait for workplace in case.workplaces for trait in workplace.traits]
    for name in conditions:
        if name not in programme.condition_names:
            raise Refusal("REFERENCE", f"no rule of the programme names {name!r}")
    for name in case.dates:
        if name not in programme.date_names:
            raise Refusal("REFERENCE", f"no rule of the programme names the date {name!r}")
    identities = [workplace.identity for workplace in case.workplaces]
    if len(set(identities)) < len(identities):
        raise Refusal("VALUE", "workplaces: an id stands twice")


def check_period(agreement: datetime.date, programme: Programme) -> None:
    """An agreement outside `period` is refused; both ends belong to it."""
    period = programme.root.get("period")
    if period is None:
        return
    begin, end = period.get("from"), period.get("to")
    if begin is not None and agreement < parse_date(begin.text):
        raise Refusal("REFUSED", "agreement: before the programme's period")
    if end is not None and agreement > parse_date(end.text):
        raise Refusal("REFUSED", "agreement: after the programme's period")


def check_case(root: Node, programme: Programme) -> Case:
    """The case of a file, or the refusal of the first thing that is wrong with it."""
    root.allow(*"pomost id programme agreement dates entity decisions workplaces".split())
    if root.need("pomost").text != "1":
        raise root.refuse("VALUE", "only pomost: 1 is known")
    if root.need("programme").text != programme.identity:
        raise root.refuse("MISMATCH", "the case names another programme")
    entity, dates, decisions = root.get("entity"), root.get("dates"), root.get("decisions")
    agreement = root.get("agreement")
    case = Case(
        identity=root.need("id").text,
        agreement=parse_date(agreement.text) if agreement is not None else None,
        dates={name: parse_date(day.text) for name, day in dates.entries()} if dates else {},
        traits=set(),
    )
    if entity is not None:
        entity.allow("id", "name", "traits", "earlier")
        check_text(entity.need("id"))
        if (traits := entity.get("traits")) is not None:
            case.traits = {trait.text for trait in traits.items()}
        if (earlier := entity.get("earlier")) is not None:
            read_earlier(earlier, case, programme)
    if decisions is not None:
        case.decisions = {name: read_decision(value) for name, value in decisions.entries()}
    for item in root.need("workplaces").items():
        case.workplaces += read_workplaces(item, len(case.workplaces), programme)
        if len(case.workplaces) > MOST_WORKPLACES:
            raise Refusal("LIMIT", "workplaces: more than 10 000")
    check_names(case, programme)
    if case.agreement is not None:
        check_period(case.agreement, programme)
    return case
