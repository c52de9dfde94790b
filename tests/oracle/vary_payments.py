"""Random payments for random settlements.

    python3 tests/oracle/vary_payments.py NUMBER [--seed S]     print the files of one of them

What is paid comes from the instalments as awarded, or as they stood on a day: on time, late, early,
split, together, twice, wrong by a grosz, with and without the workplace.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import io

from case import check_case
from draw import document
from literals import Refusal, format_money
from nodes import parse_yaml
from reconcile import reconcile_text
from schedule import ENTITY, Instalment
from settle import Settlement
from vary_events import EventGenerator

TRIES = 4
MOST_PAYMENTS = 14
REFERENCES = ("transfer", "przelew 7/2024", "a, b", 'say "so"', "żółw", "1")


class PaymentGenerator(EventGenerator):
    """A settlement and the payments of its case."""

    def payments(self) -> str:
        """The payments as CSV."""
        self.lines: list[dict[str, str]] = []
        settlement = self.settled()
        if settlement is not None:
            self.ids = {item.place: item.identity for item in settlement.case.workplaces}
            for group in self.groups(settlement.instalments):
                self.pay(group)
        self.lines = self.lines[:MOST_PAYMENTS]
        if self.lines and self.chance(0.25):
            self.give_back()
        if self.chance(0.1):
            self.random.shuffle(self.lines)
        if self.lines and self.chance(0.04):
            self.spoil(self.random.choice(self.lines))
        return self.as_csv()

    def settled(self) -> Settlement | None:
        """The case as awarded, or as it stands on some day."""
        case = dict(self.case)
        if self.chance(0.5):
            case.pop("events", None)
        try:
            programme = self.read_programme()
            checked = check_case(parse_yaml(document(case)), programme)
            return Settlement(programme, checked, None if self.chance(0.7) else self.on())
        except Refusal:
            return None

    def groups(self, instalments: list[Instalment]) -> list[list[Instalment]]:
        """What is paid together: a day, a workplace on a day, an instalment, several days."""
        left = [item for item in instalments if item.amount > 0]
        left = left[self.random.choice([0, 0, 0, 1, 3]) :]
        groups = []
        while left and len(groups) < MOST_PAYMENTS:
            first = left[0]
            kind = self.random.choice(["day"] * 3 + ["workplace"] * 3 + ["one"] * 2 + ["days"])
            group = [first]
            if kind == "day":
                group = [item for item in left if item.day() == first.day()]
            elif kind == "workplace":
                group = [
                    item
                    for item in left
                    if (item.day(), item.workplace) == (first.day(), first.workplace)
                ]
            elif kind == "days":
                group = left[: self.random.choice([2, 3, 5])]
            left = [item for item in left if item not in group]
            if self.chance(0.88):
                groups.append(group)
        return groups

    # ---------------------------------------------------------------------- payments

    def pay(self, group: list[Instalment]) -> None:
        """One payment of a group, or two."""
        amount = sum(item.amount for item in group)
        if self.chance(0.07):
            amount += self.random.choice([1, -1])
        elif self.chance(0.04):
            amount = self.random.choice([2 * amount, amount // 2, amount * 3 // 4])
        day = self.day_of(group)
        parts = [amount]
        if amount > 1 and self.chance(0.1):
            first = self.random.choice([amount // 2, amount // 3, amount - 1]) or 1
            parts = [first, amount - first]
        if self.chance(0.06):
            parts.append(self.random.choice(parts))
        for part in parts:
            if part > 0:
                self.add(day, part, group)
            day += datetime.timedelta(days=self.random.choice([0, 0, 1, 20, 31]))

    def day_of(self, group: list[Instalment]) -> datetime.date:
        """On time, late, or early."""
        day = max(group[-1].day(), datetime.date(1990, 1, 1))
        later = self.random.choice([0] * 8 + [1, 2, 5, 10, 31, 45, -1, -3, -31])
        return day + datetime.timedelta(days=later)

    def add(self, day: datetime.date, amount: int, group: list[Instalment]) -> None:
        """One line; the workplace is told where it is one, mostly."""
        places = {item.workplace for item in group}
        workplace = ""
        if len(places) == 1 and ENTITY not in places and self.chance(0.5):
            workplace = self.ids[places.pop()]
        elif self.chance(0.02):
            workplace = self.random.choice(list(self.ids.values()))
        received = ""
        if self.chance(0.6):
            received = str(day + datetime.timedelta(days=self.random.choice([0, 1, 2, 5])))
        self.lines.append(
            {
                "date": str(day),
                "amount": format_money(amount, self.digits),
                "reference": self.random.choice(REFERENCES),
                "workplace": workplace,
                "currency": self.random.choice(["", self.currency]),
                "received": received,
            }
        )

    def give_back(self) -> None:
        """Money that came back of an earlier payment, or some."""
        paid = self.random.choice(self.lines)
        day = datetime.date.fromisoformat(paid["date"]) + datetime.timedelta(days=30)
        self.add(day, 1, [])
        amount = self.random.choice([paid["amount"], self.money(self.random.randint(1, 10_000))])
        self.lines[-1]["amount"] = "-" + amount

    def spoil(self, line: dict[str, str]) -> None:
        """Something that is refused."""
        name, value = self.random.choice(
            [
                ("amount", "0"), ("amount", "1,5"), ("amount", ""), ("amount", "1.00001"),
                ("date", "2024-02-30"), ("date", ""), ("reference", ""), ("currency", "XXX"),
                ("workplace", "nobody"), ("received", "1980-01-01"),
            ]
        )
        line[name] = value

    def as_csv(self) -> str:
        """The lines under their names; columns that nobody needs may be missing."""
        columns = ["date", "amount", "reference", "workplace"]
        columns += [name for name in ("currency", "received") if self.chance(0.6)]
        self.random.shuffle(columns)
        text = io.StringIO()
        writer = csv.writer(text, lineterminator=self.random.choice(["\n", "\n", "\r\n"]))
        writer.writerow(columns)
        for line in self.lines:
            writer.writerow(line[column] for column in columns)
        return text.getvalue()

    def on_or_about(self) -> datetime.date | None:
        """The day of the settlement: none, as without payments, or about one of them."""
        if self.chance(0.3):
            return None
        days = [line["date"] for line in self.lines if line["date"] > "1980"]
        try:
            day = datetime.date.fromisoformat(self.random.choice(days))
        except (IndexError, ValueError):
            return self.on()
        later = self.random.choice([-1, 0, 0, 1, 31, 200])
        return self.on() if self.chance(0.3) else day + datetime.timedelta(days=later)


def generate_reconciliation(
    seed: int, number: int
) -> tuple[tuple[str, str, list[str]], str, datetime.date | None]:
    """The texts of programme, case and series of `number` of a seed, the payments, and the day;
    what is refused is mostly drawn again."""
    generator = PaymentGenerator(seed, number)
    for _ in range(TRIES):
        texts, payments = generator.texts(), generator.payments()
        on = generator.on_or_about()
        try:
            reconcile_text(*texts[:2], payments, texts[2], on)
            break
        except Refusal:
            if generator.chance(0.12):
                break
            generator.start()
    return texts, payments, on


def main() -> None:
    """Print the files of one reconciliation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    (programme, case, series), payments, on = generate_reconciliation(options.seed, options.number)
    print("---\n".join([programme, case, payments, *series]) + f"# --on {on}")


if __name__ == "__main__":
    main()
