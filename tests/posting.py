"""What a form can hold, field by field, and how it is sent. posts.py says it of every url."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import access_world as w
from tests.conftest import Cast
from tests.test_access import TABLE

Data = dict[str, Any]

# How much fits in one nickname; and that a row of letters is no address.
NAME, ADDRESS = "24", "mailadres"


@dataclass(frozen=True)
class Text:
    """Words that somebody types; `most` is the limit that the form says."""

    most: int
    good: str = "Een gewone zin."
    required: bool = True
    # Where something else than the limit is said first of a text that is too long.
    says: str = ""


@dataclass(frozen=True)
class Day:
    good: int  # days from today
    is_past: bool = False


@dataclass(frozen=True)
class Number:
    good: str
    is_hidden: bool = False  # nobody types it, so it need not come back


@dataclass(frozen=True)
class Choice:
    good: str


@dataclass(frozen=True)
class Id:
    """The number of a thing; `good` picks a fitting one."""

    good: Callable[[World], Any]
    foreign: Callable[[World], Any]


@dataclass(frozen=True)
class Loose:
    """Read leniently: whatever else is sent means the same as nothing."""

    good: str = ""


Field = Text | Day | Number | Choice | Id | Loose


@dataclass
class World:
    cast: Cast
    people: w.People
    own: w.Things
    foreign: w.Things

    @classmethod
    def make(cls, cast: Cast) -> World:
        gardener = w.make_participant(cast.garden, w.Side.MUNICIPALITY, duty=w.DutyKind.CONTACT)
        people = w.People(cast)
        own = w.make_things(cast.club, cast.wouter)
        return cls(cast, people, own, w.make_things(cast.garden, gardener))


@dataclass(frozen=True)
class Form:
    """`kind`: who sends it. `prefix`: what stands before each name. `also`: other hidden inputs."""

    kind: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    prefix: Callable[[w.Things], str] = lambda _things: ""
    also: Callable[[World], Data] = lambda _world: {}

    def data(self, world: World) -> Data:
        found, prefix = dict(self.also(world)), self.prefix(world.own)
        for name, kind in self.fields.items():
            found[prefix + name] = good(kind, world)
        return found


def good(kind: Field, world: World) -> Any:
    if isinstance(kind, Day):
        return (timezone.localdate() + timedelta(days=kind.good)).isoformat()
    if isinstance(kind, Id):
        return kind.good(world)
    return kind.good


def path_of(name: str, things: w.Things) -> str:
    return reverse(name, args=TABLE[name].args(things))


def send(client: Client, path: str, data: Data, *, htmx: bool = False, follow: bool = True) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(path, data, headers=headers, follow=follow)
