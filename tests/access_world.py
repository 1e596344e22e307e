"""The kinds of people that every url is tried with, and one of every thing that an url names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.test import Client

from accounts.models import User
from agreements.models import AgreementVersion, Clause, Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import (
    DutyKind,
    Initiative,
    JoinRequest,
    Participant,
    Seat,
    ShareLink,
    Side,
)
from initiatives.who import Claim
from tests.factories import make_agreement, make_link, make_participant, make_proposal, make_user

if TYPE_CHECKING:
    from tests.conftest import Cast

# Nobody, and people by a link.
NOBODY = "nobody"
OTHER_LINK = "link of another initiative"
REVOKED_LINK = "revoked link"
READ_ONLY = "read-only link with a seat"
READER = "group link without a seat"
SEAT = "seat"
# People with an account, without part in the initiative.
RESIDENT = "resident user"
ELSEWHERE = "professional elsewhere"
GUIDE_OUT = "guide of another initiative"
OFFICIAL_OUT = "official of another initiative"
OTHER_OUT = "other of another initiative"
MANAGER_OUT = "coordinator outside"
DEACTIVATED = "deactivated user"
# People with an account who take part.
MEMBER = "resident user of the group"
GUIDE = "guide"
OFFICIAL = "official"
OTHER = "other"
MANAGER_IN = "coordinator inside"

KINDS = (
    NOBODY,
    OTHER_LINK,
    REVOKED_LINK,
    READ_ONLY,
    READER,
    SEAT,
    RESIDENT,
    ELSEWHERE,
    GUIDE_OUT,
    OFFICIAL_OUT,
    OTHER_OUT,
    MANAGER_OUT,
    DEACTIVATED,
    MEMBER,
    GUIDE,
    OFFICIAL,
    OTHER,
    MANAGER_IN,
)
EVERYBODY = frozenset(KINDS)
# Whose cookies count for nothing: the same as nobody.
STRANGERS = frozenset({NOBODY, REVOKED_LINK, DEACTIVATED})
GUESTS = frozenset({OTHER_LINK, READ_ONLY, READER, SEAT})
USERS = EVERYBODY - STRANGERS - GUESTS
OUTSIDE = frozenset({ELSEWHERE, GUIDE_OUT, OFFICIAL_OUT, OTHER_OUT, MANAGER_OUT})
GROUP = frozenset({SEAT, MEMBER})
MUNICIPALITY = frozenset({OFFICIAL, MANAGER_IN})
BOTH_SIDES = GROUP | MUNICIPALITY | {GUIDE}
TAKES_PART = BOTH_SIDES | {OTHER}
READS = TAKES_PART | {READER, READ_ONLY}
NONE: frozenset[str] = frozenset()

# What somebody who is this inside the initiative is to an initiative that is not theirs.
ELSEWHERE_AS = {
    READ_ONLY: OTHER_LINK,
    READER: OTHER_LINK,
    SEAT: OTHER_LINK,
    MEMBER: RESIDENT,
    GUIDE: GUIDE_OUT,
    OFFICIAL: OFFICIAL_OUT,
    OTHER: OTHER_OUT,
    MANAGER_IN: MANAGER_OUT,
}


@dataclass
class Things:
    """One of everything that a path can name, all of one initiative."""

    initiative: Initiative
    link: ShareLink
    person: Participant  # of the group, on no seat
    newcomer: Participant
    seated: Participant
    request: JoinRequest
    draft: AgreementVersion  # of the municipality, not open to others
    open_draft: AgreementVersion
    proposal: AgreementVersion
    comment: Comment
    objection: Confirmation

    @property
    def draft_clause(self) -> Clause:
        return self.draft.clauses.all()[0]

    @property
    def clause(self) -> Clause:
        return self.proposal.clauses.all()[0]


def make_things(initiative: Initiative, official: Participant) -> Things:
    link = make_link(initiative)
    person = make_participant(initiative)
    newcomer = make_participant(initiative, came_by_link=True, was_accepted=False)
    seated = make_participant(initiative)
    Seat.objects.create(link=link, participant=seated)
    asker = make_user("Vraagt Mee", "youth_worker")
    proposal = make_proposal(initiative, by=official, title="Voorgesteld")
    open_draft = make_agreement(initiative, by=official, title="Open concept")
    open_draft.open_draft(by=official)
    return Things(
        initiative=initiative,
        link=link,
        person=person,
        newcomer=newcomer,
        seated=seated,
        request=JoinRequest.ask(initiative, user=asker, side=Side.GUIDE, sentence="Ik help."),
        draft=make_agreement(initiative, by=official, title="Nog dicht"),
        open_draft=open_draft,
        proposal=proposal,
        comment=Comment.add(
            proposal.clauses.all()[0], by=person, kind=CommentKind.QUESTION, text="Hoe laat?"
        ),
        objection=Confirmation.say(proposal, by=person, word=Word.OBJECT, text="Te vroeg."),
    )


class People:
    """Makes a browser for each kind of person. `club` is the initiative that counts as inside."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        club, garden = cast.club, cast.garden
        self.garden_link = make_link(garden)
        # A link that was stopped: the initiative got a new one since.
        self.revoked = ShareLink.objects.create(
            initiative=club, token_hash="stopped", revoked_at=club.logged_at
        )
        self.seat = make_participant(club)
        self.read_only_seat = make_participant(club)
        self.users: dict[str, User] = {
            RESIDENT: cast.resident,
            ELSEWHERE: cast.elsewhere,
            GUIDE_OUT: self._user(garden, Side.GUIDE),
            OFFICIAL_OUT: self._user(garden, Side.MUNICIPALITY),
            OTHER_OUT: self._user(garden, Side.OTHER),
            MANAGER_OUT: cast.manager,
            DEACTIVATED: self._user(club, Side.GUIDE, is_active=False),
            MEMBER: self._user(club, Side.GROUP),
            GUIDE: self._user_of(cast.samira),
            OFFICIAL: self._user_of(cast.wouter),
            OTHER: self._user_of(cast.police),
            MANAGER_IN: self._user(club, Side.MUNICIPALITY, is_manager=True),
        }

    def _user_of(self, person: Participant) -> User:
        assert person.user is not None
        return person.user

    def _user(self, initiative: Initiative, side: Side, **fields: bool) -> User:
        user = self._user_of(make_participant(initiative, side, has_account=True))
        for field, value in fields.items():
            setattr(user, field, value)
        user.save()
        return user

    def browser(self, kind: str) -> Client:
        from tests.conftest import with_claims

        client = Client(raise_request_exception=False)
        link = self.cast.link
        if kind in self.users:
            client.force_login(self.users[kind])
        elif kind == OTHER_LINK:
            with_claims(client, [Claim(self.garden_link.pk, self.garden_link.generation)])
        elif kind == REVOKED_LINK:
            with_claims(client, [Claim(self.revoked.pk, self.revoked.generation)])
        elif kind == READER:
            with_claims(client, [Claim(link.pk, link.generation)])
        elif kind in (SEAT, READ_ONLY):
            person = self.seat if kind == SEAT else self.read_only_seat
            seat, _new = Seat.objects.get_or_create(link=link, participant=person, ended_at=None)
            with_claims(client, [Claim(link.pk, link.generation, seat.pk)])
            if kind == READ_ONLY:
                ShareLink.objects.filter(pk=link.pk).update(is_read_only=True)
        return client


__all__ = ["DutyKind", "Side", "make_participant"]
