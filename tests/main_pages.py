"""The pages that people look at most, on seeded data: for counting queries, bytes and milliseconds.

Needs `manage.py seed` of three initiatives or more: the first is the widest (200 people, an
agreement of 60 clauses in 25 versions), the second the narrowest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from agreements.models import AgreementVersion, Clause, Comment, Commitment, OtherParty, PartyLink
from agreements.states import PartyKind, Status
from evaluations.models import (
    Evaluation,
    Example,
    Experiment,
    GroupRound,
    LearningQuestion,
    Lesson,
    LookBack,
)
from evaluations.states import State
from initiatives.models import Initiative, LinkKind, Participant, Seat, ShareLink, Side
from initiatives.who import Claim, write_claims
from meetings.models import ActionItem, Decision, Knot, Meeting, RiskItem
from meetings.models.knot import USUAL_TIME
from meetings.states import Status as MeetingStatus
from places.opening import write_rooms
from tests import main_pages_places
from tests.main_pages_evaluations import rows_of, talking_in
from tests.main_pages_places import WALL, RoomOfPlace

GUIDE, OFFICIAL, COORDINATOR, PHONE, READER, PARTY, NOBODY = (
    "guide",
    "official",
    "coordinator",
    "phone of the group",
    "reader",
    "phone of another party",
    "nobody",
)


@dataclass(frozen=True)
class Visit:
    """One look at a page, as somebody."""

    name: str
    kind: str
    path: str
    htmx: bool = False

    def __str__(self) -> str:
        return f"{self.name}{' (part)' if self.htmx else ''}, {self.kind}"


class Place:
    """One seeded initiative and the people who look at it."""

    def __init__(self, number: int = 0) -> None:
        self.initiative: Initiative = Initiative.objects.order_by("pk")[number]
        people = Participant.objects.filter(initiative=self.initiative).order_by("pk")
        self.person: Participant = people.filter(side=Side.GROUP, is_named=False)[0]
        self.guide = self._user(people, Side.GUIDE)
        self.official = self._user(people, Side.MUNICIPALITY)
        self.coordinator = User.objects.filter(is_manager=True).order_by("pk")[0]
        self.link: ShareLink = ShareLink.objects.get(
            initiative=self.initiative, kind=LinkKind.GROUP
        )
        versions = AgreementVersion.objects.filter(agreement__initiative=self.initiative)
        self.version = versions.filter(status=Status.IN_EFFECT).order_by("pk")[0]
        self.newest = versions.filter(agreement=self.version.agreement).order_by("-number")[0]
        self.draft = versions.filter(status=Status.DRAFT).order_by("pk")[0]
        self.at = RoomOfPlace(self.version, self.draft)
        self.clause = self._most_talked_about()
        self.line = Commitment.objects.filter(clause__version=self.version).order_by("pk")[0]
        meetings = Meeting.objects.filter(initiative=self.initiative)
        self.meeting: Meeting = meetings.get(status=MeetingStatus.PLANNED)
        self.risk = RiskItem.objects.filter(initiative=self.initiative, gone_at=None)[0]
        closed = meetings.filter(status=MeetingStatus.CLOSED)
        self.closed: Meeting = closed.order_by("-starts_at")[0]
        self.running = self._running()
        self.action = ActionItem.objects.filter(initiative=self.initiative, settled_at=None)[0]
        self.decision = Decision.objects.filter(meeting__initiative=self.initiative)[0]
        self.party_link = self._party_link()
        self.knot = self._knot()
        looked_back = Evaluation.objects.filter(agreement=self.version.agreement)
        # The last of forty, with a word on every line.
        self.closed_evaluation = looked_back.filter(state=State.CLOSED).order_by("-number")[0]
        self.evaluation: Evaluation = looked_back.get(state=State.ANSWERING)
        self.talking = talking_in(self.initiative, self.official)
        rounds = GroupRound.objects.filter(initiative=self.initiative)
        self.round: GroupRound = rounds.get(closed_at=None)
        self.lesson = Lesson.objects.filter(initiative=self.initiative)[0]
        self.example = Example.objects.filter(initiative=self.initiative)[0]
        running = Experiment.objects.filter(initiative=self.initiative, ended_on=None)
        self.experiment: Experiment = running[0]
        self.question = LearningQuestion.objects.filter(initiative=self.initiative)[0]
        self.seat, _new = Seat.objects.get_or_create(
            participant=people.filter(side=Side.GROUP, periods__ended_on=None, user=None)[0],
            ended_at=None,
            defaults={"link": self.link},
        )
        LookBack.begin(self.evaluation, by=self.seat.participant)

    def _user(self, people: Any, side: Side) -> User:
        user = people.filter(side=side)[0].user
        if user is None:
            raise ValueError(f"nobody of {side} has an account")
        return user  # type: ignore[no-any-return]

    def _party_link(self) -> ShareLink:
        """Of another party at the text in effect."""
        by, agreement = self.person, self.version.agreement
        party = OtherParty.add(agreement, by=by, kind=PartyKind.SCHOOL, name="De basisschool")
        return PartyLink.make(party, by=by).link

    def _running(self) -> Meeting:
        """A meeting under way, at the standing item; made when it is not there yet."""
        found = Meeting.objects.filter(
            initiative=self.initiative, status=MeetingStatus.UNDER_WAY
        ).first()
        if found is not None:
            return found
        guide = Participant.objects.filter(initiative=self.initiative, side=Side.GUIDE)[0]
        now = timezone.now()
        meeting = Meeting.plan(
            self.initiative,
            by=guide,
            starts_at=now + timedelta(hours=1),
            place="De kelder",
        ).start(by=guide)
        Meeting.objects.filter(pk=meeting.pk).update(current_item=None)
        return meeting

    def _knot(self) -> Knot:
        """One that waits, from a line of the text in effect."""
        official = Participant.objects.filter(user=self.official, initiative=self.initiative).get()
        waiting = Knot.objects.open().filter(line=self.line).first()
        return waiting or Knot.lay(
            self.initiative,
            by=self.person,
            question="Mag het licht buiten aan?",
            why_stuck="Niemand weet wie dat mag zeggen.",
            decider=official,
            stand_in=None,
            before_on=timezone.localdate() + USUAL_TIME,
            origin=self.line,
        )

    def _most_talked_about(self) -> Clause:
        clauses = list(self.newest.clauses.all())
        said = Comment.objects.filter(agreement=self.newest.agreement)
        keys = list(said.values_list("clause_key", flat=True))
        return max(clauses, key=lambda clause: keys.count(clause.key))

    def browser(self, kind: str) -> Client:
        client = Client(SERVER_NAME="127.0.0.1")
        users = {GUIDE: self.guide, OFFICIAL: self.official, COORDINATOR: self.coordinator}
        if kind in users:
            client.force_login(users[kind])
        elif kind == WALL:
            response = HttpResponse()
            write_rooms(response, [(self.at.link.pk, self.at.link.generation)])
            client.cookies.update(response.cookies)
        elif kind != NOBODY:
            link = self.party_link if kind == PARTY else self.link
            seat = self.seat.pk if kind == PHONE else 0
            response = HttpResponse()
            write_claims(response, [Claim(link.pk, link.generation, seat)])
            client.cookies.update(response.cookies)
        return client

    def visits(self) -> list[Visit]:
        initiative, agreement = [self.initiative.pk], [self.version.agreement_id]
        rows: list[tuple[str, list[Any], tuple[str, ...]]] = [
            ("account_login", [], (NOBODY,)),
            ("start", [], (GUIDE, OFFICIAL, COORDINATOR)),
            ("initiatives", [], (GUIDE, COORDINATOR)),
            ("similar_initiatives", [], (GUIDE,)),
            ("about_initiative", initiative, (GUIDE, OFFICIAL, PHONE, READER)),
            ("partnership", initiative, (GUIDE, OFFICIAL, PHONE, READER)),
            ("handover_page", initiative, (GUIDE, OFFICIAL, PHONE, READER)),
            ("leave_handover_note", initiative, (GUIDE, PHONE)),
            ("next_steps", initiative, (GUIDE, OFFICIAL)),
            ("initiative", initiative, (GUIDE, OFFICIAL, COORDINATOR)),
            ("group_page", initiative, (PHONE, READER)),
            ("timeline", initiative, (GUIDE, PHONE)),
            ("logbook", initiative, (GUIDE, OFFICIAL, PHONE, READER)),
            ("log_contact", [], (GUIDE, PHONE)),
            ("people", initiative, (GUIDE, OFFICIAL)),
            ("participant", [self.person.pk], (GUIDE,)),
            ("composition", initiative, (GUIDE, OFFICIAL, READER)),
            ("links", initiative, (GUIDE, PHONE)),
            ("group_link", initiative, (GUIDE,)),
            ("take_seat", initiative, (READER,)),
            ("agreement", agreement, (PHONE, OFFICIAL)),
            ("version", [self.version.pk], (PHONE, OFFICIAL)),
            ("agreement_progress", [self.version.pk], (PHONE, OFFICIAL, READER)),
            ("line_progress", [self.line.pk], (PHONE, OFFICIAL, READER)),
            ("meetings", initiative, (PHONE, OFFICIAL, READER)),
            ("plan_meeting", initiative, (PHONE, OFFICIAL)),
            ("meeting", [self.meeting.pk], (PHONE, OFFICIAL, READER)),
            ("change_meeting", [self.meeting.pk], (PHONE, OFFICIAL)),
            ("cancel_meeting", [self.meeting.pk], (OFFICIAL,)),
            ("answer_coming", [self.meeting.pk], (PHONE,)),
            ("add_point", [self.meeting.pk], (PHONE, READER)),
            ("order_agenda", [self.meeting.pk], (PHONE, OFFICIAL)),
            ("time_risks", [self.meeting.pk], (OFFICIAL,)),
            ("central_question", [self.meeting.pk], (PHONE,)),
            ("prepare_meeting", [self.meeting.pk], (PHONE, OFFICIAL, READER)),
            ("live_meeting", [self.running.pk], (PHONE, OFFICIAL, READER)),
            ("attendance", [self.running.pk], (PHONE, OFFICIAL, READER)),
            ("review_risk", [self.running.pk, self.risk.pk], (PHONE, OFFICIAL)),
            ("add_decision", [self.running.pk], (PHONE, OFFICIAL)),
            ("close_meeting", [self.running.pk], (PHONE, OFFICIAL)),
            ("working_forms", [], (NOBODY,)),
            ("who_does_what", initiative, (PHONE, OFFICIAL, READER)),
            ("add_action", initiative, (PHONE, OFFICIAL)),
            ("action", [self.action.pk], (PHONE, OFFICIAL, READER)),
            ("change_action", [self.action.pk], (PHONE, OFFICIAL)),
            ("decision_to_line", [self.decision.pk], (PHONE, OFFICIAL)),
            ("risks", initiative, (PHONE, OFFICIAL, READER)),
            ("minutes", [self.closed.pk], (PHONE, OFFICIAL, READER)),
            ("print_minutes", [self.closed.pk], (PHONE, OFFICIAL)),
            ("share_minutes", [self.closed.pk], (PHONE, OFFICIAL)),
            ("add_correction", [self.closed.pk], (PHONE, OFFICIAL)),
            ("risk", [self.risk.pk], (PHONE, OFFICIAL, READER)),
            ("name_risk", initiative, (PHONE, READER)),
            ("keep_risk", [self.risk.pk], (PHONE, OFFICIAL)),
            ("knots", initiative, (GUIDE, OFFICIAL, PHONE, READER)),
            ("lay_knot", initiative, (GUIDE, PHONE)),
            ("knot", [self.knot.pk], (OFFICIAL, PHONE, READER)),
            ("answer_knot", [self.knot.pk], (OFFICIAL,)),
            ("change_decider", [self.knot.pk], (OFFICIAL,)),
            ("print_agreement", [self.newest.pk], (PHONE, OFFICIAL, READER)),
            ("house_rules", [self.newest.pk], (PHONE, OFFICIAL)),
            ("compare", [self.newest.pk], (PHONE,)),
            ("compare_versions", [self.newest.pk, self.version.pk], (PHONE, OFFICIAL, READER)),
            ("versions", agreement, (PHONE, OFFICIAL, READER)),
            ("in_effect_on", agreement, (PHONE, OFFICIAL, READER)),
            ("restore_version", [self.version.pk], (OFFICIAL,)),
            ("pause_agreement", agreement, (PHONE, OFFICIAL)),
            ("end_agreement", agreement, (OFFICIAL,)),
            ("parties", agreement, (PHONE, OFFICIAL, READER)),
            ("add_party", agreement, (PHONE, OFFICIAL)),
            ("parental_consent", agreement, (PHONE,)),
            ("party_page", [self.party_link.pk], (PARTY,)),
            ("party_word", [self.party_link.pk], (PARTY,)),
            ("renew", [self.version.pk], (PHONE, OFFICIAL)),
            ("side_answer", [self.version.pk, "einde"], (PHONE, OFFICIAL)),
            ("clause", [self.clause.pk], (PHONE, OFFICIAL)),
            ("react", [self.clause.pk], (PHONE,)),
            ("ask_legal_advice", [self.clause.pk], (PHONE, OFFICIAL)),
            ("mark_step", [self.version.clauses.all()[0].commitments.all()[0].pk], (PHONE,)),
            ("propose_text", [self.clause.pk], (PHONE, OFFICIAL)),
            ("clause_proposals", [self.clause.pk], (PHONE, OFFICIAL)),
            ("confirm", [self.newest.pk, "zorg"], (PHONE, OFFICIAL)),
            ("confirm", [self.newest.pk, "sta-erachter"], (PHONE,)),
            ("still_behind", [self.newest.pk], (PHONE, OFFICIAL)),
            ("in_short", [self.newest.pk], (PHONE, READER, OFFICIAL)),
            ("own_words", initiative, (PHONE, READER, OFFICIAL)),
            ("glossary", [], (NOBODY,)),
            ("start_agreement", initiative, (OFFICIAL, PHONE)),
            ("earlier_agreements", initiative, (OFFICIAL,)),
            ("templates", [], (COORDINATOR,)),
            ("template", ["building_use"], (COORDINATOR,)),
            ("simpler_words", [], (COORDINATOR,)),
            ("write", [self.draft.pk], (GUIDE, OFFICIAL)),
            ("edit_clause", [self.draft.clauses.all()[0].pk], (OFFICIAL,)),
            ("move_clause", [self.draft.clauses.all()[0].pk], (OFFICIAL,)),
            ("remove_clause", [self.draft.clauses.all()[0].pk], (OFFICIAL,)),
            ("add_clause", [self.draft.pk], (GUIDE, OFFICIAL)),
            ("edit_head", [self.draft.pk], (OFFICIAL,)),
            ("fill_blanks", [self.draft.pk], (OFFICIAL,)),
            ("add_open_point", [self.draft.pk], (OFFICIAL,)),
            ("propose", [self.draft.pk], (OFFICIAL,)),
            ("look_backs", initiative, (GUIDE, OFFICIAL, PHONE, READER)),
            ("look_back_plan", agreement, (GUIDE, OFFICIAL, PHONE, READER)),
            ("evaluation", [self.closed_evaluation.pk], (GUIDE, OFFICIAL, PHONE, READER)),
            ("evaluation", [self.evaluation.pk], (GUIDE, OFFICIAL, PHONE, READER)),
            ("gather_answers", [self.evaluation.pk], (OFFICIAL,)),
            ("look_back", [self.evaluation.pk], (GUIDE, PHONE)),
            ("look_back_step", [self.evaluation.pk, "beloofd"], (PHONE,)),
            ("look_back_step", [self.evaluation.pk, "liep-niet"], (PHONE,)),
            ("print_evaluation", [self.closed_evaluation.pk], (PHONE, OFFICIAL)),
            ("look_back_lines", [self.closed_evaluation.pk], (PHONE, OFFICIAL, READER)),
            ("look_back_words", [self.closed_evaluation.pk, "trots"], (PHONE, OFFICIAL, READER)),
            ("put_on_agenda", [self.closed_evaluation.pk], (PHONE, OFFICIAL, READER)),
            ("group_rounds", initiative, (PHONE, OFFICIAL, READER)),
            ("group_round", [self.round.pk], (PHONE, GUIDE)),
            ("answer_round", [self.round.pk], (PHONE,)),
            ("end_round", [self.round.pk], (PHONE,)),
            ("start_round", initiative, (PHONE, GUIDE)),
            ("lesson", [self.lesson.pk], (PHONE, OFFICIAL, READER)),
            ("add_lesson", initiative, (PHONE, OFFICIAL)),
            ("lessons_that_fit", initiative, (PHONE, OFFICIAL, READER)),
            ("learning", [], (PHONE, OFFICIAL, READER, COORDINATOR)),
            ("ask_around", [], (PHONE, READER)),
            ("initiative_learning", initiative, (PHONE, OFFICIAL, READER)),
            ("example", [self.example.pk], (PHONE, OFFICIAL, READER)),
            ("add_example", initiative, (PHONE, OFFICIAL)),
            ("experiment", [self.experiment.pk], (PHONE, OFFICIAL, READER)),
            ("start_experiment", initiative, (PHONE, OFFICIAL)),
            ("end_experiment", [self.experiment.pk], (PHONE, OFFICIAL)),
            ("add_learning_question", initiative, (PHONE, OFFICIAL)),
            ("who_may_what", [], (NOBODY,)),
            *rows_of(self),
            *main_pages_places.rows_of(self),
        ]
        visits = [
            Visit(name, kind, reverse(name, args=args))
            for name, args, kinds in rows
            for kind in kinds
        ]
        # Among thousands of names, and in a neighbourhood with hundreds.
        typed = urlencode({"name": "Chilclub Schuur", "neighbourhood": "Appelhof"})
        for n, visit in enumerate(visits):
            if visit.name == "similar_initiatives":
                visits[n] = replace(visit, path=f"{visit.path}?{typed}")
        proposed = reverse("version", args=[self.newest.pk])
        kinds = (PHONE, OFFICIAL, READER)
        visits += [Visit("version, proposed", kind, proposed) for kind in kinds]
        short = reverse("in_short", args=[self.version.pk])
        visits += [Visit("in_short, in effect", kind, short) for kind in (PHONE, OFFICIAL)]
        listed = reverse("initiatives")
        visits += [
            Visit(f"initiatives, {what}", COORDINATOR, f"{listed}?{query}")
            for what, query in (("sought", "q=schuur"), ("everything", "status=all"))
        ]
        parts = ("clause", "react", "edit_clause", "initiatives", "similar_initiatives")
        return visits + [
            Visit(v.name, v.kind, v.path, htmx=True) for v in visits if v.name in parts
        ]

    def ask(self, visit: Visit, client: Client | None = None) -> Any:
        """The answer to a visit; redirects are followed, and anything but a page is a mistake."""
        client = client or self.browser(visit.kind)
        headers = {"HX-Request": "true"} if visit.htmx else {}
        response = client.get(visit.path, headers=headers, follow=True)
        if response.status_code != 200:
            raise AssertionError(f"{visit}: {response.status_code}")
        return response
