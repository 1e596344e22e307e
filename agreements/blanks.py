"""Blanks in a text: `{dag}` is still to be filled in; `{@12}` is a person, not a blank."""

import re

BLANK = re.compile(r"\{(?!@)([^{}\n]{0,80})\}")
PERSON = re.compile(r"\{@[^{}\n]+\}")


def open_blanks(text: str) -> list[str]:
    """The names of the blanks that are still open, in order."""
    return BLANK.findall(text)


def fill_blanks(text: str, answers: list[str]) -> str:
    """Fills the blanks of `text` in order; an empty answer leaves its blank open.

    Braces in an answer become parentheses, so that filling in never makes a new blank; a
    person in it, `{@Noor}`, stays one.
    """
    rest = iter(answers)

    def fill(match: re.Match[str]) -> str:
        answer = next(rest, "").strip()
        return without_blanks(answer) or match.group(0)

    return BLANK.sub(fill, text)


def without_blanks(answer: str) -> str:
    """The braces of `answer` as parentheses, but for those around a person."""
    people = PERSON.findall(answer)
    rest = (piece.replace("{", "(").replace("}", ")") for piece in PERSON.split(answer))
    return next(rest) + "".join(person + piece for person, piece in zip(people, rest, strict=True))


def split_on_blanks(text: str) -> list[tuple[str, bool]]:
    """Pieces of text for showing: (piece, whether it is a blank)."""
    pieces, at = [], 0
    for match in BLANK.finditer(text):
        if match.start() > at:
            pieces.append((text[at : match.start()], False))
        pieces.append((match.group(1) or "…", True))
        at = match.end()
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces
