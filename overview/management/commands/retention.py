"""`manage.py retention`: lets go of what need not be kept any longer, and says what it did."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from overview.retention import NotAll, jobs


class Command(BaseCommand):
    help = (
        "Fades names and deletes personal data whose time has come; see docs/privacy.md. Run it "
        "every day. Twice, or two at once, is the same as once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="says what would go, and changes nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry = options["dry_run"]
        total = failed = 0
        for job in jobs():
            try:
                n = job.due() if is_dry else job.run()
            except NotAll as some:
                n, failed = some.done, failed + some.failed
            total += n
            self.stdout.write(f"{n:>9}  {job.what}")
        self.stdout.write(f"{total:>9}  in all" + (", if it were done now" if is_dry else ""))
        if failed:
            raise CommandError(f"{failed} could not be done; see the log. Run it again.")
