"""Fetches the NL Design System and the font, trims them to what we use, writes static/vendor/.

Run by `make vendor`; needs npm and the network. Everything it writes is committed, so that nothing
has to be fetched or built to run the app. What a package contained is kept as a hash in VERSION:
the same version with other contents is refused.
"""

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"

CANDIDATE = "@nl-design-system-candidate"
UTRECHT = "@utrecht"
TOKENS = ("@nl-design-system-unstable/voorbeeld-design-tokens", "7.4.1", "dist/theme.css")
FONT = (
    "@fontsource-variable/noto-sans",
    "5.3.0",
    "files/noto-sans-latin-wght-normal.woff2",
)

# Styles for plain elements: a heading or a text field needs no class.
ELEMENTS = [
    (f"{CANDIDATE}/heading-css", "1.1.3", "dist/html/heading.css"),
    (f"{CANDIDATE}/paragraph-css", "2.1.3", "dist/html/paragraph.css"),
    (f"{CANDIDATE}/link-css", "2.0.3", "dist/html/link.css"),
    (f"{UTRECHT}/form-label-css", "3.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/form-fieldset-css", "3.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/textbox-css", "4.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/textarea-css", "4.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/select-css", "3.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/checkbox-css", "3.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/radio-button-css", "3.0.1", "dist/html/index.css"),
    (f"{UTRECHT}/table-css", "3.0.1", "dist/html/index.css"),
]
# Styles for a class.
COMPONENTS = [
    (f"{CANDIDATE}/button-css", "1.1.0", "dist/button.css"),
    (f"{CANDIDATE}/data-badge-css", "1.0.5", "dist/data-badge.css"),
    (f"{CANDIDATE}/skip-link-css", "1.0.5", "dist/skip-link.css"),
    (f"{UTRECHT}/form-field-css", "3.0.1", "dist/index.css"),
    (f"{UTRECHT}/form-field-description-css", "3.0.1", "dist/index.css"),
    (f"{UTRECHT}/form-field-error-message-css", "3.0.1", "dist/index.css"),
]

# Selectors of states and variants that no page of ours has.
UNUSED = re.compile(
    r"--pressed|--positive|--icon-only|--busy|--test|--forced-colors|__icon|skip-link--visible$"
    r"|^h[56]|password|bday|postal|cc-|one-time|week|month|alternate-row|tfoot"
    r"|form-field--(checkbox|radio|distanced)|description--|\[role=link|placeholder-"
    r"|numeric|pattern=|inputmode|autocomplete|type=url|\[hidden\]"
    # Nothing is ever disabled: who may not do something is not offered it.
    r"|(--|:)disabled(?!\))|form-field__|button__label"
    # A field that is still empty is not wrong yet: only the server's word marks it.
    r"|:user-invalid|:invalid"
)


@dataclass
class Rule:
    """One rule; `inside` is the at-rule around it, or empty."""

    inside: str
    selectors: list[str]
    body: str


class Fetched:
    """Packages, downloaded when asked for, each held against what VERSION says of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.versions: list[str] = []
        self.known = {}
        for path in VENDOR.glob("*/VERSION"):
            for line in path.read_text().splitlines():
                package, version, digest = line.split()
                self.known[f"{package}@{version}"] = digest

    def file(self, package: str, version: str, path: str) -> Path:
        """One file of a package; stops when the same version holds something else than before."""
        done = subprocess.run(
            ["npm", "pack", "--silent", "--ignore-scripts", f"{package}@{version}"],
            cwd=self.folder,
            check=True,
            capture_output=True,
            text=True,
        )
        archive = self.folder / done.stdout.strip().splitlines()[-1]
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if self.known.get(f"{package}@{version}", digest) != digest:
            sys.exit(f"{package} {version} is not what it was. Nothing was written.")
        self.versions.append(f"{package} {version} {digest}")
        with tarfile.open(archive) as tar:
            tar.extractall(archive.with_suffix(""), filter="data")
        return archive.with_suffix("") / "package" / path

    def write_versions(self, target: Path) -> None:
        (target / "VERSION").write_text("\n".join(self.versions) + "\n")


def split_selectors(text: str) -> list[str]:
    """Splits at commas that stand outside brackets."""
    parts, depth, start = [], 0, 0
    for place, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            parts.append(text[start:place])
            start = place + 1
    return [" ".join(part.split()) for part in [*parts, text[start:]]]


def rules(css: str, inside: str = "") -> Iterator[Rule]:
    """Reads plain CSS: rules, and at-rules that hold rules."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    place = 0
    while (opened := css.find("{", place)) != -1:
        head, depth, end = css[place:opened].strip(), 1, opened + 1
        while depth:
            depth += (css[end] == "{") - (css[end] == "}")
            end += 1
        body = css[opened + 1 : end - 1]
        if head.startswith("@"):
            yield from rules(body, head)
        else:
            yield Rule(inside, split_selectors(head), squeeze(body))
        place = end


def squeeze(body: str) -> str:
    """One line without spaces that mean nothing."""
    body = re.sub(r"\s+", " ", body).strip().rstrip(";")
    return re.sub(r"\s*([:;,])\s+", r"\1", body).replace("( ", "(").replace(" )", ")")


def trim(css: str) -> list[Rule]:
    """The rules that we use, without the browser prefixes that no supported browser needs."""
    kept = []
    for rule in rules(css):
        selectors = [one for one in rule.selectors if not UNUSED.search(one)]
        body = re.sub(r"-(moz|ms)-[\w-]+:[^;]+;?", "", rule.body).rstrip(";")
        if selectors and body:
            kept.append(Rule(rule.inside, selectors, body))
    return kept


def write_rules(kept: list[Rule]) -> str:
    lines = []
    for rule in kept:
        line = f"{','.join(rule.selectors)}{{{rule.body}}}"
        lines.append(f"{rule.inside}{{{line}}}" if rule.inside else line)
    return "\n".join(lines) + "\n"


def tokens_in_use(theme: str, css: str) -> str:
    """The custom properties of the theme that `css` needs, directly or through another one."""
    values = {
        name: squeeze(value)
        for name, value in re.findall(r"(--[\w-]+):([^;]+);", re.sub(r"/\*.*?\*/", "", theme))
    }
    wanted = set(re.findall(r"var\(\s*(--[\w-]+)", css))
    found: dict[str, str] = {}
    while wanted:
        name = wanted.pop()
        if name in values and name not in found:
            found[name] = values[name]
            wanted |= set(re.findall(r"var\(\s*(--[\w-]+)", values[name]))
    lines = [f"{name}:{found[name]};" for name in values if name in found]
    # Tokens of one component share a line.
    grouped = ["".join(group) for _, group in groupby(lines, key=component_of)]
    return ":root{\n" + "\n".join(grouped) + "\n}\n"


def component_of(line: str) -> str:
    """The first three words of a token: --nl-button-primary-color is of nl-button-primary."""
    return "-".join(line.partition(":")[0].split("-")[2:5])


def write_design(fetched: Fetched) -> None:
    """elements.css, components.css, and of the tokens only those that they and ours use."""
    trimmed = {}
    for title, group in (("elements", ELEMENTS), ("components", COMPONENTS)):
        kept = [rule for package in group for rule in trim(fetched.file(*package).read_text())]
        trimmed[title] = write_rules(kept)
    ours = "".join(
        path.read_text()
        for part in ("css", "themes")
        for path in sorted((VENDOR.parent / part).glob("*.css"))
    )
    theme = fetched.file(*TOKENS)
    trimmed["tokens"] = tokens_in_use(theme.read_text(), "".join(trimmed.values()) + ours)

    target = VENDOR / "nlds"
    target.mkdir(parents=True, exist_ok=True)
    for title, css in trimmed.items():
        header = "/* NL Design System, EUPL-1.2, trimmed by tools/vendor.py. See VERSION. */\n"
        (target / f"{title}.css").write_text(header + css)
    fetched.write_versions(target)
    shutil.copy(theme.parent.parent / "LICENSE.md", target)


def write_font(fetched: Fetched) -> None:
    font = fetched.file(*FONT)
    target = VENDOR / "noto-sans"
    target.mkdir(parents=True, exist_ok=True)
    fetched.write_versions(target)
    shutil.copy(font, target / "noto-sans.woff2")
    shutil.copy(font.parent.parent / "LICENSE", target)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for write in (write_design, write_font):
            write(Fetched(Path(folder)))


if __name__ == "__main__":
    main()
