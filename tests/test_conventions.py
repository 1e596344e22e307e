"""The agreements of conventions.py, held against every file that is kept in git."""

import subprocess
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from django.template.loader import get_template

from tests import conventions
from tools import translations

ROOT = Path(__file__).resolve().parent.parent
Checker = Callable[[str], list[str]]
# Code whose text we judge. What others made stands in a folder called vendor.
OURS = (".py", ".html", ".css", ".js", ".txt")


@cache
def kept_files() -> list[Path]:
    """Every file in git, and what would be added by `git add .`."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    files = [ROOT / name for name in listing.split("\0") if name]
    return [path for path in files if path.is_file()]


def ours(*endings: str, outside: tuple[str, ...] = ()) -> Iterator[tuple[Path, str]]:
    for path in kept_files():
        parts = path.relative_to(ROOT).parts
        if path.suffix in endings and not {"vendor", *outside} & set(parts):
            yield path.relative_to(ROOT), path.read_text()


def nothing_to_say(files: Iterator[tuple[Path, str]], checker: Checker) -> None:
    found = [f"{path}: {complaint}" for path, text in files for complaint in checker(text)]
    assert not found, "\n".join(["", *found])


def readable() -> Iterator[tuple[Path, str]]:
    for path in kept_files():
        try:
            yield path.relative_to(ROOT), path.read_text()
        except UnicodeDecodeError:
            continue


def test_there_is_something_to_check():
    names = {str(path.relative_to(ROOT)) for path in kept_files()}
    assert {"manage.py", "config/settings.py", "tests/test_conventions.py"} <= names


@pytest.mark.parametrize("app", conventions.FLOORS)
def test_an_app_uses_only_what_lies_below_it(app):
    checker = partial(conventions.imports_from_above, app=app)
    files = (f for f in ours(".py", outside=("migrations",)) if f[0].parts[0] == app)
    nothing_to_say(files, checker)


def test_no_file_names_a_registry():
    nothing_to_say(readable(), conventions.registry_hosts)


def test_no_file_names_a_path_of_one_machine():
    nothing_to_say(readable(), conventions.paths_of_one_machine)


def test_python_holds_nothing_dangerous():
    files = ours(".py", outside=("tests", "tools", "benchmarks"))
    nothing_to_say(files, conventions.dangerous_python)


def test_templates_hold_nothing_dangerous():
    nothing_to_say(ours(".html", ".txt"), conventions.dangerous_template)


def test_every_word_in_a_template_can_be_translated():
    files = (f for f in ours(".html", ".txt") if f[0].parts[0] == "templates")
    nothing_to_say(files, conventions.not_wrapped_for_translation)


def test_every_template_compiles():
    folder = ROOT / "templates"
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".txt"):
            get_template(str(path.relative_to(folder)))


@pytest.mark.parametrize("checker", [conventions.official_words, conventions.long_sentences])
def test_screens_speak_plainly(checker):
    sentences = translations.in_project().values()
    texts = {text for sentence in sentences for text in (sentence.text, sentence.plural)}
    found = {text: complaint for text in sorted(texts) for complaint in checker(text)}
    assert not found, "\n".join(["", *(f"{found[text]}: {text}" for text in found)])


def test_files_can_be_read_in_one_sitting():
    files = ours(*OURS, outside=("migrations", "locale"))
    nothing_to_say(files, conventions.too_long)


BAD: dict[str, tuple[Checker, str]] = {
    "import": (partial(conventions.imports_from_above, app="agreements"), "import meetings.models"),
    "from": (partial(conventions.imports_from_above, app="accounts"), "from initiatives import x"),
    "registry": (conventions.registry_hosts, f"https://files.{conventions.REGISTRIES[1]}/x"),
    "machine": (conventions.paths_of_one_machine, "open('/" + "home/jan/x')"),
    "exempt": (conventions.dangerous_python, "@csrf_exempt\ndef view(): ..."),
    "mark_safe": (conventions.dangerous_python, "mark_safe(text)"),
    "random": (conventions.dangerous_python, "import random"),
    "choice": (conventions.dangerous_python, "from random import choice"),
    "uuid1": (conventions.dangerous_python, "uuid.uuid1()"),
    "getattr": (conventions.dangerous_python, "getattr(clause, request.POST['field'])"),
    "filter": (conventions.dangerous_python, "things.filter(**request.GET.dict())"),
    "safe": (conventions.dangerous_template, "{{ text|safe }}"),
    "escape": (conventions.dangerous_template, "{% autoescape off %}"),
    "script": (conventions.dangerous_template, "<script>x()</script>"),
    "style": (conventions.dangerous_template, '<p style="color: red">'),
    "style tag": (conventions.dangerous_template, "<style>p {}</style>"),
    "onclick": (conventions.dangerous_template, '<a onclick="x()">'),
    "hx-on": (conventions.dangerous_template, '<a hx-on:click="x()">'),
    "js address": (conventions.dangerous_template, '<a href="javascript:x()">'),
    "text": (conventions.not_wrapped_for_translation, "<p>Hallo daar</p>"),
    "label": (conventions.not_wrapped_for_translation, '<a aria-label="Sluit">x</a>'),
    "word": (conventions.official_words, "Dit dient zo."),
    "words": (conventions.official_words, "Wij schrijven met betrekking tot het gebouw."),
    "sentence": (conventions.long_sentences, "Kort. " + "woord " * 21 + "."),
    "file": (conventions.too_long, "x\n" * 400),
}
GOOD: dict[str, tuple[Checker, str]] = {
    "below": (partial(conventions.imports_from_above, app="meetings"), "import agreements"),
    "relative": (partial(conventions.imports_from_above, app="accounts"), "from .forms import X"),
    "own name": (conventions.dangerous_python, "getattr(clause, 'field')"),
    "script": (conventions.dangerous_template, '<script src="{% static "x.js" %}" defer></script>'),
    "data": (conventions.dangerous_template, '<p data-on="1" class="style">'),
    "translated": (
        conventions.not_wrapped_for_translation,
        """<a title="{% translate 'Sluit' %}">{% blocktranslate %}Dag{% endblocktranslate %}
        </a> &nbsp; {{ name }} · Onderling {% if a > b %}<i data-x="a > bb">1</i>{% endif %}
        {% block page_class %}page--wide{% endblock %}""",
    ),
    "plain": (conventions.official_words, "Jullie zijn verdiend en ingediend."),
    "placeholder": (conventions.long_sentences, "%(naam)s zegt: ja. " + "woord " * 20),
    "file": (conventions.too_long, "x\n" * 399),
}


@pytest.mark.parametrize("name", BAD)
def test_a_checker_sees_what_is_wrong(name):
    checker, sample = BAD[name]
    assert checker(sample)


@pytest.mark.parametrize("name", GOOD)
def test_a_checker_leaves_the_rest_alone(name):
    checker, sample = GOOD[name]
    assert not checker(sample)


@pytest.mark.parametrize("app", ["agreements", "meetings", "places"])
def test_the_map_of_an_app_names_every_module_in_it(app):
    """Where to look stands in its `__init__`: a module that is not on the map is not found."""
    told = (ROOT / app / "__init__.py").read_text()
    here = (path for path in kept_files() if path.parent == ROOT / app)
    modules = {path.stem for path in here if path.suffix == ".py"}
    found = {name for name in modules if not name.startswith(("__init__", "apps", "urls"))}
    missing = {name for name in found if f"`{name}`" not in told}
    assert "personal" in found
    assert not missing
