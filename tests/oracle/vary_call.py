"""Random programmes with pools and rankings of applications.

    python3 tests/oracle/vary_call.py NUMBER [--seed S]     print the files of one call
"""

from __future__ import annotations

import argparse
import datetime
import json

from call import call_text
from draw import FRACTIONS, document
from literals import Refusal
from vary import WholeGenerator

TRIES = 4


class CallGenerator(WholeGenerator):
    """A programme with pools around what a few applications need, and a ranking."""

    def start(self) -> None:
        """Mostly whole jobs, so that few applications are refused."""
        super().start()
        self.huge = False
        self.part_time = self.chance(0.25)

    def make_programme(self) -> None:
        """The programme before it has pools."""
        super().make_programme()
        programme = self.programme
        programme.pop("edition", None)
        order = self.random.choice([["score"], ["score", "received"], ["received"], ["jobs"]])
        misfit = self.random.choice(["stop", "skip", "part", "part"])
        programme["call"] = {"order": order, "misfit": misfit}
        if self.chance(0.6):
            programme["call"]["rounds"] = "3"
        if self.chance(0.3):
            need = {"count": "workplaces", "from": self.random.choice("123")}
            programme.setdefault("needs", []).append(need)

    # --------------------------------------------------------------------- ranking

    def ranking(self) -> str:
        """The lines, a few of them alike in rank."""
        order = self.programme["call"]["order"]
        columns = ["case", *order, "workplaces", "employed"]
        columns += [name for name in ("round", "agreement") if self.chance(0.75)]
        if self.part_time and self.chance(0.7):
            columns.append("job-fraction")
        if "grant" in self.programme and self.chance(0.25):
            columns.append("requested")
        self.random.shuffle(columns)
        names = [f"ps-{place}" for place in range(self.random.choice([1, 2, 4, 6, 9]))]
        names += ["Ćma", "łódź 3"] * self.chance(0.2)
        lines = [",".join(columns)]
        for name in names:
            rounds = ["1"] if self.chance(0.93) else ["1", "2"]
            for number in rounds:
                line = self.line(name, number)
                lines.append(",".join(line[column] for column in columns))
        return "\n".join(lines) + "\n"

    def line(self, name: str, number: str) -> dict[str, str]:
        """One application."""
        day = self.base - datetime.timedelta(days=self.random.choice([0, 1, 1, 2]))
        received = str(day) + self.random.choice(["", "", "T00:00", "T10:15", "T10:16", "T09:59"])
        if number == "1" and self.chance(0.3):
            number = self.random.choice(["2", "3", "4"] if self.chance(0.1) else ["2", "3", ""])
        claim = ""
        if "grant" in self.programme and self.chance(0.5):
            claim = self.claim(self.programme["grant"]["amount"]) or ""
        return {
            "case": name,
            "round": number,
            "score": self.random.choice(["80", "80", "75.5", "75.50", "3/4", "-1", "90%"]),
            "jobs": self.random.choice(["1", "2", "2"]),
            "received": received,
            "workplaces": self.random.choice(["1", "1", "2", "3", "5"]),
            "employed": str(self.random.choice([self.base, self.base, self.edge()])),
            "agreement": str(self.base) if self.chance(0.97) else "",
            "job-fraction": self.random.choice(["", "1", *FRACTIONS]),
            "requested": claim,
        }

    # ----------------------------------------------------------------------- pools

    def add_pools(self, ranking: str) -> None:
        """Pools around what all applications, or some of them, would take."""
        self.programme["caps"] = [
            cap
            for cap in self.programme.get("caps", [])
            if cap["per"] not in ("call", "programme")
        ]
        parts = self.parts()
        pools = []
        for place in range(self.random.choice([1, 1, 2, 3])):
            on = self.random.choice(parts)
            pool = {"name": f"pool-{place}", "on": on, "per": self.random.choice(["call"] * 2 + [
                "programme"])}
            if self.chance(0.15):
                del pool["name"]
            needed, count = self.needed(ranking, on)
            if self.chance(0.4):
                limits = [count - 1, count // 2, count // 2, count // 3, count]
                pool["workplaces"] = str(max(self.random.choice(limits), 0))
            else:
                limits = [needed - 1, needed, needed // 2, needed // 2, needed // 3, needed // 5]
                pool["amount"] = self.money(self.random.choice(limits))
                if self.chance(0.1):
                    pool["amount"] = {"times": [pool["amount"], "1/3"]}
            if self.chance(0.15) and (named := sorted(self.names_in_conditions())):
                pool["requires"] = self.random.choice(["", "not "]) + self.random.choice(named)
            pools.append(pool)
        for pool in pools:
            caps = self.programme["caps"]
            caps.insert(self.random.randint(0, len(caps)), pool)

    def needed(self, ranking: str, on: str) -> tuple[int, int]:
        """Money and workplaces that all applications need under `on`, were there enough."""
        caps = list(self.programme["caps"])
        probes = [
            {"name": "probe-money", "on": on, "per": "programme", "amount": self.money(2**62)},
            {"name": "probe-count", "on": on, "per": "programme", "workplaces": "1000000"},
        ]
        self.programme["caps"] = caps + probes
        assumed = self.programme.pop("assumed", None)
        try:
            found = json.loads(call_text(document(self.programme), ranking, self.series_texts()))
        except Refusal:
            return 100, 2
        finally:
            self.programme["caps"] = caps
            if assumed is not None:
                self.programme["assumed"] = assumed
        used = [pool["used"] for pool in found["pools"]]
        return int(used[0].replace(".", "")), int(used[1])

    def call_texts(self) -> tuple[str, str, list[str]]:
        """Programme, ranking and series."""
        self.make_programme()
        self.make_case()
        self.add_caps()
        ranking = self.ranking()
        self.add_pools(ranking)
        self.add_assumptions()
        return document(self.programme), ranking, self.series_texts()


def generate_call(seed: int, number: int) -> tuple[str, str, list[str]]:
    """The texts of programme, ranking and series of `number` of a seed; where all is refused they
    are mostly drawn again."""
    generator = CallGenerator(seed, number)
    for _ in range(TRIES):
        texts = generator.call_texts()
        try:
            found = json.loads(call_text(*texts))
            if found["refused"] * 2 <= found["applications"]:
                break
        except Refusal:
            if generator.chance(0.2):
                break
        generator.start()
    return texts


def main() -> None:
    """Print the files of one call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    programme, ranking, series = generate_call(options.seed, options.number)
    print("---\n".join([programme, ranking, *series]), end="")


if __name__ == "__main__":
    main()
