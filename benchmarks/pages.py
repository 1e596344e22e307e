"""What each main page costs, on little and on much data: `python -m benchmarks.pages`.

Seeds a database of its own for each size (default 10 and 1,000 initiatives; SQLite, or PostgreSQL
with `python tools/with_pg.py .venv/bin/python -m benchmarks.pages`), then asks every page as the
people who look at it. For each: queries, milliseconds of processor in the app (median of `--times`;
with SQLite inside, without network and browser, and hardly touched by what else the machine does),
and bytes of the answer, raw and in gzip. No bar is held against these numbers here;
tests/test_queries.py and tests/test_weight.py hold those that do not depend on how fast the
machine is.
"""

from __future__ import annotations

import argparse
import gzip
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.main_pages import Place, Visit


@dataclass(frozen=True)
class Cost:
    queries: int
    milliseconds: float
    raw: int
    small: int


def measure(place: Place, visit: Visit, times: int) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = place.browser(visit.kind)
    # The first time fills the caches of the process: templates, translations.
    response = place.ask(visit, client)
    path = response.redirect_chain[-1][0] if response.redirect_chain else visit.path
    headers = {"HX-Request": "true"} if visit.htmx else {}
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path, headers=headers)
    # At once: the next request empties the list.
    count = len(queries)
    took = []
    for _ in range(times):
        start = time.process_time()
        client.get(path, headers=headers)
        took.append((time.process_time() - start) * 1000)
    small = len(gzip.compress(response.content, 6))
    return Cost(count, statistics.median(took), len(response.content), small)


def with_initiatives(count: int, times: int) -> dict[str, Cost]:
    from django.core.management import call_command

    from tests.main_pages import Place

    start = time.perf_counter()
    call_command("seed", initiatives=count, verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    print(f"{count} initiatives in {time.perf_counter() - start:.0f} s", file=sys.stderr)
    place = Place(0)
    return {str(visit): measure(place, visit, times) for visit in place.visits()}


def table(sizes: list[int], found: list[dict[str, Cost]]) -> str:
    heads = [f"{size:,}" for size in sizes]
    names = ["page, as whom"]
    names += [f"queries, {head}" for head in heads] + [f"ms, {head}" for head in heads]
    names += ["ratio", "kB", "kB gzip"]
    lines = [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    for page in found[-1]:
        costs = [costs_of_size[page] for costs_of_size in found]
        cells = [page, *(str(cost.queries) for cost in costs)]
        cells += [f"{cost.milliseconds:.1f}" for cost in costs]
        cells.append(f"{costs[-1].milliseconds / costs[0].milliseconds:.2f}")
        cells += [f"{costs[-1].raw / 1024:.1f}", f"{costs[-1].small / 1024:.1f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1000])
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ |= {"MODE": "test", "DATA_DIR": folder}
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        found = [with_initiatives(size, options.times) for size in options.sizes]
        print(table(options.sizes, found))
        from django.db import connection

        connection.close()


if __name__ == "__main__":
    main()
