#!/usr/bin/env python3
"""Fetches the font of what goes on paper, trims it to the signs that we use, writes paper/fonts.

Run by `make vendor`; needs npm, uv and the network. What it writes is committed: fonts, their
licence, and which signs they hold. A sign that no font holds cannot stand in a PDF/A, so that list
is read when a sheet is made. To renew: change VERSION.
"""

import subprocess
import sys
import tarfile
import tempfile
from itertools import groupby
from pathlib import Path

PACKAGE = "@expo-google-fonts/noto-sans"
VERSION = "0.4.2"
FONTTOOLS = "fonttools==4.60.1"
TARGET = Path(__file__).resolve().parent.parent / "paper" / "fonts"
WEIGHTS = {"NotoSans-Regular.ttf": "400Regular", "NotoSans-Bold.ttf": "700Bold"}
# Latin with every accent that names have, Cyrillic as it is used in Europe, Greek letters; signs
# of punctuation, money and arrows, and the one that stands for a sign that is not there.
SIGNS = (
    "0020-007E,00A0-017F,0192,0218-021B,0259,0300-0304,0306-030C,0323,0327-0328,0386-03CE,"
    "0400-045F,0490-0491,1E80-1E85,1E9E,1EA0-1EF9,2010-2015,2018-201E,2020-2022,2026,202F,2030,"
    "2032-2033,2039-203A,2044,20AC,2116,2122,2212,FFFD"
)
FEATURES = "kern,mark,mkmk,ccmp,locl"
SAY_SIGNS = """
import sys
from fontTools.ttLib import TTFont
maps = [set(TTFont(name).getBestCmap()) for name in sys.argv[1:]]
print(*sorted(set.intersection(*maps)))
"""


def trim(python: Path, source: Path, target: Path) -> None:
    subprocess.run(
        [
            python.parent / "pyftsubset",
            source,
            "--unicodes=" + ",".join(f"U+{part}" for part in SIGNS.split(",")),
            f"--layout-features={FEATURES}",
            "--no-hinting",
            f"--output-file={target}",
        ],
        check=True,
    )


def ranges(signs: list[int]) -> str:
    """ "0020-007E" on a line of its own for each run of signs."""
    runs = groupby(enumerate(signs), key=lambda pair: pair[1] - pair[0])
    found = [[sign for _n, sign in run] for _gap, run in runs]
    return "".join(f"{run[0]:04X}-{run[-1]:04X}\n" for run in found)


def fetch() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uv = str(Path(sys.executable).parent / "uv")
        python = folder / "venv" / "bin" / "python"
        subprocess.run([uv, "venv", "--quiet", str(python.parent.parent)], check=True)
        install = [uv, "pip", "install", "--quiet", "--python", str(python), FONTTOOLS]
        subprocess.run(install, check=True)
        # npm holds the package against its checksum.
        pack = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}", "--pack-destination", name]
        subprocess.run(pack, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(folder.glob("*.tgz"))) as package:
            package.extractall(folder, filter="data")
        for target, weight in WEIGHTS.items():
            source = folder / "package" / weight / f"NotoSans_{weight}.ttf"
            trim(python, source, TARGET / target)
        licence = (folder / "package" / "LICENSE_FONT").read_text()
        (TARGET / "LICENSE").write_text(licence)
        fonts = [str(TARGET / target) for target in WEIGHTS]
        said = subprocess.run(
            [python, "-c", SAY_SIGNS, *fonts], check=True, capture_output=True, text=True
        ).stdout
    (TARGET / "signs.txt").write_text(ranges([int(sign) for sign in said.split()]))
    (TARGET / "VERSION").write_text(f"{PACKAGE} {VERSION}\n")
    print(f"{PACKAGE} {VERSION}")


if __name__ == "__main__":
    fetch()
