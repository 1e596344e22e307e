#!/usr/bin/env python3
"""Fetches axe-core, which scans our pages in the browser tests, into tests/vendor/axe-core.

It is used by the tests only and never served. To renew: change VERSION, then `make vendor`.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

VERSION = "4.14.1"
TARGET = Path(__file__).resolve().parent.parent / "tests" / "vendor" / "axe-core"
FILES = ("axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt")


def fetch() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pack = ["npm", "pack", "--silent", f"axe-core@{VERSION}", "--pack-destination", folder]
        subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)  # npm checks the checksum
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            for name in FILES:
                member = package.extractfile(f"package/{name}")
                if member is None:
                    raise SystemExit(f"axe-core {VERSION} has no {name}")
                (TARGET / name).write_bytes(member.read())
    (TARGET / "VERSION").write_text(f"axe-core {VERSION}\n")
    print(f"axe-core {VERSION}")


if __name__ == "__main__":
    fetch()
