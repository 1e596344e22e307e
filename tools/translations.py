#!/usr/bin/env python3
"""The catalogues in locale/, without the gettext programs: `python tools/translations.py VERB`.

extract   puts the sentences of the screens into each django.po; a translation that exists is kept
compile   turns each django.po into the django.mo that Django reads
check     fails on a sentence that is missing, fuzzy, no longer used, or with other placeholders

Dutch is the source language. Catalogues are sorted and name no places, so that two branches that
add a sentence seldom meet on one line.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

ROOT = Path(__file__).resolve().parent.parent
# Folders without sentences for the screens.
ELSEWHERE = {"tests", "tools", "benchmarks", "static", "build", "data", "docs", "migrations"}
# Which argument holds what, for every spelling in Python and in Django's templates.
FUNCTIONS = {
    "_": ("text",),
    "_lazy": ("text",),
    "gettext": ("text",),
    "gettext_lazy": ("text",),
    "gettext_noop": ("text",),
    "ngettext": ("text", "plural"),
    "ngettext_lazy": ("text", "plural"),
    "pgettext": ("context", "text"),
    "pgettext_lazy": ("context", "text"),
    "npgettext": ("context", "text", "plural"),
    "npgettext_lazy": ("context", "text", "plural"),
}
PLACEHOLDER = re.compile(
    r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[a-z]|%[sd]|(?<!\{)\{(\w*)[^{}]*\}(?!\})"
)
HEADERS = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Sentence(NamedTuple):
    """What a translator translates."""

    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What gettext looks a sentence up by."""
        return (self.context, self.text)


class CannotRead(Exception):
    """A call whose sentence is not written out, so that no catalogue can hold it."""


def from_call(name: str, words: list[str]) -> Sentence:
    return Sentence(**dict(zip(FUNCTIONS[name], words, strict=False)))


def in_python(source: str, where: str = "<text>") -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else ""
        name = function.id if isinstance(function, ast.Name) else name
        if name not in FUNCTIONS:
            continue
        wanted = node.args[: len(FUNCTIONS[name])]
        words = [
            a.value for a in wanted if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if len(words) < len(FUNCTIONS[name]):
            raise CannotRead(f"{where}:{node.lineno}: {name}() must get its sentence written out")
        yield from_call(name, words)


def in_template(source: str, where: str = "<text>") -> Iterator[Sentence]:
    """Django turns a template into Python calls between rows of X; those are read by token."""
    from django.utils.translation.template import templatize

    # Inside one pair of brackets Python's tokenizer minds neither lines nor indents.
    calls = io.StringIO(f"({templatize(source, origin=where)}\n)")
    name, words = "", list[str]()
    for kind, text, *_ in tokenize.generate_tokens(calls.readline):
        if kind == tokenize.NAME and text in FUNCTIONS:
            name, words = text, []
        elif name and kind == tokenize.STRING:
            words.append(ast.literal_eval(text))
        elif name and text == ")":
            if len(words) >= len(FUNCTIONS[name]):
                yield from_call(name, words)
            name = ""


def files(*endings: str) -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.suffix in endings and not ELSEWHERE & set(parts) and parts[0][0] != ".":
            yield path


def in_project() -> dict[tuple[str, str], Sentence]:
    found: dict[tuple[str, str], Sentence] = {}
    for path in files(".py", ".html", ".txt"):
        read = in_python if path.suffix == ".py" else in_template
        for sentence in read(path.read_text(), str(path.relative_to(ROOT))):
            # With and without a plural is one message to gettext; the plural form is the richer.
            if sentence.text and (sentence.plural or sentence.key not in found):
                found[sentence.key] = sentence
    return dict(sorted(found.items(), key=lambda item: (item[0][1].casefold(), item[0])))


def catalogues() -> Iterator[Path]:
    yield from sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def key(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgctxt or "", entry.msgid)


def merge(sentences: dict[tuple[str, str], Sentence], old: polib.POFile) -> polib.POFile:
    """A catalogue with exactly these sentences, and every translation of `old` that still fits."""
    known = {key(entry): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {"Language": old.metadata.get("Language", "en"), **HEADERS}
    for sentence in sentences.values():
        before = known.get(sentence.key)
        entry = polib.POEntry(msgid=sentence.text, msgctxt=sentence.context or None)
        if before:
            entry.tcomment, entry.flags = before.tcomment, before.flags
        if sentence.plural:
            entry.msgid_plural = sentence.plural
            forms = before.msgstr_plural if before and before.msgstr_plural else {}
            entry.msgstr_plural = {0: forms.get(0, ""), 1: forms.get(1, "")}
        else:
            entry.msgstr = before.msgstr if before else ""
        new.append(entry)
    return new


def pairs(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Each source form with its translation."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    forms = entry.msgstr_plural
    return [(entry.msgid, forms.get(0, "")), (entry.msgid_plural, forms.get(1, ""))]


def placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def mistakes(sentences: dict[tuple[str, str], Sentence], catalogue: polib.POFile) -> list[str]:
    entries = {key(entry): entry for entry in catalogue if not entry.obsolete}
    found = [f"no longer used: {entry.msgid}" for entry in catalogue.obsolete_entries()]
    found += [f"no longer used: {text}" for (_, text) in entries.keys() - sentences.keys()]
    for sentence in sentences.values():
        entry = entries.get(sentence.key)
        if entry is None or (entry.msgid_plural or "") != sentence.plural:
            found.append(f"not in the catalogue: {sentence.text}")
        elif entry.fuzzy:
            found.append(f"fuzzy: {sentence.text}")
        else:
            for source, translation in pairs(entry):
                if not translation.strip():
                    found.append(f"not translated: {source}")
                elif placeholders(source) != placeholders(translation):
                    found.append(f"other placeholders: {source} -> {translation}")
                elif source.startswith("\n") != translation.startswith("\n"):
                    found.append(f"begins with a new line on one side only: {source.strip()}")
    return sorted(found)


def extract() -> int:
    sentences = in_project()
    for path in catalogues():
        old = polib.pofile(str(path), wrapwidth=100)
        new = merge(sentences, old)
        for gone in sorted({e.msgid for e in old} - {s.text for s in sentences.values()}):
            print(f"{path.relative_to(ROOT)}: no longer used, taken out: {gone}")
        new.save(str(path))
        todo = sum(not all(translation for _, translation in pairs(entry)) for entry in new)
        print(f"{path.relative_to(ROOT)}: {len(new)} sentences, {todo} to translate")
    return 0


def compile_all() -> int:
    for path in catalogues():
        target = path.with_suffix(".mo")
        compiled = polib.pofile(str(path)).to_binary()
        # Written aside and moved: a server or a second test process may be reading it.
        if not target.exists() or target.read_bytes() != compiled:
            aside = target.with_suffix(".mo.new")
            aside.write_bytes(compiled)
            aside.replace(target)
    return 0


def check() -> int:
    sentences = in_project()
    found = [
        f"{path.relative_to(ROOT)}: {mistake}"
        for path in catalogues()
        for mistake in mistakes(sentences, polib.pofile(str(path)))
    ]
    print("\n".join(found) or f"translations: {len(sentences)} sentences, all translated")
    if found:
        print(f"{len(found)} to repair; `make messages` adds and removes, you translate.")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    verbs = {"extract": extract, "compile": compile_all, "check": check}
    if len(arguments) != 1 or arguments[0] not in verbs:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        return verbs[arguments[0]]()
    except CannotRead as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
