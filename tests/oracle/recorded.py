"""Blocks of a programme that no award comes from: read and checked."""

from __future__ import annotations

from fractions import Fraction

from grammar import (
    CAP_PER_MONTH,
    Place,
    check_moment,
    check_series_name,
    check_term,
    check_text,
    check_value,
    choice,
)
from literals import (
    ROUNDING_MODES,
    Refusal,
    currency_digits,
    parse_date,
    parse_decimal,
    parse_money,
    parse_number,
    parse_whole,
    round_to_whole,
)
from nodes import INHERITED_KEYS, Node
from series import Series

# The moments of `unit` and `floor`; `month` is the day on which it is paid back.
UNIT: Place = CAP_PER_MONTH


def check_statements(root: Node) -> None:
    """What a programme says about itself."""
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
    if (edition := root.get("edition")) is not None:
        edition.allow("from", "at", inherited=True)
        parse_date(edition.need("from").text)
        check_moment(edition.need("at"), "agreement", "employment")
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
            if key not in INHERITED_KEYS:
                parse_whole(target.text)


def check_recorded(root: Node, parts: list[str], series: dict[str, Series]) -> None:
    """durability, vacancy, suspension, repayment, budget, services."""
    if (durability := root.get("durability")) is not None:
        durability.allow("months", "from", inherited=True)
        parse_whole(durability.need("months").text)
        check_moment(durability.need("from"), "agreement", "employment", "bridging-end")
    if (vacancy := root.get("vacancy")) is not None:
        vacancy.allow("refill-within", "while-vacant", "shifts-schedule", inherited=True)
        check_term(vacancy.need("refill-within"))
        choice(vacancy.need("while-vacant"), "paid", "unpaid")
        choice(vacancy.need("shifts-schedule"), "true", "false")
    if (suspension := root.get("suspension")) is not None:
        suspension.allow("paid", "shifts-schedule", inherited=True)
        choice(suspension.need("paid"), "true", "false")
        choice(suspension.need("shifts-schedule"), "true", "false")
    if (repayment := root.get("repayment")) is not None:
        check_repayment(repayment, parts, series)
    if (budget := root.get("budget")) is not None:
        check_budget(budget, root)
    if (services := root.get("services")) is not None:
        for service in services.items():
            service.allow("name", "count", "hours", inherited=True)
            check_text(service.need("name"))
            if (count := service.get("count")) is not None:
                parse_whole(count.text)
            if (hours := service.get("hours")) is not None and parse_decimal(hours.text) < 0:
                raise hours.refuse("VALUE", "negative")


def check_repayment(repayment: Node, parts: list[str], series: dict[str, Series]) -> None:
    """{PART: whole | by-month | by-day | none, within: term, interest: {…}}"""
    for key, node in repayment.entries():
        if key == "within":
            check_term(node)
        elif key == "interest":
            check_interest(node, series)
        elif key in parts:
            choice(node, "whole", "by-month", "by-day", "none")
        elif key not in INHERITED_KEYS:
            raise node.refuse("REFERENCE", f"the programme has no part {key!r}")


def check_interest(interest: Node, series: dict[str, Series]) -> None:
    """{series!, from!, first-day!, last-day!, unit!, rounding, floor}"""
    interest.allow("series", "from", "first-day", "last-day", "unit", "floor", inherited=True)
    check_series_name(interest.need("series"), series, of_aid=False)
    choice(interest.need("from"), "payment", "receipt")
    choice(interest.need("first-day"), "counts", "free")
    choice(interest.need("last-day"), "counts", "free")
    check_value(unit := interest.need("unit"), UNIT, series)
    if unit.is_scalar and unit.text != "unstated" and parse_number(unit.text) <= 0:
        raise unit.refuse("VALUE", "not above zero")
    if (rounding := interest.inherited("rounding")) is None:
        raise interest.refuse("KEY_MISSING", "no rounding here or above")
    choice(rounding, *ROUNDING_MODES)
    if (floor := interest.get("floor")) is not None:
        check_value(floor, UNIT, series)


# -------------------------------------------------------------------------------- budget


def check_budget(budget: Node, root: Node) -> None:
    """{total!, currency, parts: [fund], each: [fund]}: the parts make up the total exactly."""
    budget.allow("total", "currency", "parts", "each", inherited=True)
    code = budget.get("currency") or root.need("currency")
    digits = currency_digits(code.text)
    sums = [parse_money(budget.need("total").text, digits)]
    if (parts := budget.get("parts")) is not None:
        sums = split_budget(parts, sums[0], digits)
    if (each := budget.get("each")) is not None:
        for whole in sums:
            split_budget(each, whole, digits)


def split_budget(funds: Node, whole: int, digits: int) -> list[int]:
    """The sums of the funds, which must make up the whole."""
    nodes = funds.items()
    names = [fund.need("name").text for fund in nodes]
    if len(set(names)) < len(names):
        raise funds.refuse("VALUE", "two funds have one name")
    sums: list[int] = []
    rest_place = None
    for place, fund in enumerate(nodes):
        share, amount = check_fund(fund)
        if share is not None and share.text == "rest":
            if rest_place is not None:
                raise share.refuse("VALUE", "there are two rests")
            rest_place = place
            sums.append(0)
        elif amount is not None:
            sums.append(parse_money(amount.text, digits))
        else:
            sums.append(round_share(parse_number(share.text) * whole, share))
    left = whole - sum(sums)
    if left < 0 or (left > 0 and rest_place is None):
        raise funds.refuse("VALUE", f"the funds miss the whole by {left}")
    if rest_place is not None:
        sums[rest_place] = left
    return sums


def round_share(exact: Fraction, share: Node) -> int:
    """A share in minor units."""
    if exact.denominator == 1:
        return exact.numerator
    mode = share.inherited("rounding")
    if mode is None:
        raise share.refuse("UNSTATED", "not a whole number of minor units, and no rounding")
    return round_to_whole(exact, mode.text)


def check_fund(fund: Node) -> tuple[Node | None, Node | None]:
    """{name!, share or amount}: the share and the amount, one of them None."""
    fund.allow("name", "share", "amount", inherited=True)
    check_text(fund.need("name"))
    share, amount = fund.get("share"), fund.get("amount")
    if (share is None) == (amount is None):
        raise fund.refuse("VALUE", "exactly one of share, amount was expected")
    if share is not None and share.text != "rest" and parse_number(share.text) < 0:
        raise share.refuse("VALUE", "a share is negative")
    return share, amount


def check_financing(funds: list[Node], has_own: bool, digits: int, most: int) -> None:
    """[fund]: one rest at most; shares without a rest must be one, amounts need a rest."""
    if len(funds) > most:
        raise funds[0].refuse("LIMIT", f"{len(funds)} funds")
    names = [fund.need("name").text for fund in funds]
    if len(set(names)) < len(names) or (has_own and "own" in names):
        raise Refusal("VALUE", "financing: two funds have one name")
    total, rests, amounts = Fraction(0), 0, 0
    for fund in funds:
        share, amount = check_fund(fund)
        if amount is not None:
            parse_money(amount.text, digits)
            amounts += 1
        elif share.text == "rest":
            rests += 1
        else:
            total += parse_number(share.text)
    if rests > 1 or total > 1 or (funds and rests == 0 and (total != 1 or amounts)):
        raise Refusal("VALUE", "financing: the funds do not make one whole")
