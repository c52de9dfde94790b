"""Random programmes with vacancies, suspensions, durability and repayment, and cases with events.

    python3 tests/oracle/vary_events.py NUMBER [--seed S]     print the files of one settlement

Days lie at the edges of months, of spans and of the term for a refill.
"""

from __future__ import annotations

import argparse
import datetime
from dataclasses import dataclass, field

from case import check_case
from draw import FRACTIONS, Quoted, document
from literals import ROUNDING_MODES, Refusal, parse_date
from nodes import parse_yaml
from oracle import Assessment
from settle import settle_text
from vary import PART_MONTHS, WholeGenerator

TRIES = 4
KINDS = ["whole", "by-month", "by-month", "by-day", "by-day", "none"]
RATES = ["8%", "14.5%", "13.25%", "0.08", "1/12", "0", "200%"]
WORDS = "vacated refilled closed job-fraction suspended resumed agreement-ended".split()


@dataclass
class Job:
    """A workplace while its events are drawn."""

    identity: str
    begin: datetime.date
    vacant: datetime.date | None = None
    suspended: bool = False
    closed: bool = False
    days: list[datetime.date] = field(default_factory=list)


class EventGenerator(WholeGenerator):
    """One programme, one case with events, their series, and the day of the settlement."""

    def add_recorded(self) -> None:
        """The rules by which events act."""
        programme = self.programme
        if self.chance(0.93):
            programme["vacancy"] = {
                "refill-within": self.term(),
                "while-vacant": self.random.choice(["unpaid", "unpaid", "paid"]),
                "shifts-schedule": self.random.choice(["true", "true", "true", "false"]),
            }
        if self.chance(0.93):
            programme["suspension"] = {
                "paid": self.random.choice(["false"] * 4 + ["true"]),
                "shifts-schedule": self.random.choice(["true", "true", "true", "false"]),
            }
        if self.chance(0.92):
            moments = ["agreement", "employment", "employment"]
            if "bridging" in programme:
                moments.append("bridging-end")
            months = self.random.choice(["0", "1", "3", "6", "12", "12", "24"])
            programme["durability"] = {"months": months, "from": self.random.choice(moments)}
        if self.chance(0.85):
            programme["repayment"] = self.repayment()

    def term(self) -> dict:
        """{days: n} or {months: n}"""
        if self.chance(0.6):
            return {"days": self.random.choice(["1", "14", "30", "30", "60"])}
        return {"months": self.random.choice(["1", "1", "2", "3"])}

    def repayment(self) -> dict:
        """A kind for mostly every part, a term, and interest."""
        lumps = [*self.lumps(False), *self.lumps(True)]
        rule: dict = {
            part: self.random.choice(KINDS)
            for part in [*lumps, *self.stages()]
            if self.chance(0.985)
        }
        if self.chance(0.7):
            rule["within"] = self.term()
        if self.chance(0.65):
            rule["interest"] = self.interest()
        if self.chance(0.1):
            rule["rounding"] = self.random.choice(ROUNDING_MODES)
        return rule

    def interest(self) -> dict:
        """Interest by a series, up to a unit and above a floor."""
        unit = self.random.choice(["1", "1", "0.10", "10"])
        if self.digits >= 2 and self.chance(0.2):
            unit = "0.01"
        if self.digits == 0 and unit == "0.10":
            unit = "5"
        interest: dict = {
            "series": "interest",
            "from": self.random.choice(["payment", "receipt"]),
            "first-day": self.random.choice(["counts", "free"]),
            "last-day": self.random.choice(["counts", "free"]),
            "unit": unit,
            "rounding": self.random.choice(["half-up", *ROUNDING_MODES]),
        }
        if self.chance(0.15):
            del interest["rounding"]
        if self.chance(0.15):
            rows = [{"value": unit}, {"from": str(self.edge()), "value": "2"}]
            interest["unit"] = {"table": rows, "at": self.random.choice(["month", "agreement"])}
        if self.chance(0.6):
            floor: object = self.random.choice(["8.7", "0", "100", {"times": ["3", "8.70"]}])
            if self.chance(0.3):
                rows = [{"value": "8.7"}, {"from": str(self.edge()), "value": "20.1"}]
                floor = {"table": rows, "at": "month"}
            interest["floor"] = floor
        return interest

    def start(self) -> None:
        """Two of three programmes have few other rules, so that events meet months."""
        super().start()
        self.few_rules = self.chance(0.67)

    def make_programme(self) -> None:
        """Mostly with a rule for parts of months."""
        if self.few_rules:
            self.make_small_programme()
        else:
            super().make_programme()
        bridging = self.programme.get("bridging")
        if bridging is not None and "part-months" not in bridging and self.chance(0.96):
            bridging["part-months"] = self.random.choice(PART_MONTHS)
            if bridging["part-months"] == "working-days":
                bridging.setdefault("holidays", self.random.choice(["none", "holidays"]))

    def make_small_programme(self) -> None:
        """A grant, a component, one to three phases, funds."""
        self.programme = programme = {
            "pomost": "1",
            "id": f"random-{self.case_number}",
            "name": "small",
            "currency": self.currency,
            "sources": {"test": {"title": Quoted("drawn by lot"), "seen": "2026-11-22"}},
            "source": "test",
            "rounding": self.random.choice(["half-up", "half-up", *ROUNDING_MODES]),
        }
        if self.chance(0.7):
            programme["grant"] = {"amount": {"up-to": self.small_value()}}
            if self.chance(0.5):
                days = self.random.choice(["0", "30", "90", "200"])
                programme["grant"]["due"] = {"days": days, "from": "employment"}
        if self.chance(0.4):
            component = {"name": "training", "amount": {"flat": self.small_value(False)}}
            component["due"] = {"days": self.random.choice(["10", "100"]), "from": "agreement"}
            if self.chance(0.5):
                component["per"] = "entity"
            programme["components"] = [component]
        programme["bridging"] = bridging = {"from": "employment", "phases": []}
        bridging["month-end"] = self.random.choice(["clamp", "clamp", "next"])
        if self.chance(0.85):
            day = self.random.choice(["1", "10", "15", "last"])
            bridging["due"] = {"day": day, "month": self.random.choice(["same", "next"])}
        if self.chance(0.25):
            bridging["count-months"] = "calendar"
            bridging["part-months"] = self.random.choice(PART_MONTHS)
        if self.chance(0.25):
            months = self.random.choice(["3", "6", "7", "8", "12"])
            bridging["until"] = {"months": months, "from": "agreement"}
        for name in ("basic", "extended", "extended")[: self.random.choice([1, 2, 2, 3])]:
            phase: dict = {"name": name, "months": self.random.choice(["1", "2", "3", "6"])}
            key = self.random.choice(["flat", "flat", "up-to"])
            phase["amount"] = {key: self.small_value()}
            if self.chance(0.2):
                spread = self.random.choice(["rest-last", "rest-first", "largest-remainder"])
                phase["amount"] |= {"per": "phase", "spread": spread}
            bridging["phases"].append(phase)
        if bridging.get("part-months") == "working-days":
            bridging["holidays"] = self.random.choice(["none", "holidays"])
        if self.chance(0.5):
            programme["financing"] = self.financing()
        self.add_recorded()

    def small_value(self, by_fraction: bool = True) -> object:
        """A sum, the same for all or by the job fraction."""
        unit = 10**self.digits
        number = self.money(self.random.choice([1750, 1000, 100, 24000]) * unit)
        if self.chance(0.3):
            number = self.money(self.random.randint(1, 300_000))
        if self.part_time and by_fraction:
            return {"times": [number, "job-fraction"]}
        return number

    def series_texts(self) -> list[str]:
        """The series of before, and that of interest."""
        texts = super().series_texts()
        if "series: interest" in document(self.programme):
            if "interest" not in self.rows_of:
                starts = {"2000-01-01", *(str(self.edge()) for _ in range(4))}
                self.rows_of["interest"] = [
                    {"from": start, "value": self.random.choice(RATES)} for start in sorted(starts)
                ]
                if self.chance(0.03):
                    self.rows_of["interest"][-1]["value"] = "unknown"
            content = {
                "pomost": "1", "series": "interest", "unit": "a year", "known-to": "2500-01-01",
                "source": Quoted("drawn by lot"), "rows": self.rows_of["interest"],
            }
            texts.append(document(content))
        return texts

    # ---------------------------------------------------------------------- events

    def jobs(self) -> list[Job]:
        """The workplaces of the case, with days at the edges of their months."""
        agreement = parse_date(self.case.get("agreement", "0001-01-01"))
        assessment = self.assessment()
        jobs = []
        for workplace in assessment.case.workplaces if assessment is not None else []:
            begin = max(workplace.employed or agreement, agreement)
            job = Job(workplace.identity, begin)
            for item in assessment.instalments:
                if item.workplace == workplace.place:
                    job.days += [day for day in (item.first, item.last, item.due) if day]
            job.days = [day for day in job.days if day >= begin]
            jobs.append(job)
        return jobs

    def assessment(self) -> Assessment | None:
        """The award, where there is one."""
        try:
            programme = self.read_programme()
            return Assessment(programme, check_case(parse_yaml(document(self.case)), programme))
        except Refusal:
            return None

    def add_events(self) -> None:
        """Events in the order of their days, mostly such as may happen."""
        jobs = self.jobs()
        self.random.shuffle(jobs)
        jobs.sort(key=lambda job: not job.days)
        busy = jobs[: self.random.choice([1, 1, 2, 3])]
        if not busy:
            return
        number = self.random.choice([1, 2, 3, 3, 4, 4, 5, 6, 8, 10])
        events: list[dict] = []
        day = max(job.begin for job in busy)
        for _ in range(number):
            day = self.next_day(day, busy, number)
            event = self.event(day, busy, jobs)
            if event is not None:
                events.append(event)
        if self.chance(0.03) and len(events) > 1:
            self.random.shuffle(events)
        if self.chance(0.03):
            event = {"on": str(self.edge()), "what": self.random.choice(WORDS[:3])}
            events.insert(self.random.randint(0, len(events)), event)
        if events:
            self.case["events"] = events

    def next_day(self, day: datetime.date, busy: list[Job], number: int) -> datetime.date:
        """The same day, a few days later, about a month's edge, or about the end of a term."""
        kind = self.random.choice(["same", "few", "few", "edge", "edge", "edge", "term", "term"])
        vacant = [job.vacant for job in busy if job.vacant is not None]
        edges = sorted(edge for job in busy for edge in job.days if edge > day)
        later = day
        if kind == "term" and vacant and "vacancy" in self.programme:
            later = self.end_of_term(self.random.choice(vacant))
            later += datetime.timedelta(days=self.random.choice([-1, 0, 0, 1]))
        elif kind == "edge" and edges:
            near = edges[: max(len(edges) // number, 2)]
            later = self.random.choice(near)
            later += datetime.timedelta(days=self.random.choice([-1, 0, 0, 1, 5]))
        elif kind != "same":
            later = day + datetime.timedelta(days=self.random.randint(1, 25))
        return max(day, later)

    def make_few_workplaces(self) -> None:
        """Up to three items, employed soon after the agreement."""
        self.case["agreement"] = str(self.base)
        self.case["workplaces"] = self.case["workplaces"][:3]
        for item in self.case["workplaces"]:
            days = self.random.choice([0, 0, 1, 14, 30, 40])
            item["employed"] = str(self.base + datetime.timedelta(days=days))

    def end_of_term(self, day: datetime.date) -> datetime.date:
        """About the last day for a refill."""
        term = self.programme["vacancy"]["refill-within"]
        if "days" in term:
            return day + datetime.timedelta(days=int(term["days"]))
        later = (day.replace(day=1) + datetime.timedelta(days=31 * int(term["months"]))).replace(
            day=1
        )
        return later + datetime.timedelta(days=min(day.day, 28) - 1)

    def event(self, day: datetime.date, busy: list[Job], jobs: list[Job]) -> dict | None:
        """What happens on a day, to one of the busy workplaces or to all."""
        open_jobs = [job for job in busy if not job.closed]
        if not open_jobs:
            return None
        job = self.random.choice(open_jobs)
        words = ["refilled"] * 6 if job.vacant else ["vacated"] * 4
        words += ["resumed"] * 5 if job.suspended else ["suspended"] * 3
        words += ["closed"] * self.chance(0.6)
        words += ["job-fraction"] * (3 if self.speaks_of_job_fraction() else 0)
        word = self.random.choice(words)
        if self.chance(0.015):
            word = self.random.choice(WORDS[:6])
        concerned = [job]
        event = {"on": str(day), "what": word, "workplace": job.identity}
        everybody = [other for other in jobs if not other.closed]
        if self.chance(0.15) and all(self.may(word, other) for other in everybody):
            del event["workplace"]
            concerned = everybody
            if word == "closed" and self.chance(0.6):
                event["what"] = "agreement-ended"
        for other in concerned:
            self.turn(other, word, day)
        if word == "job-fraction":
            event["to"] = self.random.choice([*FRACTIONS, "1"])
        return event

    def may(self, word: str, job: Job) -> bool:
        """Whether this may happen to a workplace."""
        return {
            "vacated": job.vacant is None, "refilled": job.vacant is not None,
            "suspended": not job.suspended, "resumed": job.suspended,
        }.get(word, True)

    def turn(self, job: Job, word: str, day: datetime.date) -> None:
        """What an event makes of a workplace."""
        if word in ("vacated", "refilled"):
            job.vacant = day if word == "vacated" else None
        elif word in ("suspended", "resumed"):
            job.suspended = word == "suspended"
        elif word == "closed":
            job.closed = True

    # ------------------------------------------------------------------------ files

    def on(self) -> datetime.date | None:
        """The day of the settlement: none, or about an event, a term or an instalment."""
        if self.chance(0.3):
            return None
        days = [parse_date(event["on"]) for event in self.case.get("events", [])]
        days += [self.end_of_term(day) for day in days if "vacancy" in self.programme]
        if (assessment := self.assessment()) is not None:
            days += [item.day() for item in assessment.instalments[-2:]]
        days = [max(day, datetime.date(1990, 1, 1)) for day in days or [self.base]]
        day = max(self.random.choice(days), self.random.choice(days))
        later = [-1, 0, 0, 0, 1, 31, 200]
        return day + datetime.timedelta(days=self.random.choice(later))

    def texts(self) -> tuple[str, str, list[str]]:
        """Programme, case and series."""
        self.make_programme()
        self.make_case()
        self.case.pop("events", None)
        if self.few_rules:
            self.make_few_workplaces()
        self.add_caps()
        self.add_events()
        self.add_assumptions()
        return document(self.programme), document(self.case), self.series_texts()


def generate_settlement(
    seed: int, number: int
) -> tuple[tuple[str, str, list[str]], datetime.date | None]:
    """The texts of programme, case and series of `number` of a seed, and the day; what is refused
    is mostly drawn again."""
    generator = EventGenerator(seed, number)
    for _ in range(TRIES):
        texts, on = generator.texts(), generator.on()
        try:
            settle_text(*texts, on)
            break
        except Refusal:
            if generator.chance(0.12):
                break
            generator.start()
    return texts, on


def main() -> None:
    """Print the files of one settlement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    (programme, case, series), on = generate_settlement(options.seed, options.number)
    print("---\n".join([programme, case, *series]) + f"# --on {on}")


if __name__ == "__main__":
    main()
