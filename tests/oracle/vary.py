"""Random programmes over the whole vocabulary: tables, series, parts of months, components.

Days are drawn around one day of the case, so that dated rows, limits and decisions meet months at
their edges.
"""

from __future__ import annotations

import calendar
import datetime

from draw import DATES, DECISIONS, Quoted, document
from literals import ROUNDING_MODES
from vary_case import CaseGenerator

COMPONENTS = ("training", "transport", "equipment")
SPREADS = ("rest-last", "rest-first", "largest-remainder")
PART_MONTHS = ["whole", "none"] + ["calendar-days", "thirtieths", "working-days"] * 3
MOMENTS_OF = {
    "phase": ["month"] * 4 + ["employment", "agreement", *DATES],
    "lump": ["agreement", "agreement", "employment", "month", "bridging-end", *DATES],
    "entity": ["agreement", "agreement", "month", *DATES],
    "cap-workplace": ["agreement", "employment", "bridging-end", *DATES],
    "cap-entity": ["agreement", *DATES],
    "cap-month": ["month", "month", "agreement", *DATES],
}


class WholeGenerator(CaseGenerator):
    """One programme, one case and their series."""

    def __init__(self, seed: int, number: int):
        super().__init__(seed, number)
        self.start()

    def start(self) -> None:
        """Draw what a programme and its case share: the day around which everything lies, the
        range of months, the place where a value is being drawn."""
        self.base = self.day()
        self.part_time = self.chance(0.35)
        self.huge = self.chance(0.02)
        self.place = "phase"
        self.requires: object = None
        self.least_months = self.random.choice([1, 2, 3])
        self.most_months = self.least_months + self.random.choice([0, 1, 3, 9])
        self.rows_of = {}
        self.default_at = self.random.choice(["agreement", *DATES]) if self.chance(0.3) else None

    def day(self) -> datetime.date:
        """A day for the case: before the year 2300, so that series can end after it."""
        return min(super().day(), datetime.date(2300, 1, 31))

    def edge(self) -> datetime.date:
        """A day at which a rule may change: months after the day of the case, or at the start or
        the end of a calendar month, or one day off."""
        day = self.near(self.base)
        kind = self.random.choice(["as it is", "first", "last", "base"])
        if kind == "first":
            day = day.replace(day=1)
        elif kind == "last":
            day = day.replace(day=calendar.monthrange(day.year, day.month)[1])
        elif kind == "base":
            day = self.base
        return day + datetime.timedelta(days=self.random.choice([-1, 0, 0, 0, 1]))

    # ---------------------------------------------------------------------- series

    def series_rows(self, name: str) -> list[dict]:
        """The rows of a series, drawn once."""
        if name not in self.rows_of:
            early = "2000-01-01" if self.chance(0.97) else str(self.base)
            starts = [early, *sorted({str(self.edge()) for _ in range(self.random.randint(0, 3))})]
            starts = sorted(set(starts))
            if name == "holidays":
                starts = ["2000-01-01", *sorted({str(self.edge()) for _ in range(6)})]
            rows = [{"from": start, "value": self.series_value(name)} for start in starts]
            if name == "holidays" and self.chance(0.5):
                rows.insert(1, {"from": "2000-02-01", "to": "2000-02-03", "value": "1"})
            for row, later in zip(rows, rows[1:]):
                if name != "holidays" and self.chance(0.1):
                    gap = self.random.choice([1, 1, 2])
                    end = datetime.date.fromisoformat(later["from"]) - datetime.timedelta(days=gap)
                    if str(end) >= row["from"]:
                        row["to"] = str(end)
            if self.chance(0.02):
                rows[-1]["value"] = "unknown"
            self.rows_of[name] = rows
        return self.rows_of[name]

    def series_value(self, name: str) -> str:
        """What a row of this series says."""
        if name == "holidays":
            return self.random.choice(["1", "1", "1", "0"])
        if name == "rate":
            return self.random.choice(["100%", "50%", "33.33%", "1", "0.85", "102.5%"])
        return self.money(self.some_minor())

    def aid_rows(self) -> list[dict]:
        """Ceilings that change around the day of the agreement."""
        if "aid" not in self.rows_of:
            change = self.random.choice([self.edge(), self.base, datetime.date(2024, 1, 1)])
            change = max(change, datetime.date(2001, 1, 1))
            before = change - datetime.timedelta(days=1)
            windows = ["three-years", "tax-years"]
            self.random.shuffle(windows)
            self.rows_of["aid"] = [
                {"from": "2000-01-01", "to": str(before), "ceiling": "200000", "currency": "EUR",
                 "window": windows[0]},
                {"from": str(change), "ceiling": "300000", "currency": "EUR", "window": windows[1]},
            ]
        return self.rows_of["aid"]

    def series_texts(self) -> list[str]:
        """The series that the programme names, each as a file."""
        text = document(self.programme)
        texts = []
        for name in ("wage", "rate", "holidays", "aid"):
            if f"series: {name}" in text or f"holidays: {name}" in text or f"aid: {name}" in text:
                rows = self.aid_rows() if name == "aid" else self.series_rows(name)
                known = str(self.near(self.base)) if self.chance(0.04) else "2500-01-01"
                known = self.rows_of.setdefault(name + " known", known)
                content = {
                    "pomost": "1", "series": name, "unit": "PLN", "source": Quoted("drawn by lot"),
                    "known-to": known, "rows": rows,
                }
                texts.append(document(content))
        return texts

    # ---------------------------------------------------------------------- values

    def at(self) -> str:
        """A moment that the place knows."""
        moments = MOMENTS_OF[self.place]
        if self.place in ("phase", "lump") and self.requires_decision() and self.chance(0.6):
            return "decision"
        return self.random.choice(moments)

    def requires_decision(self) -> bool:
        """Whether the part being drawn requires a decision."""
        terms = self.requires if isinstance(self.requires, list) else [self.requires]
        return any(term in DECISIONS for term in terms)

    def with_at(self, mapping: dict) -> dict:
        """The same with `at`, unless one around it serves."""
        if self.default_at is None or self.chance(0.8):
            mapping["at"] = self.at()
        return mapping

    def value(self) -> object:
        """A value of any kind; the place says what it may speak of."""
        if self.chance(0.3):
            return self.table()
        if self.chance(0.12):
            return self.with_at({"series": "wage"})
        if self.chance(0.08):
            factors = [self.with_at({"series": "rate"}), self.number()]
            if self.of_workplace() and self.part_time:
                factors.append("job-fraction")
            return {"times": factors}
        if self.chance(0.04):
            return {self.random.choice(["least", "greatest"]): [self.table(), self.number()]}
        part_time, self.part_time = self.part_time, self.part_time and self.of_workplace()
        value = super().value()
        self.part_time = part_time
        return value

    def of_workplace(self) -> bool:
        """Whether the place is that of one workplace."""
        return self.place in ("phase", "lump", "cap-workplace")

    def row_value(self) -> object:
        """What a row is worth."""
        if self.chance(0.005):
            return "unstated"
        if self.part_time and self.of_workplace() and self.chance(0.3):
            return {"times": [self.number(), "job-fraction"]}
        return {"times": [self.number(), "1/3"]} if self.chance(0.05) else self.number()

    def table(self) -> dict:
        """Groups of rows, mostly each with a row for all that no other row took."""
        rows: list[dict] = []
        dated = self.chance(0.75)
        starts = sorted({str(self.edge()) for _ in range(self.random.choice([1, 1, 2, 3]))})
        early = None if self.chance(0.5) or not dated else "2001-01-01"
        for start in [early, *(starts if dated else [])]:
            for _ in range(self.random.choice([0, 0, 1, 2])):
                rows.append(self.row(start, self.matching()))
            if self.chance(0.985) or not rows:
                rows.append(self.row(start, {}))
        if self.chance(0.04) and dated and len(rows) > 2:
            rows = rows[1:]
        table: dict = {"table": rows}
        return self.with_at(table) if dated else table

    def row(self, start: str | None, matching: dict) -> dict:
        """One row, now and then with its own inherited keys."""
        row = ({"from": start} if start is not None else {}) | matching
        row["value"] = self.row_value()
        if self.chance(0.05):
            row["source"] = "test"
        return row

    def matching(self) -> dict:
        """Whom a row is for."""
        matching: dict = {}
        kinds = ["requires"]
        if self.of_workplace():
            kinds += ["job-fraction"] * (3 if self.part_time else 1)
            kinds += ["months"] * (2 if self.place == "phase" else 0)
            kinds += ["months"] * (self.place == "lump" and self.chance(0.15))
        for kind in sorted({self.random.choice(kinds) for _ in range(2)}):
            if kind == "requires":
                matching["requires"] = self.condition()
            elif kind == "months":
                matching["months"] = self.months_to_match()
            else:
                ends = [{"from": "1/2"}, {"over": "1/2"}, {"under": "3/4", "from": "0.25"}]
                ends += [{"to": "3/4", "over": "0"}, "3/4", "1/2", "1", "0.75"]
                matching["job-fraction"] = self.random.choice(ends)
        return matching

    def months_to_match(self) -> object:
        """A number of months, or a band of them."""
        months = self.random.choice([1, 3, 6, self.least_months, self.most_months])
        band: dict = {self.random.choice(["from", "over"]): str(months)}
        if self.chance(0.5):
            band[self.random.choice(["to", "under"])] = str(months + self.random.choice([2, 3]))
        return str(months) if self.chance(0.4) else band

    # ----------------------------------------------------------------------- parts

    def part(self) -> dict:
        """What a grant, a component and a phase have in common; the condition is drawn first."""
        self.requires = self.condition() if self.chance(0.25) else None
        part: dict = {"amount": self.amount()}
        if self.requires is not None:
            part["requires"] = self.requires
        if self.chance(0.1):
            part["rounding"] = self.random.choice(ROUNDING_MODES)
        return part

    def grant(self) -> dict:
        """A grant or a component, per workplace or for the entity."""
        per_entity = self.chance(0.25)
        self.place = "entity" if per_entity else "lump"
        grant = super().grant()
        if per_entity:
            grant["per"] = "entity"
            grant.get("due", {}).pop("from", None)
            if "due" in grant:
                grant["due"]["from"] = self.random.choice(["agreement", *DATES])
        elif "due" in grant and self.chance(0.2):
            grant["due"]["from"] = "decision" if self.requires_decision() else "bridging-end"
        elif self.chance(0.1):
            grant["per"] = "workplace"
        return grant

    def components(self) -> list[dict]:
        """Up to three components."""
        names = self.random.sample(COMPONENTS, self.random.choice([1, 1, 2, 3]))
        return [{"name": name} | self.grant() for name in names]

    def months_after(self) -> dict:
        """{months, from}"""
        moments = ["employment", "employment", "agreement", *DATES]
        months = self.random.choice([1, 3, 6, 6, 7, 8, 12, 18])
        return {"months": str(months), "from": self.random.choice(moments)}

    def bridging(self) -> dict:
        """Bridging as in the plain vocabulary, then with what the whole one adds."""
        self.place = "phase"
        bridging = super().bridging()
        phases = bridging.pop("phases")
        if self.chance(0.45):
            bridging["count-months"] = "calendar" if self.chance(0.9) else "from-start"
        if self.chance(0.3):
            bridging["until"] = self.months_after()
        if "count-months" in bridging or "until" in bridging or self.chance(0.1):
            if self.chance(0.98):
                bridging["part-months"] = self.random.choice(PART_MONTHS)
        if bridging.get("part-months") == "working-days" or self.chance(0.05):
            bridging["holidays"] = self.random.choice(["none", "holidays"])
        bridging["phases"] = [self.vary_phase(phase, place) for place, phase in enumerate(phases)]
        return bridging

    def vary_phase(self, phase: dict, place: int) -> dict:
        """Another length, another spread, an application that must not be early."""
        if self.chance(0.2):
            phase["months"] = self.band_of_months()
        elif self.chance(0.002):
            phase["months"] = "unstated"
        if self.chance(0.25):
            phase["amount"] |= {"per": "phase", "spread": self.random.choice(SPREADS)}
        elif self.chance(0.08):
            phase["name"] = f"tranches-{place}"
            phase["months"] = str(self.random.choice([1, 2, 3, 5]))
            minor = self.money(self.some_minor())
            key = self.random.choice(["flat", "up-to"])
            phase["amount"] = {key: minor, "per": "phase", "spread": "as-claimed"}
        elif self.chance(0.1):
            phase["amount"]["per"] = "month"
        if phase.get("requires") in DECISIONS and self.chance(0.5):
            phase["apply-after"] = self.months_after() | {"months": self.random.choice("0123")}
        return phase

    def band_of_months(self) -> dict:
        """The one range of this programme, in one of its forms."""
        least, most = self.least_months, self.most_months
        low = {"from": str(least)} if least == 1 or self.chance(0.6) else {"over": str(least - 1)}
        high = {"to": str(most)} if self.chance(0.6) else {"under": str(most + 1)}
        if self.chance(0.06):
            return low
        return high if self.chance(0.1) else low | high

    def financing(self) -> list[dict]:
        """Funds by shares, or with a sum that is spent first."""
        funds = super().financing()
        if not any(fund["share"] == "rest" for fund in funds) or self.chance(0.5):
            return funds
        for fund in funds:
            if fund["share"] != "rest" and self.chance(0.6):
                del fund["share"]
                fund["amount"] = self.money(self.some_minor())
        return funds

    # ------------------------------------------------------------------- programme

    def make_programme(self) -> None:
        """A programme of any shape; caps and assumptions come later."""
        super().make_programme()
        programme = self.programme
        programme.pop("at", None)
        if self.default_at is not None:
            programme["at"] = self.default_at
        if self.chance(0.35):
            programme["components"] = self.components()
        if self.chance(0.15):
            programme["edition"] = {"from": str(self.base - datetime.timedelta(days=400)),
                                    "at": self.random.choice(["agreement", "employment"])}
            if self.chance(0.3):
                programme["edition"]["from"] = str(self.edge())
        parts = self.single_parts()
        if len(parts) > 1 and self.chance(0.2):
            programme["together"] = self.random.sample(parts, min(len(parts), 2))
        if self.chance(0.2):
            programme["needs"] = [self.need() for _ in range(self.random.choice([1, 1, 2]))]
        self.add_recorded()

    def single_parts(self) -> list[str]:
        """Grant, components and stages that are per workplace."""
        lumps = [{"name": "grant"} | self.programme["grant"]] if "grant" in self.programme else []
        lumps += self.programme.get("components", [])
        names = [lump["name"] for lump in lumps if lump.get("per") != "entity"]
        return names + list(self.stages())

    def need(self) -> dict:
        """Something that the case must have; the case is drawn to have it, mostly."""
        if self.chance(0.25):
            need: dict = {"job-fraction": {"from": self.random.choice(["1/4", "1/3", "1/2"])}}
        elif self.chance(0.5):
            need = {"count": self.random.choice(["staff", "workplaces"])}
            least = str(self.random.choice([0, 1, 2]))
            need |= {"from": least} if self.chance(0.7) else {"to": "9"}
        else:
            need = {"count": "disadvantaged", "of": self.random.choice(["staff", "workplaces"])}
            need |= {"from": self.random.choice(["30%", "1/3", "50%"])}
            if self.chance(0.3):
                need["to"] = self.random.choice(["250%", "2/1"])
        if self.chance(0.2):
            need["requires"] = self.condition()
        return need

    def add_recorded(self) -> None:
        """Blocks that must be right but change no figure."""
        programme = self.programme
        if self.chance(0.1):
            programme["durability"] = {"months": "12", "from": "bridging-end"}
        if self.chance(0.1):
            programme["vacancy"] = {"refill-within": {"days": "30"}, "while-vacant": "unpaid",
                                    "shifts-schedule": self.random.choice(["true", "false"])}
        if self.chance(0.1):
            programme["suspension"] = {"paid": "false", "shifts-schedule": "true"}
        if self.chance(0.1):
            kinds = ["whole", "by-month", "by-day", "none"]
            programme["repayment"] = {
                part: self.random.choice(kinds) for part in self.single_parts()[:2]
            } | {"within": {"months": "1"}}
        if self.chance(0.1):
            total = self.random.choice(["100.00", "99.99", "13461779"])
            programme["budget"] = {"total": total, "parts": [
                {"name": "EU", "share": "85%"}, {"name": "own", "share": "rest"}]}
            programme["budget"]["currency"] = "EUR"
            programme["budget"]["rounding"] = "half-up"
        if self.chance(0.1):
            programme["services"] = [{"name": Quoted("doradztwo"), "count": "3", "hours": "2.5"}]
