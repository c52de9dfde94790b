"""Random programmes and cases of grants, phases of whole months, caps and shares: the plain part.

`vary` draws from the whole vocabulary with the same means; `generate` chooses between them.
"""

from __future__ import annotations

import calendar
import datetime
import json
import random
from fractions import Fraction

from case import check_case
from literals import DIGITS_OF_CURRENCY, INT64_MAX, ROUNDING_MODES, Refusal, format_money
from nodes import parse_yaml
from oracle import Assessment
from programme import Programme, check_programme
from series import read_all_series

TRAITS = ("young", "jobless", "student", "new-entity")
DECISIONS = ("extension", "consent")
DATES = ("signed", "opened")
PHASE_NAMES = ("basic", "extended", "extra")
FRACTIONS = ("3/4", "1/2", "1/3", "0.25", "36/40", "99%")
EDGE_DAYS = (
    "2016-02-29 2017-01-01 2017-01-30 2017-01-31 2017-04-01 2018-12-31 2019-01-29 2019-02-28 "
    "2019-08-31 2019-12-31 2020-01-31 2020-02-29 2020-03-15 2099-12-31 2100-01-31 2400-01-31"
).split()


class Quoted(str):
    """A text that is written in quotes."""


def flow(value: object) -> str:
    """YAML in one line; a plain string is written as it stands."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Quoted) else str(value)


def document(content: dict) -> str:
    """YAML with each item of a list, and each assumption, on its own line."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list) and value:
            lines += [f"{key}:"] + [f"  - {flow(item)}" for item in value]
        elif key == "assumed":
            lines += [f"{key}:"] + [f"  {path}: {flow(text)}" for path, text in value.items()]
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


class Generator:
    """One programme and one case."""

    def __init__(self, seed: int, number: int):
        self.random = random.Random(f"{seed}/{number}")
        self.case_number = number
        self.currency = self.random.choice(["PLN"] * 6 + ["EUR", "EUR", "JPY", "KWD"])
        self.digits = DIGITS_OF_CURRENCY.get(self.currency, 2)
        self.part_time = self.random.random() < 0.3
        self.huge = self.random.random() < 0.05
        self.programme: dict = {}
        self.case: dict = {}

    def chance(self, probability: float) -> bool:
        """True as often as `probability` says."""
        return self.random.random() < probability

    # ---------------------------------------------------------------------- values

    def money(self, minor: int) -> str:
        """Minor units as the file writes them, sometimes with fewer zeros."""
        text = format_money(min(max(minor, 0), INT64_MAX), self.digits)
        if "." in text and self.chance(0.5):
            text = text.rstrip("0").rstrip(".")
        return text

    def some_minor(self) -> int:
        """A sum: round, awkward, tiny or close to 2^63."""
        unit = 10**self.digits
        if self.huge and self.chance(0.4):
            return (2**63 - 1) // self.random.choice([1, 2, 3, 7, 13]) - self.random.randint(0, 3)
        return self.random.choice(
            [
                self.random.choice([24000, 1750, 1000, 500, 23050, 120000]) * unit,
                self.random.randint(1, 5_000_000),
                self.random.randint(1, 9),
                self.random.randint(1, 100) * unit + self.random.choice([1, unit - 1, 0]),
            ]
        )

    def number(self) -> str:
        """Money as a rule writes it: now and then with a half or less of a minor unit."""
        minor = self.some_minor()
        if self.chance(0.15):
            tail = self.random.choice(["5", "49", "51", "001", "999"])
            text = format_money(minor, self.digits)
            return (text if "." in text else text + ".") + tail
        return self.money(minor)

    def value(self) -> object:
        """number | {times: …} | {least: …} | {greatest: …}"""
        if self.part_time and self.chance(0.7):
            factors = [self.number(), "job-fraction"]
            self.random.shuffle(factors)
            product = {"times": factors}
            if self.chance(0.2):
                return {self.random.choice(["least", "greatest"]): [product, self.number()]}
            return product
        if self.chance(0.75):
            return self.number()
        if self.chance(0.4):
            factor = self.random.choice(["85%", "1/3", "2/37", "0.2", "0.015", "3/4", "1", "0"])
            value: dict = {"times": [self.number(), factor]}
        else:
            key = self.random.choice(["least", "greatest"])
            value = {key: [self.number() for _ in range(self.random.randint(1, 3))]}
        if self.chance(0.1):
            value["rounding"] = self.random.choice(ROUNDING_MODES)
        return value

    def amount(self) -> dict:
        """{flat: value} or {up-to: value}"""
        amount: dict = {self.random.choice(["flat", "up-to"]): self.value()}
        if self.chance(0.004):
            amount = {"flat": "unstated"}
        if self.chance(0.1):
            amount["rounding"] = self.random.choice(ROUNDING_MODES)
        return amount

    def condition(self) -> object:
        """NAME | not NAME | a list of them"""
        terms = []
        for name in self.random.sample(TRAITS + DECISIONS * 2, self.random.choice([1, 1, 1, 2])):
            terms.append("not " + name if self.chance(0.25) else name)
        return terms[0] if len(terms) == 1 and self.chance(0.8) else terms

    def day(self) -> datetime.date:
        """A day, often at the end of a month."""
        if self.chance(0.5):
            return datetime.date.fromisoformat(self.random.choice(EDGE_DAYS))
        year, month = self.random.randint(2016, 2021), self.random.randint(1, 12)
        last = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, self.random.choice([1, 1, 2, 15, last - 1, last]))

    def near(self, day: datetime.date) -> datetime.date:
        """A day some months later, close to the same day of the month."""
        days = 3044 * self.random.randint(0, 16) // 100
        later = day + datetime.timedelta(days=days)
        last = calendar.monthrange(later.year, later.month)[1]
        later = later.replace(day=min(day.day, last))
        return later + datetime.timedelta(days=self.random.choice([-1, 0, 0, 1, 10]))

    # ------------------------------------------------------------------- programme

    def part(self) -> dict:
        """What a grant and a phase have in common."""
        part: dict = {"amount": self.amount()}
        if self.chance(0.25):
            part["requires"] = self.condition()
        if self.chance(0.1):
            part["rounding"] = self.random.choice(ROUNDING_MODES)
        if self.chance(0.1):
            part["source"] = "test"
        return part

    def grant(self) -> dict:
        """The grant, now and then with its own due day."""
        grant = self.part()
        if self.chance(0.3):
            grant["own"] = self.money(self.random.choice([0, 1, 1, 10, 99]))
            if self.chance(0.1):
                grant["own"] = self.value()
            elif self.chance(0.2):
                grant["own"] = {"times": [grant["own"], self.random.choice(["1/2", "15%"])]}
        if self.chance(0.3):
            moment = self.random.choice(["agreement", "employment", *DATES])
            grant["due"] = {"days": str(self.random.choice([0, 1, 14, 30, 365])), "from": moment}
        return grant

    def bridging(self) -> dict:
        """Bridging of one to five phases."""
        start = self.random.choice(["employment"] * 6 + ["agreement", *DATES])
        bridging: dict = {"from": start}
        if self.chance(0.95):
            bridging["month-end"] = self.random.choice(["clamp"] * 10 + ["next"] * 10 + ["refuse"])
        if self.chance(0.6):
            day = self.random.choice(["1", "10", "28", "29", "30", "31", "last", "last"])
            bridging["due"] = {"day": day, "month": self.random.choice(["same", "next"])}
        bridging["phases"] = []
        for _ in range(self.random.choice([1, 1, 2, 2, 3, 3, 4, 5])):
            phase: dict = {"name": self.random.choice(PHASE_NAMES)}
            phase["months"] = str(self.random.choice([1, 1, 2, 3, 3, 6, 12, 14]))
            phase |= self.part()
            if self.chance(0.15):
                phase["start"] = str(self.random.randint(1, 9))
            bridging["phases"].append(phase)
        return bridging

    def financing(self) -> list[dict]:
        """Up to four funds, with or without a rest."""
        whole = [["1/2", "1/2"], ["1/3", "1/2", "1/6"], ["85%", "15%"], ["100%"], ["0", "1", "0%"]]
        if self.chance(0.3):
            shares = self.random.choice(whole)
        else:
            parts = [["80%"], ["85%"], ["1/3", "1/3"], ["84.28%", "15.72%"], ["1/7", "2/7", "50%"]]
            shares = self.random.choice(parts) + ["rest"]
            self.random.shuffle(shares)
        return [{"name": f"fund-{place}", "share": share} for place, share in enumerate(shares)]

    def make_programme(self) -> None:
        """Everything but caps and assumptions, which need to know the sums."""
        programme = {
            "pomost": "1",
            "id": f"random-{self.case_number}",
            "name": Quoted("Program „próbny” \\ \"losowy\""),
            "currency": self.currency,
            "sources": {"test": {"title": Quoted("drawn by lot"), "seen": "2026-11-22"}},
            "source": "test",
        }
        if self.chance(0.95):
            programme["rounding"] = self.random.choice(["half-up", *ROUNDING_MODES])
        if self.chance(0.1):
            programme["at"] = self.random.choice(["agreement", "employment", "signed"])
        if self.chance(0.05):
            last = self.random.choice(["2020-01-31", "2400-01-31"])
            programme["period"] = {"from": "2016-02-29", "to": last}
        if self.chance(0.85):
            programme["grant"] = self.grant()
        if self.chance(0.85) or "grant" not in programme:
            programme["bridging"] = self.bridging()
        if self.chance(0.5):
            programme["financing"] = self.financing()
        if self.chance(0.2):
            programme["call"] = {"rounds": "3", "order": ["score"], "misfit": "skip"}
        if self.chance(0.2):
            programme["targets"] = {"workplaces": "96"}
        self.programme = programme

    def parts(self) -> list[str]:
        """What a cap may name under `on`."""
        parts = ["total"] + (["grant"] if "grant" in self.programme else [])
        if "bridging" in self.programme:
            parts += ["bridging", *self.stages()]
        return parts

    def add_caps(self) -> None:
        """Caps around what the case gets without them, so that they bite or just do not."""
        try:
            programme = self.read_programme()
            uncapped = Assessment(programme, check_case(parse_yaml(document(self.case)), programme))
        except Refusal:
            return
        caps = []
        for place in range(self.random.choice([0, 1, 1, 1, 2, 3])):
            on = self.random.choice(self.parts())
            per = self.random.choice(["entity"] * 6 + ["workplace"] * 3 + ["call", "programme"])
            cap: dict = {"name": self.random.choice(["all", "each", f"cap-{place}"]), "on": on}
            if self.chance(0.2):
                del cap["name"]
            cap["per"] = per
            trims = ["whole-workplaces"] * 2 + ["refuse"] * self.chance(0.3)
            if per != "workplace" and self.chance(0.25):
                count = len(uncapped.case.workplaces)
                cap["workplaces"] = str(self.random.choice([1, 2, max(count - 1, 0), count]))
            else:
                trims += ["proportional", "last-first"] * 3
                cap["amount"] = self.cap_amount(uncapped, on, per)
            if self.chance(0.97):
                cap["trim"] = self.random.choice(trims)
            if self.chance(0.2):
                named = sorted(self.names_in_conditions())
                if named:
                    cap["requires"] = self.random.choice(["", "not "]) + self.random.choice(named)
            caps.append(cap)
        if caps:
            self.programme["caps"] = caps
        if self.chance(0.2) and "entity" in self.case:
            part = self.random.choice(self.parts())
            whole = uncapped.sum_of(None if part == "total" else part)
            earlier = {part: self.money(self.random.choice([0, 1, whole // 3, 2 * whole]))}
            if self.chance(0.3):
                earlier["workplaces"] = str(self.random.randint(0, 3))
            self.case["entity"]["earlier"] = earlier

    def cap_amount(self, uncapped: Assessment, on: str, per: str) -> object:
        """A limit one minor unit around what there is, or a part of it."""
        part = None if on == "total" else on
        places = [workplace.place for workplace in uncapped.case.workplaces]
        if per == "workplace":
            whole = max(uncapped.sum_of(part, place) for place in places)
        else:
            whole = uncapped.sum_of(part)
        limit = self.random.choice(
            [whole - 1, whole - 1, whole, whole + 1, whole // 2, whole * 2 // 3, whole // 7, 0, 1]
            + [self.random.randint(0, max(whole, 1))] * 3
        )
        text = self.money(limit)
        if self.chance(0.1):
            return {"least": [text, self.number()]}
        if self.part_time and per == "workplace" and self.chance(0.3):
            return {"times": [text, "job-fraction"]}
        return text if "." not in text or self.chance(0.8) else text.ljust(20, "0") + "9"

    def add_assumptions(self) -> None:
        """Reasons for paths of every depth."""
        root = parse_yaml(document(self.programme))
        paths = [node.path for node in root.walk() if node.path.split(".")[0] != "sources"]
        paths = [path for path in paths if path]
        if self.chance(0.6):
            chosen = self.random.sample(paths, min(len(paths), self.random.randint(1, 12)))
            self.programme["assumed"] = {path: Quoted(f"powód {path}") for path in chosen}

    # ------------------------------------------------------------------------ case

    def names_in_conditions(self) -> set[str]:
        """The names that the programme's conditions use."""
        parts = [self.programme.get("grant", {})]
        parts += self.programme.get("bridging", {}).get("phases", [])
        names = set()
        for part in parts:
            requires = part.get("requires", [])
            for term in requires if isinstance(requires, list) else [requires]:
                names.add(term.removeprefix("not "))
        return names

    def dates_named(self) -> set[str]:
        """The dates that the programme's moments use."""
        bridging, grant = self.programme.get("bridging", {}), self.programme.get("grant", {})
        moments = {bridging.get("from"), grant.get("due", {}).get("from"), self.programme.get("at")}
        return moments & set(DATES)

    def decision(self, day: datetime.date) -> object:
        """A decision in one of its forms, around the months of a workplace that began on `day`."""
        form = self.random.choice(["date", "date", "true", "decided", "starts", "undecided"])
        if form == "true":
            return "true"
        if form == "date":
            return str(self.near(day))
        decision = {"applied": str(day)} if self.chance(0.5) else {}
        if form in ("decided", "starts"):
            decision["decided"] = str(self.near(day))
        if form in ("starts", "undecided"):
            decision["starts"] = str(self.near(day))
        return decision

    def claim(self, amount: dict) -> str | None:
        """A claim around a ceiling, or the flat sum where the rule is a plain one."""
        rule = amount.get("flat", amount.get("up-to"))
        plain = isinstance(rule, str) and rule != "unstated"
        exact = Fraction(rule) * 10**self.digits if plain else Fraction(self.some_minor())
        whole = int(exact)
        if "flat" in amount:
            if not plain or exact.denominator != 1:
                return None
            return self.money(whole + (1 if self.chance(0.02) else 0))
        return self.money(
            min(self.random.choice([whole, whole - 1, whole + 1, whole // 3, whole * 2]), 2**63 - 1)
        )

    def requested(self) -> object:
        """The claims of one item of `workplaces`, or None."""
        claims: dict = {}
        grant = self.programme.get("grant")
        if grant is not None and self.chance(0.6):
            claim = self.claim(grant["amount"])
            if claim is not None:
                if self.chance(0.5):
                    return claim
                claims["grant"] = claim
        for name, phases in self.stages().items():
            if any("flat" in phase["amount"] for phase in phases) or self.chance(0.5):
                continue
            alike = len({str(phase.get("requires")) for phase in phases}) == 1
            if alike and not any("start" in phase for phase in phases[1:]) and self.chance(0.6):
                months = [item for item in phases for _ in range(int(item["months"]))]
                sums = [self.claim(month["amount"]) for month in months]
                if self.chance(0.02):
                    sums.append("1")
                claims[name] = sums
            else:
                claims[name] = self.claim(phases[0]["amount"])
        return claims or None

    def stages(self) -> dict[str, list[dict]]:
        """The phases by name."""
        stages: dict[str, list[dict]] = {}
        for phase in self.programme.get("bridging", {}).get("phases", []):
            stages.setdefault(phase["name"], []).append(phase)
        return stages

    def workplaces(self, days: list[datetime.date], traits: list[str]) -> list[dict]:
        """Workplaces one by one and in groups."""
        items, place = [], 0
        many = self.chance(0.04)
        for _ in range(self.random.choice([1, 1, 2, 2, 3, 4, 5]) * (4 if many else 1)):
            item: dict = {}
            place += 1
            if self.chance(0.4):
                group = self.random.randint(1, 9 if many else 3)
                item["count"] = str(group)
                place += group - 1
            else:
                item["id"] = self.random.choice([f"w{place}", f"p-{place}", f"łódź-{place}"])
            if self.chance(0.995):
                item["employed"] = str(self.random.choice(days))
            item["job-fraction"] = "1"
            if self.speaks_of_job_fraction() and self.chance(0.6):
                item["job-fraction"] = self.random.choice(FRACTIONS)
            own_traits = [trait for trait in traits if self.chance(0.5)]
            if own_traits:
                item["traits"] = own_traits
            requested = self.requested()
            if requested is not None and self.chance(0.8):
                item["requested"] = requested
            items.append(item)
        return items

    def speaks_of_job_fraction(self) -> bool:
        """Whether part-time workplaces will not be refused for that alone (seldom: not minded)."""
        return self.part_time and ("job-fraction" in document(self.programme) or self.chance(0.02))

    def make_case(self) -> None:
        """A case that names only what the programme names."""
        names = self.names_in_conditions()
        traits = sorted(names & set(TRAITS))
        days = [self.day() for _ in range(self.random.choice([1, 1, 2, 3]))]
        days += [self.near(days[0])]
        case: dict = {
            "pomost": "1",
            "id": f"case-{self.case_number}",
            "programme": f"random-{self.case_number}",
        }
        if self.chance(0.92):
            case["agreement"] = str(self.random.choice([self.day(), *days]))
        dates = {name: str(self.day()) for name in sorted(self.dates_named()) if self.chance(0.95)}
        if dates:
            case["dates"] = dates
        if self.chance(0.8):
            case["entity"] = {"id": "e-1", "name": Quoted("Spółdzielnia „Ćma”")}
            entity_traits = [trait for trait in traits if self.chance(0.3)]
            if entity_traits:
                case["entity"]["traits"] = entity_traits
        decisions = {
            name: self.decision(self.random.choice(days))
            for name in sorted(names & set(DECISIONS))
            if self.chance(0.75)
        }
        if decisions:
            case["decisions"] = decisions
        case["workplaces"] = self.workplaces(days, traits)
        self.case = case

    def series_texts(self) -> list[str]:
        """The series that the programme may name."""
        return []

    def read_programme(self) -> Programme:
        """The programme as it stands, which must be right."""
        series = read_all_series([parse_yaml(text) for text in self.series_texts()])
        return check_programme(parse_yaml(document(self.programme)), series)

    def texts(self) -> tuple[str, str, list[str]]:
        """Programme, case and series."""
        self.make_programme()
        self.make_case()
        self.add_caps()
        self.add_assumptions()
        return document(self.programme), document(self.case), self.series_texts()
