"""The scripts are joined into one file for production, so their names may not clash."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from config.storage import join_js

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "static" / "js"
NAME = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)


def test_no_two_scripts_use_one_name() -> None:
    joined = join_js(SCRIPTS / "main.js")
    names = Counter(NAME.findall(joined))
    assert len(names) > 50
    assert not [name for name, times in names.items() if times > 1]
    # Every script that there is, is in it.
    assert all(path.name == "main.js" or path.read_text()[-40:] in joined
               for path in SCRIPTS.glob("*.js"))  # fmt: skip
    assert "import " not in re.sub(r"//.*", "", joined)
