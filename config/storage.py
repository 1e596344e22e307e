"""Static files in production: hashed names, and one file where the source has many.

css/main.css and js/main.js name their parts with plain @import and import, which a browser can
follow by itself. `collectstatic` puts the parts into the one file, so that a first visit costs two
requests instead of twenty.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(r'^@import url\("([^"]+)"\) layer\((\w+)\)( print)?;\n', re.MULTILINE)
JS_IMPORT = re.compile(r'^import (?:\{[^}]*\} from )?"(\./[^"]+)";\n', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
JS_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
# Blanks that say nothing: in CSS around these signs, in JS before a line.
CSS_BLANK = re.compile(r"\s*([{};,])\s*")
JS_BLANK = re.compile(r"\n\s+")


class OneFileStorage(CompressedManifestStaticFilesStorage):
    """Puts the parts of main.css, main.js and writing.js into one file before names are hashed."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            for name, join in (
                ("css/main.css", join_css),
                ("js/main.js", small_js),
                ("js/writing.js", small_js),
            ):
                # From the source: what lies here may be joined already, of older parts.
                source = finders.find(name)
                if source is None:
                    raise FileNotFoundError(name)
                Path(self.path(name)).write_text(join(Path(source)))
                # From here on the joined file counts, not the one in static/.
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def join_css(main: Path) -> str:
    """Each part in its layer. Only parts beside main.css may use url()."""

    def part(found: re.Match[str]) -> str:
        name, layer, paper = found.groups()
        css = COMMENT.sub("", (main.parent / name).read_text())
        css = CSS_BLANK.sub(r"\1", re.sub(r":\s+", ":", css)).replace(";}", "}")
        block = f"@layer {layer}{{{css}}}\n"
        return f"@media print{{{block}}}\n" if paper else block

    return CSS_IMPORT.sub(part, COMMENT.sub("", main.read_text(), count=1))


def join_js(main: Path) -> str:
    """Each module once, in the order of the imports; their names may not clash."""
    done: list[Path] = []
    parts: list[str] = []

    def add(path: Path) -> None:
        if path in done:
            return
        done.append(path)
        text = JS_COMMENT.sub("", path.read_text())
        for name in JS_IMPORT.findall(text):
            add(path.parent / name)
        parts.append(re.sub(r"^export ", "", JS_IMPORT.sub("", text), flags=re.MULTILINE))

    add(main)
    return "\n".join(parts)


def small_js(main: Path) -> str:
    """The joined scripts without the blanks before a line."""
    return JS_BLANK.sub("\n", join_js(main))
