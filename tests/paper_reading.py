"""A PDF as an independent library reads it: its text, its structure, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from django.http import HttpResponse

SPACES = re.compile(r"[\s\u00a0\u202f]+")
# Where a long word may be broken, and the mark where one was.
INVISIBLE = str.maketrans("", "", "\u200b\u00ad")


@dataclass(frozen=True)
class Paper:
    """`text`: all words in the order of reading, with one blank between. `tags`: (tag, text)."""

    text: str
    tags: list[tuple[str, str]]
    alts: list[str]
    pages: int
    language: str
    title: str
    is_marked: bool
    shows_title: bool
    intents: list[str]
    claims: dict[str, str]

    def of(self, *tags: str) -> list[str]:
        """The text of every element with one of these tags."""
        return [text for tag, text in self.tags if tag in tags]


def paper_in(made: bytes | HttpResponse) -> Paper:
    """Reads a PDF; or the one in an answer, which has to be there."""
    if isinstance(made, HttpResponse):
        assert made.status_code == 200, made.content[:2000]
        assert made["Content-Type"] == "application/pdf"
        made = made.content
    with pikepdf.open(BytesIO(made)) as pdf:
        reader = _Reader(pdf)
        tags = list(reader.elements())
        root: Any = pdf.Root
        with pdf.open_metadata() as meta:
            claims = {key: str(value) for key, value in meta.items()}
        return Paper(
            text=_plain(" ".join(text for tag, text in tags if tag == "Document")),
            tags=tags,
            alts=reader.alts,
            pages=len(pdf.pages),
            language=str(root.get("/Lang", "")),
            title=str(pdf.docinfo.get("/Title", "")),
            is_marked=bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            intents=[str(intent["/S"]) for intent in root.get("/OutputIntents", [])],
            claims=claims,
        )


def said_in(answer: Any) -> str:
    """What an answer says, whatever it is: a page as it is sent, a sheet as it is read."""
    if answer.headers.get("Content-Type", "") != "application/pdf":
        return str(answer.content.decode())
    paper = paper_in(answer)
    return f"{paper.title} {paper.text}"


def _plain(text: str) -> str:
    return SPACES.sub(" ", text.translate(INVISIBLE)).strip()


class _Reader:
    """Follows the structure from the root and finds the text that each element marks."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.alts: list[str] = []
        self.marked = {page.objgen: _marked_text(page) for page in pdf.pages}

    def elements(self) -> Iterator[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for kid in _list(self.pdf.Root.StructTreeRoot.get("/K")):
            self._walk(kid, None, found)
        yield from found

    def _walk(self, node: Any, page: Any, found: list[tuple[str, str]]) -> str:
        if isinstance(node, int):
            return self.marked.get(page.objgen, {}).get(node, "") if page is not None else ""
        page = node.get("/Pg", page)
        if node.get("/Type") == "/MCR":
            return self.marked.get(page.objgen, {}).get(int(node["/MCID"]), "")
        if "/S" not in node:
            return ""
        if "/Alt" in node:
            self.alts.append(str(node["/Alt"]))
        tag = str(node["/S"]).removeprefix("/")
        place = len(found)
        found.append((tag, ""))
        text = " ".join(self._walk(kid, page, found) for kid in _list(node.get("/K")))
        found[place] = (tag, _plain(text))
        return text


def _list(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marked_text(page: pikepdf.Page) -> dict[int, str]:
    """MCID -> the words that are drawn between its marks."""
    fonts = {name: _to_text(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    here: list[int | None] = []
    decode: dict[int, str] = {}
    drawn: Any = pikepdf.parse_content_stream(page)
    for operands, operator in drawn:
        match str(operator):
            case "BDC":
                about = operands[1]
                here.append(int(about["/MCID"]) if "/MCID" in about else None)
            case "BMC":
                here.append(None)
            case "EMC":
                here.pop()
            case "Tf":
                decode = fonts.get(str(operands[0]), {})
            case "Tj" | "TJ":
                inside = next((mcid for mcid in reversed(here) if mcid is not None), None)
                if inside is not None:
                    found[inside] = found.get(inside, "") + _said(operands[0], decode)
    return found


def _said(shown: Any, decode: dict[int, str]) -> str:
    pieces = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
    text = ""
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            raw = bytes(piece)
            codes = (int.from_bytes(raw[n : n + 2], "big") for n in range(0, len(raw), 2))
            text += "".join(decode.get(code, "") for code in codes)
    return text


RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CHAR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def _to_text(font: Any) -> dict[int, str]:
    """Glyph number -> sign, from the map that the font carries."""
    cmap = bytes(font["/ToUnicode"].read_bytes()).decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, sign in CHAR.findall(block):
            found[int(code, 16)] = bytes.fromhex(sign).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, sign in RANGE.findall(block):
            start = int.from_bytes(bytes.fromhex(sign), "big")
            for n in range(int(first, 16), int(last, 16) + 1):
                found[n] = chr(start + n - int(first, 16))
    return found
