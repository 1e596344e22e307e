"""Reads a calendar file strictly, by RFC 5545 and nothing of ours: what is not right raises."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

NAME = re.compile(r"[A-Za-z0-9-]+")
TEXTS = {"SUMMARY", "LOCATION", "DESCRIPTION", "PRODID", "UID", "METHOD", "STATUS"}
ONCE = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS")


@dataclass
class Component:
    name: str
    values: dict[str, list[str]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def one(self, name: str) -> str:
        (value,) = self.values[name]
        return value

    def moment(self, name: str) -> datetime:
        return datetime.strptime(self.one(name), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def parse(raw: bytes) -> Component:
    """The one calendar in a file, with its events."""
    text = unfolded(raw)
    stack: list[Component] = [Component("")]
    for line in text.split("\r\n"):
        name, colon, value = line.partition(":")
        if not colon or not NAME.fullmatch(name):
            raise ValueError(f"3.1: no content line: {line!r}")
        if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
            raise ValueError("3.1: a control character")
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            if done.name != value:
                raise ValueError(f"{done.name} ends as {value}")
            stack[-1].parts.append(done)
        else:
            value = unescaped(value) if name in TEXTS else value
            stack[-1].values.setdefault(name, []).append(value)
    (top,) = stack
    (calendar,) = top.parts
    check(calendar)
    return calendar


def unfolded(raw: bytes) -> str:
    """The content lines, each as one."""
    if not raw.endswith(b"\r\n"):
        raise ValueError("3.1: every line ends with CRLF")
    physical = raw[:-2].split(b"\r\n")
    for line in physical:
        if b"\r" in line or b"\n" in line:
            raise ValueError("3.1: a bare line end")
        if len(line) > 75:
            raise ValueError(f"3.1: {len(line)} octets in a line")
        line.decode()  # 3.1: no sign is cut in two by our folding
    return raw[:-2].decode().replace("\r\n ", "").replace("\r\n\t", "")


def unescaped(value: str) -> str:
    """3.3.11: a backslash stands before itself, a semicolon, a comma or an n; those stand alone
    nowhere."""
    if re.search(r"(?<!\\)(?:\\\\)*[;,]", value) or re.search(
        r"(?<!\\)(?:\\\\)*\\(?![\\;,nN])", value
    ):
        raise ValueError(f"3.3.11: {value!r}")
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def check(calendar: Component) -> None:
    if calendar.name != "VCALENDAR" or calendar.one("VERSION") != "2.0":
        raise ValueError("3.7.4: the version")
    calendar.one("PRODID")
    for event in calendar.parts:
        for name in ONCE:
            event.one(name)
        if event.moment("DTEND") <= event.moment("DTSTART"):
            raise ValueError("3.8.2.2: it ends after it starts")
        event.moment("DTSTAMP")
        if event.one("STATUS") not in ("TENTATIVE", "CONFIRMED", "CANCELLED"):
            raise ValueError("3.8.1.11: the status")
        if not event.one("SEQUENCE").isdigit():
            raise ValueError("3.8.7.4: the sequence")
