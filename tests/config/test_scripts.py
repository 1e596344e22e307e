"""The scripts are joined into one file for production, so their names may not clash."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from config.storage import join_js

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "static" / "js"
NAME = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)


# What is joined, and how many names it has at least.
JOINED = {"main.js": 50, "writing.js": 20}
# What only the pages of meetings load, each by itself.
ALONE = ("live.js", "drag.js")


@pytest.mark.parametrize("main", JOINED)
def test_no_two_scripts_use_one_name(main: str) -> None:
    joined = join_js(SCRIPTS / main)
    names = Counter(NAME.findall(joined))
    assert len(names) > JOINED[main]
    assert not [name for name, times in names.items() if times > 1]
    assert "import " not in re.sub(r"//.*", "", joined)


def test_every_script_is_in_one_of_them() -> None:
    joined = "".join(join_js(SCRIPTS / main) for main in JOINED)
    for path in SCRIPTS.glob("*.js"):
        if path.name in ALONE:
            continue
        assert path.name in JOINED or path.read_text()[-40:] in joined, path.name


@pytest.mark.parametrize("name", ALONE)
def test_a_script_by_itself_needs_no_other_and_a_page_loads_it(name: str) -> None:
    text = (SCRIPTS / name).read_text()
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)
    pages = (SCRIPTS.parent.parent / "templates" / "meetings").glob("*.html")
    assert any(f"js/{name}" in page.read_text() for page in pages)
