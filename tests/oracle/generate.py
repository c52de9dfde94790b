"""Random programmes, cases and series, biased to the edges where implementations differ.

    python3 tests/oracle/generate.py NUMBER [--seed S]     print the files of one case

The same seed and number always give the same texts. One case in four is of the plain vocabulary,
the others are of the whole one. About one in four is refused.
"""

from __future__ import annotations

import argparse

from draw import Generator
from literals import Refusal
from oracle import award_text
from vary import WholeGenerator

PLAIN_ONE_IN = 4
TRIES = 3


def generate(seed: int, number: int) -> tuple[str, str, list[str]]:
    """The texts of programme, case and series of `number` of a seed. Of the whole vocabulary a
    refused case is mostly drawn again."""
    if number % PLAIN_ONE_IN == 0:
        return Generator(seed, number).texts()
    generator = WholeGenerator(seed, number)
    for _ in range(TRIES):
        texts = generator.texts()
        try:
            award_text(*texts)
            break
        except Refusal:
            if generator.chance(0.25):
                break
            generator.start()
    return texts


def main() -> None:
    """Print the files of one case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    programme, case, series = generate(options.seed, options.number)
    print("---\n".join([programme, case, *series]), end="")


if __name__ == "__main__":
    main()
