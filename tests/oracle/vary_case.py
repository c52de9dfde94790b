"""Random cases and caps for programmes of the whole vocabulary."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from fractions import Fraction

from caps import calendar_month
from case import check_case
from draw import DATES, Generator, document
from literals import Refusal
from nodes import parse_yaml
from oracle import Assessment


def mappings_of(content: object) -> Iterator[dict]:
    """Every mapping in a tree."""
    if isinstance(content, dict):
        yield content
        for value in content.values():
            yield from mappings_of(value)
    elif isinstance(content, list):
        for item in content:
            yield from mappings_of(item)


class CaseGenerator(Generator):
    """A case that names what the programme names, and caps that bite."""

    # ----------------------------------------------------------------------- names

    def names_in_conditions(self) -> set[str]:
        """The names of all conditions, also those of rows, caps and needs."""
        names = set()
        for mapping in mappings_of(self.programme):
            requires = mapping.get("requires", [])
            for term in requires if isinstance(requires, list) else [requires]:
                names.add(term.removeprefix("not "))
        return names

    def dates_named(self) -> set[str]:
        """The dates that some moment names."""
        moments = set()
        for mapping in mappings_of(self.programme):
            found = [mapping.get("at"), mapping.get("from")]
            moments |= {moment for moment in found if isinstance(moment, str)}
        return moments & set(DATES)

    # ---------------------------------------------------------------------- claims

    def requested(self) -> object:
        """The claims of one item of `workplaces`."""
        claims: dict = {}
        lumps = self.lumps(per_entity=False)
        for name, lump in lumps.items():
            if self.chance(0.5) and (claim := self.claim(lump["amount"])) is not None:
                claims[name] = claim
        for name, phases in self.stages().items():
            claim = self.claim_of_stage(phases)
            if claim is not None:
                claims[name] = claim
        if list(claims) == ["grant"] and self.chance(0.5):
            return claims["grant"]
        return claims or None

    def claim_of_stage(self, phases: list[dict]) -> object:
        """One sum, a list of months, a list of tranches, or nothing."""
        amounts = [phase["amount"] for phase in phases]
        if amounts[0].get("spread") == "as-claimed":
            return self.tranches(phases[0])
        if any("flat" in amount for amount in amounts) or self.chance(0.5):
            return None
        fixed = all(isinstance(phase["months"], str) for phase in phases)
        per_month = all(amount.get("per") != "phase" for amount in amounts)
        alike = len({str(phase.get("requires")) for phase in phases}) == 1
        stated = "unstated" not in [phase["months"] for phase in phases]
        if fixed and per_month and alike and stated:
            if self.chance(0.5):
                months = [phase for phase in phases for _ in range(int(phase["months"]))]
                return [self.claim(phase["amount"]) for phase in months]
        return self.claim(amounts[0])

    def tranches(self, phase: dict) -> list[str]:
        """As many sums as months, that make the total or, up to it, less."""
        amount, months = phase["amount"], int(phase["months"])
        total = int(Fraction(amount.get("flat", amount.get("up-to"))) * 10**self.digits)
        if "up-to" in amount and self.chance(0.6):
            total = self.random.randint(0, total)
        cuts = sorted(self.random.randint(0, total) for _ in range(months - 1))
        sums = [end - begin for begin, end in zip([0, *cuts], [*cuts, total])]
        if self.chance(0.02):
            sums[0] += 1
        if self.chance(0.01):
            sums.append(0)
        return [self.money(part) for part in sums]

    def lumps(self, per_entity: bool) -> dict[str, dict]:
        """Grant and components by name, of the workplaces or of the entity."""
        found = {"grant": self.programme["grant"]} if "grant" in self.programme else {}
        found |= {item["name"]: item for item in self.programme.get("components", [])}
        return {
            name: lump
            for name, lump in found.items()
            if (lump.get("per") == "entity") == per_entity
        }

    # ------------------------------------------------------------------------ case

    def make_case(self) -> None:
        """A case around the day from which the programme was drawn."""
        super().make_case()
        case, base = self.case, self.base
        case["agreement"] = str(self.random.choice([base, base, self.near(base)]))
        if self.chance(0.02):
            del case["agreement"]
        employed = [base, base, self.near(base), base + datetime.timedelta(days=1)]
        has_range = any(isinstance(phase["months"], dict) for phase in self.phases())
        for workplace in case["workplaces"]:
            if "employed" in workplace:
                workplace["employed"] = str(self.random.choice(employed))
            if has_range and self.chance(0.3):
                workplace["months"] = self.number_of_months()
            elif self.months_of_lumps():
                workplace["months"] = self.number_of_months()
        for name in case.get("dates", {}):
            case["dates"][name] = str(self.edge())
        if "decisions" in case:
            names = case["decisions"]
            case["decisions"] = {name: self.vary_decision(name) for name in names}
        self.add_entity(case)
        named = {phase["name"] for phase in self.phases() if isinstance(phase["months"], dict)}
        if named and self.chance(0.5):
            case["months"] = {name: self.number_of_months() for name in sorted(named)}
        if self.chance(0.06):
            self.add_without(case)
        if self.chance(0.05):
            case["rate"] = "4.3217"
        case["workplaces"] = case.pop("workplaces")
        if self.chance(0.05) and "id" in case["workplaces"][0]:
            name = case["workplaces"][0]["id"]
            case["events"] = [{"on": str(base), "what": "vacated", "workplace": name}]

    def phases(self) -> list[dict]:
        """The phases of the programme."""
        return self.programme.get("bridging", {}).get("phases", [])

    def number_of_months(self) -> str:
        """A number in the range of this programme, often at its ends, seldom outside."""
        ends = [self.least_months, self.most_months]
        number = self.random.choice([*ends, self.random.randint(*ends)])
        return str(number + 1 if self.chance(0.01) else number)

    def months_of_lumps(self) -> bool:
        """Whether a row of a grant or component asks for the workplace's months."""
        lumps = [*self.lumps(False).values(), *self.lumps(True).values()]
        rows = [row for item in mappings_of(lumps) for row in item.get("table", [])]
        return any("months" in row for row in rows)

    def vary_decision(self, name: str) -> object:
        """A decision near the months of the case, now and then with a number of months."""
        decision = self.decision(self.base)
        asking = [phase for phase in self.phases() if isinstance(phase["months"], dict)]
        required = json.dumps([phase.get("requires", "") for phase in asking])
        if isinstance(decision, str) and self.chance(0.3):
            return str(self.edge())
        if f'"{name}"' in required and self.chance(0.4):
            day = self.near(self.base)
            return {"applied": str(self.edge_before(day)), "decided": str(day),
                    "months": self.number_of_months()}
        return decision

    def edge_before(self, day: datetime.date) -> datetime.date:
        """The same day or one somewhat before it."""
        return day - datetime.timedelta(days=self.random.choice([0, 0, 1, 30]))

    def add_entity(self, case: dict) -> None:
        """Counts that are needed and claims of the entity."""
        needs = self.programme.get("needs", [])
        counts = {need.get(key) for need in needs for key in ("count", "of")} - {None, "workplaces"}
        claims = {
            name: claim
            for name, lump in self.lumps(per_entity=True).items()
            if self.chance(0.4) and (claim := self.claim(lump["amount"])) is not None
        }
        if not counts and not claims:
            return
        entity = case.setdefault("entity", {"id": "e-1"})
        if counts and self.chance(0.98):
            staff = self.random.choice([3, 6, 10])
            few = self.random.choice([staff // 3, staff // 2, staff // 2, staff])
            numbers = {"staff": str(staff), "disadvantaged": str(few)}
            entity["counts"] = {name: numbers[name] for name in sorted(counts)}
        if claims:
            entity["requested"] = claims
        case["workplaces"] = case.pop("workplaces")

    def add_without(self, case: dict) -> None:
        """One part less, or all that go together."""
        parts = [*self.lumps(False), *self.lumps(True), *self.stages()]
        together = self.programme.get("together", [])
        part = self.random.choice(parts)
        case["without"] = together if part in together and self.chance(0.9) else [part]

    # ------------------------------------------------------------------------ caps

    def parts(self) -> list[str]:
        """What a cap may name under `on`."""
        return super().parts() + [item["name"] for item in self.programme.get("components", [])]

    def add_caps(self) -> None:
        """The caps of the plain vocabulary, some of them per month, of aid, or from a table."""
        super().add_caps()
        try:
            programme = self.read_programme()
            case = check_case(parse_yaml(document(self.case)), programme)
            caps = self.programme.pop("caps", [])
            uncapped = Assessment(self.read_programme(), case)
        except Refusal:
            return
        for cap in caps:
            if "amount" in cap and cap["per"] == "entity" and self.chance(0.35):
                self.make_monthly(cap, uncapped)
            elif "amount" in cap and self.chance(0.15):
                places = {"workplace": "cap-workplace"}
                self.place = places.get(cap["per"], "cap-entity")
                cap["amount"] = self.table_around(cap["amount"])
            elif cap["per"] == "entity" and "amount" in cap and self.chance(0.25):
                self.make_aid(cap, uncapped)
        if caps:
            self.programme["caps"] = caps

    def make_monthly(self, cap: dict, uncapped: Assessment) -> None:
        """A limit for each calendar month, around what the fullest one has."""
        cap["per"] = "entity-month"
        part = cap["on"]
        sums: dict = {}
        for item in uncapped.instalments:
            if part in (item.part, "total") or (part == "bridging" and item.is_month):
                month = calendar_month(item)
                sums[month] = sums.get(month, 0) + item.amount
        most = max(sums.values(), default=0)
        limits = [most - 1, most, most // 2, most * 2 // 3, most * 9 // 10, most // 3]
        cap["amount"] = self.money(self.random.choice(limits))
        self.place = "cap-month"
        if self.chance(0.3):
            cap["amount"] = self.table_around(cap["amount"])

    def table_around(self, amount: object) -> object:
        """A dated table with this amount, more or less of it."""
        if not isinstance(amount, str):
            return amount
        starts = sorted({str(self.edge()) for _ in range(2)})
        factors = [self.random.choice(["1", "1", "0.9", "2"]) for _ in starts]
        rows = [{"value": amount}]
        for start, factor in zip(starts, factors):
            rows.append({"from": start, "value": {"times": [amount, factor]}})
        return self.with_at({"table": rows})

    def make_aid(self, cap: dict, uncapped: Assessment) -> None:
        """Aid of the entity at the edges of the window, leaving about what the award needs."""
        del cap["amount"]
        cap["aid"] = "aid"
        if "agreement" not in self.case:
            return
        day = datetime.date.fromisoformat(self.case["agreement"])
        rate = Fraction(1)
        if self.programme["currency"] != "EUR":
            self.case["rate"] = self.random.choice(["4", "4.25", "4.3217", "1/3"])
            rate = Fraction(self.case["rate"])
        need = Fraction(uncapped.sum_of(), 10**self.digits) / rate
        room = need * self.random.choice([Fraction(1), Fraction(1, 2), Fraction(9, 10)])
        had = max(Fraction(self.random.choice([200000, 300000])) - room, Fraction(0))
        had = Fraction(int(had * 100) + self.random.choice([-1, 0, 1]), 100)
        years_ago = day.replace(day=min(day.day, 28), year=day.year - 3)
        first_days = [years_ago, datetime.date(day.year - 2, 1, 1)]
        aid = [{"date": str(self.random.choice([day, *first_days])), "amount": decimal(had)}]
        for edge in [*first_days, day + datetime.timedelta(days=1), day]:
            shift = datetime.timedelta(days=self.random.choice([-1, 0, 1]))
            if self.chance(0.5):
                amount = self.random.choice(["0.01", "77", "0"])
                aid.append({"date": str(edge + shift), "amount": amount})
        entity = self.case.setdefault("entity", {"id": "e-1"})
        entity["aid"] = aid
        self.case["workplaces"] = self.case.pop("workplaces")


def decimal(number: Fraction) -> str:
    """A number of hundredths as a decimal, not below zero."""
    cents = max(int(number * 100), 0)
    return f"{cents // 100}.{cents % 100:02d}"
