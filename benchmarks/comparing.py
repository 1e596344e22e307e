"""How long comparing two long texts takes: `python -m benchmarks.comparing`.

5,000 words against 5,000, from a few words changed to texts that were made to be slow. For each:
milliseconds of processor (median of `--times`), the steps that were taken of the budget, and in
how many pieces the change is shown. The bar is half a second; tests/agreements/test_comparing.py
holds the number of steps, which does not depend on how fast the machine is.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator

from agreements.comparing import MOST_STEPS, Budget, compare

WORDS = 5000


def text(step: int) -> str:
    """5,000 words of a vocabulary of 800 in sentences of twelve; `step` picks which."""
    words = []
    for n in range(WORDS):
        word = f"woord{(n * step + n // 7) % 800}"
        words.append(f"{word}." if n % 12 == 11 else word)
    return " ".join(words)


def with_every(n: int, written: str) -> str:
    """The same text with every `n`th word another one."""
    words = written.split(" ")
    return " ".join(
        f"woord{(at * 31) % 800}" if at % n == 0 else word for at, word in enumerate(words)
    )


def pairs() -> Iterator[tuple[str, str, str]]:
    first = text(17)
    words = first.split(" ")
    yield "the same", first, first
    for n in (100, 20, 10, 5, 2):
        yield f"every {n}th word", first, with_every(n, first)
    yield "another text", first, text(23)
    yield "turned round", first, " ".join(reversed(words))
    yield "two words in turn", "a b " * 2500, "b a " * 2500
    yield "short sentences", "a. b. " * 2500, "b. a. c. " * 1600
    yield "only dots", "." * 20000, ".," * 10000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=9)
    times = parser.parse_args().times
    print("| what | ms | steps | pieces |\n|---|---|---|---|")
    for name, old, new in pairs():
        took = []
        for _ in range(times):
            budget = Budget()
            start = time.process_time()
            pieces = compare(old, new, budget)
            took.append((time.process_time() - start) * 1000)
        steps = MOST_STEPS - budget.steps
        print(f"| {name} | {statistics.median(took):.0f} | {steps:,} | {len(pieces)} |")


if __name__ == "__main__":
    main()
