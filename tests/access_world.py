"""The kinds of people that every url is tried with, and one of every thing that an url names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from accounts.models import Invitation, User
from agreements.models import (
    AgreementVersion,
    ChangeProposal,
    Clause,
    Comment,
    Confirmation,
    OpenPoint,
    OtherParty,
    SimplerWord,
    TemplateVersion,
)
from agreements.states import CommentKind, Word
from initiatives.models import (
    Direction,
    DutyKind,
    Goal,
    Initiative,
    JoinRequest,
    LogLine,
    Origin,
    OwnWord,
    Participant,
    Partner,
    Period,
    Reciprocity,
    Seat,
    ShareLink,
    Side,
    merging,
)
from initiatives.who import Claim
from tests.agreements.proposing import propose
from tests.factories import (
    add_clause,
    line,
    make_agreement,
    make_invitation,
    make_link,
    make_log_line,
    make_manager,
    make_participant,
    make_proposal,
    make_template,
    make_user,
)
from tests.world_makers import (
    CHANNEL,
    contact_of,
    personal_link_of,
    read_link_of,
    renewed_by,
    running_of,
)
from tests.world_parties import link_of, party_of
from tests.world_renewing import asked_of
from tests.world_rooms import room_link_of

if TYPE_CHECKING:
    from tests.conftest import Cast

# Nobody, and people by a link.
NOBODY = "nobody"
INVITED = "with an open invitation"
OTHER_LINK = "link of another initiative"
REVOKED_LINK = "revoked link"
READ_ONLY = "read-only link with a seat"
READER = "group link without a seat"
SEAT = "seat"
PERSONAL = "phone on a personal link"
READ_LINK = "read link"
PARTY_LINK = "link of another party"
ROOM = "code on the wall of a room"
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
    INVITED,
    OTHER_LINK,
    REVOKED_LINK,
    READ_ONLY,
    READER,
    SEAT,
    PERSONAL,
    READ_LINK,
    PARTY_LINK,
    ROOM,
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
# Whose cookies count for nothing: the same as nobody. A link to one text opens its own pages.
STRANGERS = frozenset({NOBODY, INVITED, REVOKED_LINK, READ_LINK, PARTY_LINK, ROOM, DEACTIVATED})
GUESTS = frozenset({OTHER_LINK, READ_ONLY, READER, SEAT, PERSONAL})
USERS = EVERYBODY - STRANGERS - GUESTS
OUTSIDE = frozenset({ELSEWHERE, GUIDE_OUT, OFFICIAL_OUT, OTHER_OUT, MANAGER_OUT})
GROUP = frozenset({SEAT, PERSONAL, MEMBER})
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
    PERSONAL: OTHER_LINK,
    READ_LINK: NOBODY,
    PARTY_LINK: NOBODY,
    ROOM: NOBODY,
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
    personal: ShareLink
    read_link: ShareLink  # of a proposal
    party: OtherParty  # with a line in a text in effect, and a link
    double: Participant  # merged into somebody
    official: Participant  # with an account
    invitation: Invitation  # just made, so that it knows its token
    person: Participant  # of the group, on no seat
    newcomer: Participant
    seated: Participant
    request: JoinRequest
    draft: AgreementVersion  # of the municipality, not open to others
    unfinished: AgreementVersion  # a draft of the municipality with one blank in it
    open_point: OpenPoint  # of the draft
    open_draft: AgreementVersion
    proposal: AgreementVersion
    renewed: AgreementVersion  # a second text; the official stood behind the first
    running: AgreementVersion  # in effect
    asked: AgreementVersion  # in effect, and its last day is past
    comment: Comment
    change_proposal: ChangeProposal  # of the group, on the clause
    objection: Confirmation
    contact: Participant  # of the group, with a number that the municipality may open too
    log_line: LogLine  # shared
    own_log_line: LogLine  # of the official, for the own side
    goal: Goal  # of the group
    offer: Reciprocity  # of the municipality
    partner: Partner
    own_word: OwnWord
    template: TemplateVersion  # a draft; of no initiative
    word: SimplerWord

    @property
    def period(self) -> Period:
        return self.person.periods.get()

    @property
    def draft_clause(self) -> Clause:
        return self.draft.clauses.all()[0]

    @property
    def unfinished_clause(self) -> Clause:
        return self.unfinished.clauses.get()

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
    double = make_participant(initiative)
    merging.merge(double, into=make_participant(initiative), by=official)
    draft = make_agreement(initiative, by=official, title="Nog dicht")
    unfinished = make_agreement(initiative, by=official, title="Nog niet af", clauses=0)
    add_clause(unfinished, "Welke dag?", line("Open op {dag}."))
    return Things(
        initiative=initiative,
        link=link,
        personal=personal_link_of(initiative, official),
        read_link=read_link_of(initiative, official),
        party=party_of(initiative, official),
        double=double,
        official=official,
        invitation=make_invitation(),
        person=person,
        newcomer=newcomer,
        seated=seated,
        request=JoinRequest.ask(initiative, user=asker, side=Side.GUIDE, sentence="Ik help."),
        draft=draft,
        unfinished=unfinished,
        open_point=OpenPoint.add(draft, what="Mag de tuin erbij?", party="municipality"),
        open_draft=open_draft,
        proposal=proposal,
        renewed=renewed_by(initiative, official),
        running=running_of(initiative, official),
        asked=asked_of(initiative, official),
        comment=Comment.add(
            proposal.clauses.all()[0], by=person, kind=CommentKind.QUESTION, text="Hoe laat?"
        ),
        change_proposal=propose(proposal.clauses.all()[0], "Anders, later.", by=person),
        objection=Confirmation.say(proposal, by=person, word=Word.OBJECT, text="Te vroeg."),
        contact=contact_of(initiative),
        log_line=make_log_line(person, "Het was druk.", circle="shared"),
        own_log_line=make_log_line(official, "Nog navragen."),
        goal=Goal.add(initiative, by=person, text="Een eigen plek.", origin=Origin.GROUP),
        offer=Reciprocity.add(
            initiative,
            by=official,
            side=Side.MUNICIPALITY,
            direction=Direction.OFFER,
            text="Een zaal op vrijdag.",
        ),
        partner=Partner.add(
            initiative, by=person, name="De Merelschool", kind="school", role="leent spullen uit"
        ),
        own_word=OwnWord.add(initiative, by=person, word="hok", text="De kelder."),
        template=make_template(f"Moestuin van {initiative.name}"),
        word=SimplerWord.add(
            by=make_manager(), word=f"participatie {initiative.pk}", simpler="meedoen"
        ),
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
        self.personal = personal_link_of(club, cast.wouter)
        self.read_link = read_link_of(club, cast.wouter)
        self.party_link = link_of(party_of(club, cast.wouter))
        self.invitation = make_invitation(by=cast.manager)
        self.seat = make_participant(club, duty=DutyKind.CONTACT, is_named=True)
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

    def _address_for(self, kind: str) -> str:
        """What whoever comes by an address with a token opened."""
        if kind == INVITED:
            return reverse("open_invitation", args=[self.invitation.token])
        return reverse("open_room", args=[room_link_of(self.cast.club, self.cast.wouter).token])

    def browser(self, kind: str) -> Client:
        from tests.conftest import with_claims

        client = Client(raise_request_exception=False)
        link = self.cast.link
        if kind in self.users:
            client.force_login(self.users[kind])
        elif kind in (INVITED, ROOM):
            client.get(self._address_for(kind))
        elif kind == OTHER_LINK:
            with_claims(client, [Claim(self.garden_link.pk, self.garden_link.generation)])
        elif kind == REVOKED_LINK:
            with_claims(client, [Claim(self.revoked.pk, self.revoked.generation)])
        elif kind in (READ_LINK, PARTY_LINK):
            text = self.read_link if kind == READ_LINK else self.party_link
            with_claims(client, [Claim(text.pk, text.generation)])
        elif kind == PERSONAL:
            person = self.personal.participant
            seat, _new = Seat.objects.get_or_create(
                link=self.personal, participant=person, ended_at=None
            )
            with_claims(client, [Claim(self.personal.pk, self.personal.generation, seat.pk)])
        elif kind == READER:
            with_claims(client, [Claim(link.pk, link.generation)])
        elif kind in (SEAT, READ_ONLY):
            person = self.seat if kind == SEAT else self.read_only_seat
            seat, _new = Seat.objects.get_or_create(link=link, participant=person, ended_at=None)
            with_claims(client, [Claim(link.pk, link.generation, seat.pk)])
            if kind == READ_ONLY:
                ShareLink.objects.filter(pk=link.pk).update(is_read_only=True)
        return client


__all__ = ["CHANNEL", "DutyKind", "Side", "make_participant"]
