"""What every test gets. The named cast and the factories stand below the technical part."""

import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import translation

from accounts.models import Function, User
from initiatives.models import DutyKind, Initiative, Participant, Seat, ShareLink, Side
from initiatives.who import Claim, write_claims
from tests.factories import make_initiative, make_link, make_participant, make_user
from tools import translations

# Playwright leaves an event loop running in the main thread, and Django would refuse the database
# there. The app itself holds no async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config: pytest.Config) -> None:
    """Compiles the catalogues once; the workers of xdist start after this."""
    if not hasattr(config, "workerinput"):
        translations.compile_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything under tests/browser is a browser test, without anybody having to say so."""
    browser = Path(__file__).parent / "browser"
    for item in items:
        if browser in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """The app fetches nothing from anybody; a test that tries fails, whatever catches errors."""
    own = ("127.0.0.1", "127.0.0.2", "::1", "localhost", "", None)

    def guarded(name: str, real: Callable[..., Any], host_of: Callable[..., Any]) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            host = host_of(*args)
            if host not in own:
                pytest.fail(f"{name} to the outside: {host}")
            return real(*args, **kwargs)

        return call

    def of_socket(sock: socket.socket, address: Any) -> Any:
        return None if sock.family == socket.AF_UNIX else address[0]

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            real = getattr(socket.socket, name)
            patch.setattr(socket.socket, name, guarded(name, real, of_socket))
        look_up = guarded("look-up", socket.getaddrinfo, lambda host, *_: host)
        patch.setattr(socket, "getaddrinfo", look_up)
        yield


@pytest.fixture(autouse=True)
def language_of_the_test() -> Iterator[None]:
    """A page in English leaves its language behind; the next test begins in Dutch again."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def moment_of_the_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """`@pytest.mark.at("2027-03-20 12:00")`: then it is, also for what is made before the test.

    Who travels inside a test leaves the cast behind: it joined on the real day.
    """
    marker = request.node.get_closest_marker("at")
    if marker is None:
        yield
        return
    moment = datetime.fromisoformat(marker.args[0])
    with time_machine.travel(moment.replace(tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False):
        yield


# The named cast --------------------------------------------------------------------------------


@dataclass
class Cast:
    """The chillclub, its people, its youth worker, its official, strangers, and their things."""

    club: Initiative
    link: ShareLink
    noor: Participant
    dex: Participant
    samira: Participant  # youth worker, guide
    wouter: Participant  # official, contact of the municipality
    police: Participant  # other side
    manager: User
    elsewhere: User  # youth worker without part in the club
    resident: User  # an account, no part in anything
    garden: Initiative  # another initiative
    gardener: Participant

    def sit(self, client: Client, person: Participant, link: ShareLink | None = None) -> Client:
        """Puts `client` on a seat of `person`, as its phone would be."""
        link = link or ShareLink.make(person.initiative, by=None)
        seat = Seat.objects.create(link=link, participant=person)
        return with_claims(client, [Claim(link.pk, link.generation, seat.pk)])

    def read(self, client: Client, link: ShareLink | None = None) -> Client:
        """A phone that opened the link and gave no name yet."""
        link = link or self.link
        return with_claims(client, [Claim(link.pk, link.generation)])


def with_claims(client: Client, claims: list[Claim]) -> Client:
    response = HttpResponse()
    write_claims(response, claims)
    client.cookies.update(response.cookies)
    return client


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    club = make_initiative("Chillclub De Kelder", headcount=12, sentence="Een eigen plek.")
    garden = make_initiative("Groene Hoek")
    samira = make_participant(club, Side.GUIDE, "Samira Bakali")
    return Cast(
        club=club,
        link=make_link(club),
        noor=make_participant(club, name="Zwaluwnoor"),
        dex=make_participant(club, name="Zwaluwdex"),
        samira=samira,
        wouter=make_participant(club, Side.MUNICIPALITY, "Wouter de Graaf", duty=DutyKind.CONTACT),
        police=make_participant(club, Side.OTHER, "Agent Visser"),
        manager=make_user("Karin Coördinator", Function.POLICY_OFFICER, is_manager=True),
        elsewhere=make_user("Yara van Elders", Function.YOUTH_WORKER),
        resident=make_user("Riet Bewoner"),
        garden=garden,
        gardener=make_participant(garden, name="Tuinier"),
    )
