"""A case, checked, as plain objects."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from fractions import Fraction

from events import Event, check_agreement, check_order, read_events
from grammar import check_text, condition_terms, read_band
from literals import (
    Refusal,
    parse_date,
    parse_decimal,
    parse_money,
    parse_number,
    parse_whole,
)
from nodes import Node
from programme import Programme

MOST_WORKPLACES = 10_000

Claims = dict[str, "int | list[int]"]


@dataclass
class Decision:
    """A decision of the case: whether it was made, its days, and the length that it gives."""

    decided: bool
    day: datetime.date | None = None
    starts: datetime.date | None = None
    applied: datetime.date | None = None
    months: int | None = None


@dataclass
class Workplace:
    """One created job; `claims` holds what was requested, by part, in minor units."""

    identity: str
    place: int
    employed: datetime.date | None
    job_fraction: Fraction
    traits: set[str]
    months: int | None
    claims: Claims


@dataclass(frozen=True)
class Aid:
    """Aid that the entity had, in the currency of the ceilings."""

    day: datetime.date
    amount: Fraction


@dataclass
class Case:
    """One entity's application."""

    identity: str
    agreement: datetime.date | None
    dates: dict[str, datetime.date]
    rate: Fraction | None
    traits: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    earlier: dict[str, int] = field(default_factory=dict)
    earlier_workplaces: int = 0
    aid: list[Aid] = field(default_factory=list)
    claims: Claims = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    months: dict[str, int] = field(default_factory=dict)
    workplaces: list[Workplace] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def read_decision(node: Node) -> Decision:
    """true | date | {applied: date, decided: date, starts: date, months: n}"""
    if node.is_mapping:
        node.allow("applied", "decided", "starts", "months")
        days = {
            key: parse_date(day.text)
            for key in ("applied", "decided", "starts")
            if (day := node.get(key)) is not None
        }
        if "applied" in days and "decided" in days and days["decided"] < days["applied"]:
            raise node.refuse("VALUE", "decided before it was applied for")
        months = node.get("months")
        return Decision(
            "decided" in days, days.get("decided"), days.get("starts"), days.get("applied"),
            parse_whole(months.text, 1) if months is not None else None,
        )
    if node.text == "true":
        return Decision(True)
    day = parse_date(node.text)
    return Decision(True, day, applied=day)


def read_claims(node: Node, programme: Programme, of_entity: bool) -> Claims:
    """money (the grant) | {PART: money | [money a month, …]}"""
    claims: Claims = {}
    entries = [("grant", node)] if node.is_scalar and not of_entity else node.entries()
    for part, claim in entries:
        lump = programme.lump(part)
        if part not in programme.parts:
            raise claim.refuse("REFERENCE", f"the programme has no part {part!r}")
        if (lump is not None and lump.per_entity) != of_entity:
            raise claim.refuse("REFERENCE", f"{part!r} is claimed by the other one")
        if claim.is_list:
            if lump is not None:
                raise claim.refuse("TYPE", f"{part} has no months")
            claims[part] = [parse_money(item.text, programme.digits) for item in claim.items()]
        else:
            claims[part] = parse_money(claim.text, programme.digits)
    return claims


def read_workplaces(item: Node, places_taken: int, programme: Programme) -> list[Workplace]:
    """One item of `workplaces`: one workplace with an id, or `count` alike, named by place."""
    item.allow(*"id count employed job-fraction traits months requested".split())
    identity, count = item.get("id"), item.get("count")
    if (identity is None) == (count is None):
        raise item.refuse("VALUE", "exactly one of id, count was expected")
    job_fraction = parse_number(item.need("job-fraction").text)
    if not 0 < job_fraction <= 1:
        raise item.refuse("VALUE", "a job fraction is above 0 and at most 1")
    if job_fraction < 1 and not programme.speaks_of(job_fraction):
        raise item.refuse("REFUSED", "the programme does not speak of such workplaces")
    employed, traits, requested = item.get("employed"), item.get("traits"), item.get("requested")
    months = item.get("months")
    return [
        Workplace(
            identity=identity.text if identity is not None else f"w{places_taken + 1 + number}",
            place=places_taken + number,
            employed=parse_date(employed.text) if employed is not None else None,
            job_fraction=job_fraction,
            traits={trait.text for trait in traits.items()} if traits is not None else set(),
            months=parse_whole(months.text, 1) if months is not None else None,
            claims=read_claims(requested, programme, False) if requested is not None else {},
        )
        for number in range(parse_whole(count.text, least=1) if count is not None else 1)
    ]


def read_entity(entity: Node, case: Case, programme: Programme) -> None:
    """entity {id!, name, traits, counts, earlier, aid, requested}"""
    entity.allow("id", "name", "traits", "counts", "earlier", "aid", "requested")
    check_text(entity.need("id"))
    if (traits := entity.get("traits")) is not None:
        case.traits = {trait.text for trait in traits.items()}
    if (counts := entity.get("counts")) is not None:
        case.counts = {name: parse_whole(count.text) for name, count in counts.entries()}
    if (requested := entity.get("requested")) is not None:
        case.claims = read_claims(requested, programme, True)
    for aid in aids.items() if (aids := entity.get("aid")) is not None else []:
        aid.allow("date", "amount", "entity")
        amount = parse_decimal(aid.need("amount").text)
        if amount < 0:
            raise aid.refuse("VALUE", "negative")
        if (other := aid.get("entity")) is not None:
            check_text(other)
        case.aid.append(Aid(parse_date(aid.need("date").text), amount))
    for key, value in earlier.entries() if (earlier := entity.get("earlier")) is not None else []:
        if key == "workplaces":
            case.earlier_workplaces = parse_whole(value.text)
        elif key in programme.parts_of_caps:
            case.earlier[key] = parse_money(value.text, programme.digits)
        else:
            raise value.refuse("REFERENCE", f"the programme has no part {key!r}")


def read_and_check_events(events: Node, case: Case) -> None:
    """The events: each is right in itself, and each workplace's own are in order."""
    case.events = read_events(events, {workplace.identity for workplace in case.workplaces})
    check_agreement(case.events, case.agreement)
    for workplace in case.workplaces:
        check_order(case.events, workplace.identity, workplace.employed)


# ------------------------------------------------------------------- what nothing asks for


def check_names(case: Case, programme: Programme) -> None:
    """A trait, decision, date or count that no rule of the programme names is an error."""
    conditions = [*case.traits, *case.decisions]
    conditions += [trait for workplace in case.workplaces for trait in workplace.traits]
    for kind, names, known in (
        ("name", conditions, programme.condition_names),
        ("date", case.dates, programme.date_names),
        ("count", case.counts, programme.count_names),
        ("part", case.without, programme.parts),
    ):
        for name in names:
            if name not in known:
                raise Refusal("REFERENCE", f"no rule of the programme names the {kind} {name!r}")
    identities = [workplace.identity for workplace in case.workplaces]
    if len(set(identities)) < len(identities):
        raise Refusal("VALUE", "workplaces: an id stands twice")


def check_months(case: Case, programme: Programme) -> None:
    """Numbers of months that nothing in the programme asks for are errors."""
    bands = [phase for phase in programme.phases if phase.need("months").is_mapping]
    named = {phase.need("name").text for phase in bands}
    for name in case.months:
        if name not in programme.stages:
            raise Refusal("REFERENCE", f"months: there is no phase {name!r}")
        if name not in named:
            raise Refusal("VALUE", f"months: {name!r} has a fixed length")
    required = {
        name for phase in bands for name, wanted in condition_terms(phase.get("requires")) if wanted
    }
    for name, decision in case.decisions.items():
        if decision.months is not None and name not in required:
            raise Refusal("VALUE", f"decisions: nothing asks for the months of {name!r}")
    asked = bool(bands) or any(
        row.get("months") is not None
        for lump in programme.lumps
        for node in lump.node.walk()
        if node.is_mapping and (table := node.get("table")) is not None
        for row in table.items()
    )
    if not asked and any(workplace.months is not None for workplace in case.workplaces):
        raise Refusal("VALUE", "workplaces: nothing asks for months")


def check_together(case: Case, programme: Programme) -> None:
    """A case that goes without a part of `together` goes without all of them."""
    left = [part for part in programme.together if part not in case.without]
    if left and len(left) < len(programme.together):
        raise Refusal("REFUSED", "without: parts that go together are asked for alone")


def moment_of_edition(case: Case, at: Node) -> datetime.date:
    """The day by which the edition is chosen; the employment is that of the first workplace."""
    if at.text == "agreement":
        day = case.agreement
    elif at.text == "employment":
        day = case.workplaces[0].employed if case.workplaces else None
    else:
        day = case.dates.get(at.text)
    if day is None:
        raise at.refuse("KEY_MISSING", "the case does not give this day")
    return day


def check_period(case: Case, programme: Programme) -> None:
    """An agreement outside `period` is refused, both ends belonging to it; so is a case before the
    edition."""
    edition, period = programme.root.get("edition"), programme.root.get("period")
    if edition is not None:
        day = moment_of_edition(case, edition.need("at"))
        if day < parse_date(edition.need("from").text):
            raise Refusal("REFUSED", f"edition: {day} is before it")
    if period is None or case.agreement is None:
        return
    begin, end = period.get("from"), period.get("to")
    if begin is not None and case.agreement < parse_date(begin.text):
        raise Refusal("REFUSED", "agreement: before the programme's period")
    if end is not None and case.agreement > parse_date(end.text):
        raise Refusal("REFUSED", "agreement: after the programme's period")


# ---------------------------------------------------------------------------------- needs


def count_of(case: Case, node: Node) -> int:
    """A count of the entity, or the number of workplaces of the case."""
    if node.text == "workplaces":
        return len(case.workplaces)
    if node.text not in case.counts:
        raise node.refuse("REFUSED", "the case does not give this count")
    return case.counts[node.text]


def check_count(need: Node, case: Case) -> None:
    """A count below a minimum or over a maximum is refused."""
    count = count_of(case, need.need("count"))
    of = need.get("of")
    whole = count_of(case, of) if of is not None else 1
    least, most = need.get("from"), need.get("to")
    if least is not None and count < parse_number(least.text) * whole:
        raise need.refuse("REFUSED", f"{count} are too few")
    if most is not None and count > parse_number(most.text) * whole:
        raise need.refuse("REFUSED", f"{count} are too many")


def check_job_fraction(need: Node, workplace: Workplace) -> None:
    """A workplace outside the band is refused."""
    if not read_band(need.need("job-fraction")).holds(workplace.job_fraction):
        raise need.refuse("REFUSED", f"{workplace.identity} is outside the band")


# ----------------------------------------------------------------------------------- file


def check_case(root: Node, programme: Programme) -> Case:
    """The case of a file, or the refusal of the first thing that is wrong with it."""
    root.allow(
        *"pomost id programme agreement dates rate entity decisions without months".split(),
        *"workplaces events".split(),
    )
    if root.need("pomost").text != "1":
        raise root.refuse("VALUE", "only pomost: 1 is known")
    if root.need("programme").text != programme.identity:
        raise root.refuse("MISMATCH", "the case names another programme")
    agreement, dates, rate = root.get("agreement"), root.get("dates"), root.get("rate")
    case = Case(
        identity=root.need("id").text,
        agreement=parse_date(agreement.text) if agreement is not None else None,
        dates={name: parse_date(day.text) for name, day in dates.entries()} if dates else {},
        rate=parse_number(rate.text) if rate is not None else None,
    )
    if case.rate is not None and case.rate <= 0:
        raise rate.refuse("VALUE", "a rate is above zero")
    if (entity := root.get("entity")) is not None:
        read_entity(entity, case, programme)
    if (decisions := root.get("decisions")) is not None:
        case.decisions = {name: read_decision(value) for name, value in decisions.entries()}
    if (without := root.get("without")) is not None:
        case.without = {part.text for part in without.items()}
    if (months := root.get("months")) is not None:
        case.months = {name: parse_whole(number.text, 1) for name, number in months.entries()}
    for item in root.need("workplaces").items():
        case.workplaces += read_workplaces(item, len(case.workplaces), programme)
        if len(case.workplaces) > MOST_WORKPLACES:
            raise Refusal("LIMIT", "workplaces: more than 10 000")
    if (events := root.get("events")) is not None:
        read_and_check_events(events, case)
    check_names(case, programme)
    check_months(case, programme)
    check_together(case, programme)
    check_period(case, programme)
    return case
