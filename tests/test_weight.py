"""What goes over the wire, on the files as they are built for production.

A first visit of a main page brings HTML, CSS and JS of at most 50 kB together and one font; an
answer to htmx is small. Static files count in brotli, as whitenoise sends them; HTML in gzip, as
the proxy of docs/deployment.md sends it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

from overview import seeding
from tests.main_pages import Place

KB = 1024
FIRST_VISIT, WHOLE_CSS, FONT, HTMX_ANSWER, ONE_FIELD = 50 * KB, 30 * KB, 36 * KB, 8 * KB, 2 * KB
REQUESTS = 8
# One form or one reaction, and no whole clause.
ONE_FIELD_ANSWERS = {"react"}


@dataclass(frozen=True)
class Built:
    folder: Path

    def size(self, url: str) -> int:
        """Bytes of a file as a browser of today gets it."""
        path = self.folder / url.removeprefix("/static/")
        small = path.with_name(path.name + ".br")
        return (small if small.exists() else path).stat().st_size


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The static files, joined, hashed and compressed; pages name these."""
    folder = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "config.storage.OneFileStorage"},
    }
    with override_settings(STATIC_ROOT=str(folder), STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield Built(folder)


@dataclass(frozen=True)
class Page:
    html: int
    css: list[str]
    js: list[str]
    fonts: list[str]

    @classmethod
    def read(cls, response: Any) -> Page:
        html = response.content.decode()
        return cls(
            len(gzip.compress(response.content, 6)),
            re.findall(r'<link rel="stylesheet" href="([^"]+)"', html),
            re.findall(r'<script src="([^"]+)"', html),
            re.findall(r'<link rel="preload" href="([^"]+)" as="font"', html),
        )


@pytest.fixture
def seeded(db: None) -> None:
    """Thirty initiatives: the first the widest (200 people, 60 clauses with 150 lines, 25 versions,
    300 reactions and answers), the third an ordinary one (12 people, 12 clauses)."""
    seeding.fill(30)


@pytest.mark.parametrize("number", [0, 2])
def test_a_first_visit_of_every_main_page(number: int, built: Built, seeded: None) -> None:
    heavy = {}
    place = Place(number)
    for visit in place.visits():
        if visit.htmx:
            continue
        page = Page.read(place.ask(visit))
        assert page.css, f"{visit} has no style"
        assert page.js, f"{visit} has no script"
        assert len(page.fonts) == 1
        static = sum(map(built.size, page.css + page.js))
        if page.html + static > FIRST_VISIT:
            heavy[str(visit)] = f"{page.html} of HTML, {static} of CSS and JS"
        # With the page itself and the icon.
        # Pages of meetings have a sheet of their own, and one that is under way a script.
        own = [name for name in page.css + page.js if "/live." in name]
        assert len(page.css + page.js + page.fonts) + 2 <= REQUESTS + len(own)
        assert sum(map(built.size, page.css)) < WHOLE_CSS
        assert sum(map(built.size, page.fonts)) <= FONT
    assert not heavy


def test_all_css_there_is(built: Built) -> None:
    """Whatever a page names: with the largest theme it stays below the bar."""
    css = [f"/static/{path.relative_to(built.folder)}" for path in built.folder.rglob("*.css")]
    main = [built.size(url) for url in css if re.search(r"css/main\.\w{12}\.css$", url)]
    themes = [built.size(url) for url in css if re.search(r"themes/\w+\.\w{12}\.css$", url)]
    assert len(main) == 1
    assert main[0] + max(themes) < WHOLE_CSS


def test_an_answer_to_htmx(seeded: None) -> None:
    place = Place(0)
    parts = [visit for visit in place.visits() if visit.htmx]
    assert {visit.name for visit in parts} >= {"clause", "react", "edit_clause"}
    heavy = {}
    for visit in parts:
        response = place.ask(visit)
        assert b"<html" not in response.content
        size = len(gzip.compress(response.content, 6))
        if size > (ONE_FIELD if visit.name in ONE_FIELD_ANSWERS else HTMX_ANSWER):
            heavy[str(visit)] = size
    assert not heavy


def test_nothing_that_a_page_names_is_missing_or_from_elsewhere(built: Built, seeded: None) -> None:
    place = Place(2)
    for visit in place.visits():
        html = place.ask(visit).content.decode()
        for url in re.findall(r'(?:src|href)="(/static/[^"#]+)', html):
            assert (built.folder / url.removeprefix("/static/")).is_file(), url
        assert not re.findall(r'(?:src|srcset|data-src)="(?:https?:)?//', html)
