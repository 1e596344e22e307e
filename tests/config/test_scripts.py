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
        assert path.name in JOINED or path.read_text()[-40:] in joined, path.name
