"""`make privacy`: the tables of docs/privacy.md, from the `personal.py` of every app.

`python tools/privacy.py check` only compares.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "privacy.md"
MADE = re.compile(r"(<!-- made by .*? -->\n).*?(<!-- until here -->)", re.DOTALL)


def page() -> str:
    """The page with the tables as they should be. What stands around them is written by hand."""
    made = "\n".join(["", *tables(), *not_personal()])
    return MADE.sub(lambda match: match[1] + made + match[2], PAGE.read_text())


def tables() -> Iterator[str]:
    from overview.forgetting import APPS

    for app in APPS:
        yield f"### {app.__name__.split('.')[0]}\n"
        yield "| field | purpose | who sees it | how long | when forgotten |"
        yield "|---|---|---|---|---|"
        seen = set()
        for rows in app.PERSONAL:
            for field in rows.fields:
                name = f"{rows.model.__name__}.{field.name}"
                # Two people can have written in one row; the field is the same.
                if name not in seen:
                    seen.add(name)
                    words = (field.purpose, field.seen_by, field.kept, field.forget.value)
                    yield f"| `{name}` | {' | '.join(words)} |"
        yield ""


def not_personal() -> Iterator[str]:
    from overview.forgetting import APPS

    yield "### Fields with text that are not personal\n"
    yield "| field | why not |"
    yield "|---|---|"
    for app in APPS:
        for name, why in app.NOT_PERSONAL.items():
            yield f"| `{name.partition('.')[2]}` | {why} |"
    yield ""


def main() -> int:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="onderling-") as folder:
        os.environ.update(MODE="test", DATA_DIR=folder, DJANGO_SETTINGS_MODULE="config.settings")
        import django

        django.setup()
        now = page()
    if "check" not in sys.argv[1:]:
        PAGE.write_text(now)
    elif PAGE.read_text() != now:
        print("docs/privacy.md is out of date; run: make privacy", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
