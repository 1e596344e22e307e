"""An agreement entered through the forms, and read back by the group, at the wall and on paper."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Clause, ReadLink
from agreements.states import Status
from initiatives.models import Participant
from tests.agreements.typing_in import as_typed, clause_data
from tests.conftest import Cast
from tests.paper_reading import paper_in

TITLE = "Afspraak over De Kelder"
PURPOSE = "Wij willen samen dat de club een eigen plek heeft."
PROMISE = {"party": "municipality", "kind": "promise"}


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def group(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "party": "group", **more}


def both(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "party": "both", **more}


def municipality(text: str, kind: str = "promise", **more: Any) -> dict[str, Any]:
    return {"text": text, "party": "municipality", "kind": kind, **more}


def other(name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "party": "other", "party_name": name, **more}


def words_of(response: Any) -> str:
    """What a page says now, without its tags and without what it marks as gone."""
    kept = re.sub(r"<del>.*?</del>", "", response.content.decode(), flags=re.DOTALL)
    kept = re.sub(r'<ins><span class="visually-hidden">.*?</span>', "<ins>", kept)
    bare = re.sub(r"<[^>]+>", " ", kept)
    return re.sub(r" ([.,:;?!])", r"\1", " ".join(html.unescape(bare).split()))


class Table:
    """Who sits there: an official at a laptop, two of the group at their phones."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.official = Client()
        self.official.force_login(self._user(cast.wouter))
        self.noor = cast.sit(Client(), cast.noor)
        self.dex = cast.sit(Client(), cast.dex)
        self.version = AgreementVersion()

    def _user(self, person: Participant) -> Any:
        return person.user

    def post(self, client: Client, url: str, *args: object, **data: Any) -> str:
        """Sends a form; gives where it leads."""
        response = client.post(reverse(url, args=args), data)
        assert response.status_code in (302, 303), f"{url} {args}: {words_of(response)[:900]}"
        return response.headers["Location"]

    def page(self, client: Client, url: str, *args: object) -> str:
        response = client.get(reverse(url, args=args))
        assert response.status_code == 200, url
        return words_of(response)

    def begin(self, template: str = "empty", **head: Any) -> AgreementVersion:
        """A draft with a purpose and its days; `head` may name any field of that form."""
        club = self.cast.club.pk
        to = self.post(self.official, "start_agreement", club, title=TITLE, template=template)
        found = re.search(r"/versie/(\d+)/", to)
        assert found
        self.version = AgreementVersion.objects.get(pk=int(found.group(1)))
        self.head(**head)
        return self.version

    def head(self, **head: Any) -> None:
        self.version.refresh_from_db()
        usual = {
            "title": TITLE,
            "purpose": PURPOSE,
            "look_back_on": in_days(42),
            "ends_on": in_days(183),
        }
        data = {"revision": self.version.revision} | usual | head
        self.post(self.official, "edit_head", self.version.pk, **data)

    def add(self, heading: str, *lines: dict[str, Any]) -> Clause:
        """A question of one's own, with its lines."""
        self.post(self.official, "add_clause", self.version.pk, heading=heading)
        clause = self.version.clauses.order_by("position").last()
        assert clause is not None
        return self.write(clause, *lines)

    def add_from_library(self, key: str, *lines: dict[str, Any]) -> Clause:
        """A clause of the library; `lines` beside what it says, in place of it when it has the
        same number, as somebody types over a line."""
        self.post(self.official, "add_clause", self.version.pk, key=key)
        clause = self.version.clauses.get(key=key)
        there = as_typed(clause)
        return self.write(clause, *(old | new for old, new in zip(there, lines, strict=True)))

    def write(self, clause: Clause, *lines: dict[str, Any]) -> Clause:
        self.post(self.official, "edit_clause", clause.pk, **clause_data(clause, *lines))
        clause.refresh_from_db()
        return clause

    def propose(self) -> AgreementVersion:
        self.post(self.official, "propose", self.version.pk)
        self.version.refresh_from_db()
        assert self.version.status == Status.PROPOSED
        return self.version

    def take_effect(self) -> AgreementVersion:
        """Proposed, both of the group and the official stand behind it, and it holds."""
        if self.version.status != Status.PROPOSED:
            self.propose()
        for client, more in ((self.noor, {}), (self.dex, {}), (self.official, {"mandate": "mine"})):
            self.post(client, "confirm", self.version.pk, "sta-erachter", **more)
        self.post(self.noor, "take_effect", self.version.pk)
        self.version.refresh_from_db()
        assert self.version.status == Status.IN_EFFECT
        return self.version

    def wall(self) -> Client:
        """A phone that opened the read link of this text."""
        self.post(self.official, "make_read_link", self.version.pk, label="Op de deur")
        link = ReadLink.objects.get(version=self.version, link__revoked_at=None).link
        phone = Client()
        phone.get(reverse("open_link", args=[link.token]))
        self.read_link = link
        return phone

    def read_back(self, *sentences: str) -> None:
        """Each sentence stands on the page of the group, at the wall and on paper; some begin
        there with a capital."""
        wall = self.wall()
        found = {
            "page of the group": self.page(self.noor, "version", self.version.pk),
            "wall": self.page(wall, "read_agreement", self.read_link.pk),
            "paper": self.paper(),
        }
        for where, said in found.items():
            missing = [text for text in sentences if text.casefold() not in said.casefold()]
            assert not missing, f"{where} does not say {missing}: {said[:3000]}"

    def paper(self) -> str:
        """What the PDF says, in the order of reading."""
        address = reverse("agreement_pdf", args=[self.version.pk])
        return paper_in(self.noor.get(address)).text
