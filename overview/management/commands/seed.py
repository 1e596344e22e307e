"""`manage.py seed --initiatives 1000`: fills an empty database with much data, for measuring."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from overview import seeding

MOST = 10_000


class Command(BaseCommand):
    help = (
        "Fills an empty database with large, varied, repeatable data. Only in MODE=demo or "
        "MODE=test; an earlier seed is replaced, other data is left alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--initiatives", type=int, required=True, help=f"1 to {MOST}")
        parser.add_argument("--seed", default="1", help="the same seed gives the same data")

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["initiatives"]
        if settings.MODE not in ("demo", "test"):
            raise CommandError("Made-up data is only for MODE=demo and MODE=test.")
        if not 1 <= count <= MOST:
            raise CommandError(f"--initiatives is {count}; a number from 1 to {MOST} fits.")
        if not seeding.is_empty():
            if not seeding.is_seeded():
                raise CommandError("This database holds other data. The seed leaves it alone.")
            call_command("flush", interactive=False, verbosity=0)
        start = time.monotonic()
        written = seeding.fill(count, options["seed"])
        seconds = time.monotonic() - start
        for label, number in sorted(written.items()):
            self.stdout.write(f"{number:>9}  {label}")
        self.stdout.write(f"{sum(written.values()):>9}  rows in {seconds:.1f} seconds")
