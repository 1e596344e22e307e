"""What we agreed on and a machine can see. Each checker takes text and gives a list of complaints.

test_conventions.py runs them over the project, and each once over a bad sample, so that it is
known to be able to fail.
"""

import ast
import re
from collections.abc import Iterable

# An app uses what lies below it, never above. config/ ties all of them together.
FLOORS = ["accounts", "initiatives", "places", "agreements", "meetings", "evaluations", "overview"]
# Dots are put in here, so that this file does not name them itself.
REGISTRIES = [
    ".".join(words)
    for words in [
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("unpkg", "com"), ("jsdelivr", "net"), ("cdnjs", "com"),
        ("deb", "debian", "org"), ("archive", "ubuntu", "com"), ("fonts", "googleapis", "com"),
    ]
]  # fmt: skip
# The folders are in brackets, so that this line is no path itself.
OF_ONE_MACHINE = re.compile(r"(?<![\w./:-])/(?:work|root|home|Users)/")
NEVER_IN_PYTHON = re.compile(r"\b(csrf_exempt|mark_safe|Safe(?:String|Text)\(|uuid1|RawSQL)")
NEVER_IN_TEMPLATES = {
    "csrf_exempt": re.compile(r"csrf_exempt"),
    "unescaped text": re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off"),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "inline handler": re.compile(r"\son[a-z]+\s*=\s*[\"']|hx-on", re.IGNORECASE),
    "eval in htmx": re.compile(r"hx-vars|hx-vals\s*=\s*[\"']\s*js:|hx-headers\s*=\s*[\"']\s*js:"),
    "address of a script": re.compile(r"javascript:", re.IGNORECASE),
}
# Words of the office; the right side is what we say.
OFFICIAL_WORDS = {
    "aangaande": "over", "alsmede": "en", "alsook": "en", "betreffende": "over",
    "conform": "volgens", "danwel": "of", "derhalve": "daarom", "desbetreffende": "deze",
    "dienen": "moeten", "dient": "moet", "doch": "maar", "gaarne": "graag",
    "hieromtrent": "hierover", "hiertoe": "hiervoor", "ingevolge": "door",
    "indien": "als", "inzake": "over", "jegens": "tegenover", "krachtens": "volgens",
    "middels": "met", "mits": "als", "namens deze": "namens", "nadien": "daarna",
    "nochtans": "toch", "onderhavige": "deze", "omtrent": "over", "reeds": "al",
    "teneinde": "om", "tevens": "ook", "thans": "nu", "voornoemde": "deze", "vigerende": "geldende",
    "voorts": "verder", "wederom": "weer", "zulks": "dat", "ten behoeve van": "voor",
    "door middel van": "met", "met betrekking tot": "over", "in het kader van": "voor",
    "ter zake": "hierover", "te allen tijde": "altijd",
}  # fmt: skip
LONGEST_SENTENCE = 20
LONGEST_FILE = 400
# What is the same in every language and so needs no translation.
NAMES = {"Onderling", "Nederlands", "English", "QR"}
SPOKEN_ATTRIBUTE = re.compile(
    r"""\s(?:alt|title|placeholder|aria-label)\s*=\s*(["'])(.*?)\1""", re.DOTALL
)


def imports_from_above(source: str, app: str) -> list[str]:
    """Imports of an app that stands above `app`."""
    above = set(FLOORS[FLOORS.index(app) + 1 :])
    found = []
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        found += [f"imports {name}" for name in names if name.split(".")[0] in above]
    return found


def registry_hosts(text: str) -> list[str]:
    return [host for host in REGISTRIES if host in text.lower()]


def paths_of_one_machine(text: str) -> list[str]:
    return [match[0] for match in OF_ONE_MACHINE.finditer(text)]


def _mentions_request(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == "request" for part in ast.walk(node))


def dangerous_python(source: str) -> list[str]:
    """Ways round escaping, weak randomness, and names or queries chosen by a visitor."""
    found = [match[0] for match in NEVER_IN_PYTHON.finditer(source)]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(a.name == "random" for a in node.names):
            found.append(f"line {node.lineno}: import random (use secrets)")
        elif isinstance(node, ast.ImportFrom) and node.module == "random":
            found.append(f"line {node.lineno}: from random import (use secrets)")
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in ("getattr", "setattr") and any(map(_mentions_request, node.args[1:2])):
                found.append(f"line {node.lineno}: {name} with a name from the request")
            if any(k.arg is None and _mentions_request(k.value) for k in node.keywords):
                found.append(f"line {node.lineno}: {name}(**request…)")
    return found


def dangerous_template(source: str) -> list[str]:
    return [why for why, pattern in NEVER_IN_TEMPLATES.items() if pattern.search(source)]


def not_wrapped_for_translation(source: str) -> list[str]:
    """Words in a template that stand outside every translate tag."""
    text = re.sub(
        r"{%\s*(blocktranslate|comment)\b.*?{%\s*end\1\s*%}", " ", source, flags=re.DOTALL
    )
    # What a block for a class holds is no word for people.
    text = re.sub(r"{%\s*block \w*class\s*%}[^{]*{%\s*endblock[^%]*%}", " ", text)
    text = re.sub(r"{#.*?#}|{%.*?%}", " ", text)
    text = re.sub(r"{{.*?}}", " ", text)
    text = re.sub(r"<!--.*?-->|<!doctype[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    spoken = [match[2] for match in SPOKEN_ATTRIBUTE.finditer(text)]
    # A ">" inside an attribute does not end a tag.
    spoken.append(re.sub(r"""<[a-zA-Z/](?:"[^"]*"|'[^']*'|[^'">])*>""", "\n", text))
    lines = (line.strip() for text in spoken for line in re.sub(r"&#?\w+;", " ", text).splitlines())
    return [line for line in lines if set(re.findall(r"[^\W\d_]{2,}", line)) - NAMES]


def official_words(text: str) -> list[str]:
    return [
        f"{word} (zeg: {better})"
        for word, better in OFFICIAL_WORDS.items()
        if re.search(rf"\b{word}\b", text, re.IGNORECASE)
    ]


def long_sentences(text: str, most: int = LONGEST_SENTENCE) -> list[str]:
    """Sentences of more than `most` words; markup does not count, a placeholder is one word."""
    plain = re.sub(r"<[^>]+>|&\w+;", " ", text)
    plain = re.sub(r"%\(\w+\)[sd]|\{\w*\}", "woord", plain)
    sentences: Iterable[str] = re.split(r"(?<=[.!?:;])\s+|\n\s*\n", plain)
    return [" ".join(s.split()) for s in sentences if len(re.findall(r"\w[\w'’-]*", s)) > most]


def too_long(text: str, most: int = LONGEST_FILE) -> list[str]:
    lines = text.count("\n") + 1
    return [f"{lines} lines; split it by noun"] if lines > most else []
