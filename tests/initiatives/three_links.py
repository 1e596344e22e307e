"""One link of every kind, and phones that open them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, OtherParty, PartyLink, ReadLink
from agreements.states import PartyKind
from initiatives.models import Initiative, Participant, ShareLink
from tests.conftest import Cast
from tests.factories import make_participant, make_proposal

KINDS = ("group", "personal", "read", "party")
PAGES = {"personal": "this_is_me", "read": "read_agreement", "party": "party_page"}


@dataclass
class Links:
    """The links of one initiative, by kind, and the pages to which they lead."""

    group: ShareLink
    personal: ShareLink
    read: ShareLink
    party: ShareLink
    version: AgreementVersion

    def __getitem__(self, kind: str) -> ShareLink:
        link: ShareLink = getattr(self, kind)
        return link

    @property
    def every(self) -> list[ShareLink]:
        return [self.group, self.personal, self.read, self.party]

    def page_of(self, kind: str) -> str:
        if kind == "group":
            return reverse("group_page", args=[self.group.initiative_id])
        return reverse(PAGES[kind], args=[self[kind].pk])


def make_links(initiative: Initiative, *, by: Participant, official: Participant) -> Links:
    group = ShareLink.make(initiative, by=by)
    version = make_proposal(initiative, by=official, title="Voor de muur")
    neighbours = OtherParty.add(
        version.agreement, by=by, kind=PartyKind.NEIGHBOURS, name="De buren"
    )
    return Links(
        group=group,
        personal=ShareLink.make_personal(make_participant(initiative, name="Zwaluweigen"), by=by),
        read=ReadLink.make(version, by=by).link,
        party=PartyLink.make(neighbours, by=by).link,
        version=version,
    )


def links_of_cast(cast: Cast) -> Links:
    return make_links(cast.club, by=cast.samira, official=cast.wouter)


def path_of(token: str) -> str:
    return reverse("open_link", args=[token])


def open_link(token: str, client: Client | None = None, **headers: str) -> Any:
    return (client or Client()).get(path_of(token), headers=headers)


def phone_with(link: ShareLink) -> Client:
    client = Client()
    open_link(link.token, client)
    return client
