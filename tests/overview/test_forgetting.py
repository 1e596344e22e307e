"""Forgetting somebody: no word of the name is left anywhere, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from accounts.models import Function, Invitation, User
from accounts.personal import Forget
from agreements.carrying import carrying_of
from agreements.models import (
    AgreementVersion,
    ChangeProposal,
    Clause,
    Comment,
    Commitment,
    Confirmation,
    ObjectionTalk,
    OnBehalf,
    OpenPoint,
    Pause,
    ProposalSupport,
    ProposedLine,
)
from agreements.sealing import seal_of
from agreements.states import CommentKind, Word
from initiatives.models import (
    Circle,
    ContactChannel,
    ContactView,
    DutyKind,
    Event,
    Goal,
    Handover,
    Headcount,
    JoinRequest,
    LogLine,
    Participant,
    Partner,
    Reciprocity,
    Seat,
    ShareLink,
    Side,
    merging,
)
from initiatives.states import Refused
from overview.forgetting import PERSONAL, fade, forget_user
from overview.telling import tell_all
from tests.conftest import Cast
from tests.dump import hits
from tests.factories import line, make_agreement, make_participant, make_user
from tests.overview.evaluations import one_of_everything_looking_back
from tests.overview.living import one_of_everything_living
from tests.overview.meetings import one_of_everything_at_meetings
from tests.overview.rooms import one_of_everything_in_rooms
from tests.overview.world import propose, who_is

NAME = "Zwaluwnoor"
BEFORE = "Mereltje"


@pytest.fixture(autouse=True)
def erased_file(tmp_path: Path, settings) -> Path:
    settings.ERASED_FILE = tmp_path / "erased.txt"
    return tmp_path / "erased.txt"


def one_of_everything(cast: Cast) -> None:
    """At least one row of every model that holds something about people, in the club."""
    club, noor, today = cast.club, cast.noor, timezone.localdate()
    version = propose(cast, line(f"De sleutel is bij {{@{noor.pk}}}."))
    draft = make_agreement(club, by=cast.wouter, title="Nieuw stuk")
    draft.open_draft(by=cast.wouter)
    comment = Comment.add(
        version.clauses.all()[0], by=noor, kind=CommentKind.QUESTION, text="Wie heeft de sleutel?"
    )
    comment.hide(by=cast.samira, because="Dat zegt niemand iets.")
    word = Confirmation.say(version, by=noor, word=Word.OBJECT, text="Te vroeg.")
    ObjectionTalk.note(word, by=cast.samira, talked_on=today, because="We gaan door.")
    ObjectionTalk.note(word, by=cast.wouter, talked_on=today, because="We gaan door.")
    OnBehalf.note(
        version, by=cast.samira, decided_on=today, present_count=3, agreed_count=3, how="Met handen"
    )
    one_of_everything_about(version, noor)
    one_of_everything_living(version, noor)
    one_of_everything_at_meetings(version.agreement.initiative, noor)
    one_of_everything_looking_back(version, noor)
    one_of_everything_in_rooms(version, noor)
    noor.take_duty(DutyKind.CONTACT, by=noor)
    ContactChannel.objects.create(participant=noor, kind="phone", value="06")
    ContactView.objects.create(participant=noor, by=cast.samira, reason="meeting")
    Handover.objects.create(leaving=cast.samira, arriving=cast.samira, note="Let op de sleutel.")
    for circle in (Circle.OWN, Circle.SIDE, Circle.SHARED):
        LogLine.objects.create(
            initiative=club, by=noor, side=Side.GROUP, circle=circle, text="x", happened_on=today
        )
    Goal.objects.create(initiative=club, by=noor, text="Een plek", origin="group")
    Reciprocity.objects.create(
        initiative=club, by=noor, side=Side.GROUP, direction="need", text="Een sleutel"
    )
    Partner.objects.create(initiative=club, by=noor, name="School", kind="school", role="Helpt")
    Headcount.objects.create(initiative=club, by=noor, counted_on=today, people=9)
    Seat.objects.create(link=cast.link, participant=noor)
    asker = make_user("Vraagt Mee", Function.YOUTH_WORKER)
    JoinRequest.ask(club, user=asker, side=Side.GUIDE, sentence="Ik help.").decline(by=noor)


def one_of_everything_about(version: AgreementVersion, noor: Participant) -> None:
    """Open points, pauses and other texts, of one agreement."""
    today, agreement = timezone.localdate(), version.agreement
    OpenPoint.objects.create(version=version, key="o-1", position=1, what="Wie?", party="group")
    Pause.objects.create(
        agreement=agreement, began_by=noor, because="Verbouwing", look_again_on=today
    )
    other = ChangeProposal.objects.create(
        agreement=agreement, version=version, clause_key="own", heading="Wie?", by=noor
    )
    ProposedLine.objects.create(proposal=other, position=1, party="group", text="Wij twee")
    ProposalSupport.objects.create(proposal=other, by=noor)


def club_rows(cast: Cast) -> Iterator[tuple[type[models.Model], str, models.QuerySet[Any]]]:
    """Every field in which a name may stand, with the rows of the club."""
    for rows in PERSONAL:
        for field in rows.masked():
            found = rows.model._default_manager.filter(**{rows.home: cast.club.pk})
            yield rows.model, field, found


def write_everywhere(cast: Cast, text: str) -> int:
    """Puts `text` into every text of the club; gives how many fields that were."""
    n = 0
    for model, field, found in club_rows(cast):
        assert found.exists(), f"no {model.__name__} to try {field} with"
        value = {"name": "", "title": text, "deep": [text]} if model is Event else text
        room = model._meta.get_field(field).max_length
        found.update(**{field: value if room is None else text[:room]})
        n += 1
    return n


def test_no_hit_of_the_name_in_a_full_dump(cast: Cast) -> None:
    one_of_everything(cast)
    cast.noor.rename(BEFORE, by=cast.noor)
    cast.noor.rename(NAME, by=cast.noor)
    n = write_everywhere(cast, f"{NAME} en {BEFORE}s fiets")
    assert n >= 30
    assert len(hits(NAME)) >= n / 3
    assert len(hits(BEFORE)) >= n / 3

    assert fade(cast.noor, by=cast.samira)

    assert hits(NAME, BEFORE, NAME.lower(), BEFORE.lower()) == []
    cast.noor.refresh_from_db()
    assert (cast.noor.name, cast.noor.name_key, cast.noor.former_names) == ("", "", "")


def test_texts_of_another_initiative_are_left_alone(cast: Cast) -> None:
    Goal.objects.create(initiative=cast.garden, by=cast.gardener, text=f"{NAME}", origin="group")
    other = make_participant(cast.garden, name=NAME)
    fade(cast.noor, by=None)
    other.refresh_from_db()
    assert other.name == NAME
    assert len(hits(NAME)) == 2


def test_what_was_only_there_for_this_person_is_deleted(cast: Cast) -> None:
    one_of_everything(cast)
    fade(cast.noor, by=cast.noor)
    for left in (
        ContactChannel.objects.filter(participant=cast.noor),
        ContactView.objects.filter(participant=cast.noor),
        Seat.objects.filter(participant=cast.noor),
        LogLine.objects.filter(by=cast.noor, circle=Circle.OWN),
        cast.noor.periods.filter(ended_on=None),
        cast.noor.duties.filter(ended_on=None),
    ):
        assert not left.exists()


def test_what_was_said_and_counted_stays(cast: Cast) -> None:
    one_of_everything(cast)
    tables = (Comment, Confirmation, ObjectionTalk, OnBehalf, Goal, Headcount, Clause, Commitment)
    before = {model: model.objects.count() for model in tables}
    lines = LogLine.objects.count()
    fade(cast.noor, by=cast.noor)
    assert {model: model.objects.count() for model in tables} == before
    assert LogLine.objects.count() == lines - 1  # the one for her alone
    assert Comment.objects.filter(by=cast.noor).exists()


def test_who_stands_behind_a_past_version_stays_the_same(cast: Cast) -> None:
    version = propose(cast)
    for person in (cast.noor, cast.dex):
        Confirmation.say(version, by=person, word=Word.BEHIND)
    cast.noor.leave(by=cast.noor)
    before = carrying_of(version)
    fade(cast.noor, by=None)
    after = carrying_of(AgreementVersion.objects.get(pk=version.pk))
    assert after.backing == before.backing
    assert after.backing.left == 1


def test_a_frozen_text_is_masked_with_a_new_seal_and_a_line_on_the_timeline(cast: Cast) -> None:
    version = propose(cast, line(f"{NAME}s fiets staat binnen. Vraag {NAME} om de sleutel."))
    seal = version.seal
    fade(cast.noor, by=cast.samira)
    version.refresh_from_db()
    text = Commitment.objects.get(clause__version=version).text
    assert text == "Een deelnemer fiets staat binnen. Vraag een deelnemer om de sleutel."
    assert version.seal != seal
    assert version.seal == seal_of(version)
    told = Event.objects.get(verb="text_masked")
    assert told.by == cast.samira
    assert told.data["number"] == version.number


def test_a_newcomer_nobody_accepted_takes_no_word_out_of_a_text(cast: Cast) -> None:
    """Whoever has the link could else sit down as "lampen" and be forgotten again."""
    version = propose(cast, line("Wij hangen lampen op."))
    seal = version.seal
    stranger = cast.link.take_seat("lampen").participant
    fade(stranger, by=stranger)
    version.refresh_from_db()
    assert (version.seal, Participant.objects.get(pk=stranger.pk).name) == (seal, "")
    assert Commitment.objects.get(clause__version=version).text == "Wij hangen lampen op."


def test_a_text_that_was_sealed_before_somebody_came_stays(cast: Cast) -> None:
    version = propose(cast, line("We zitten in De Merel."))
    AgreementVersion.objects.filter(pk=version.pk).update(
        proposed_at=timezone.localtime() - timedelta(days=2)
    )
    merel = make_participant(cast.club, name="Merel")
    merel.periods.update(started_on=timezone.localdate())
    # Draft and reactions of later are about whom they may be about.
    comment = Comment.add(
        version.clauses.all()[0], by=merel, kind=CommentKind.IDEA, text="Merel wil een bank."
    )
    fade(merel, by=merel)
    version.refresh_from_db()
    comment.refresh_from_db()
    assert comment.text == "Een deelnemer wil een bank."
    assert version.seal == seal_of(version)
    assert Commitment.objects.get(clause__version=version).text == "We zitten in De Merel."


def test_a_text_without_the_name_keeps_its_seal(cast: Cast) -> None:
    version = propose(cast, line(f"De sleutel is bij {{@{cast.noor.pk}}}."))
    fade(cast.noor, by=None)
    assert AgreementVersion.objects.get(pk=version.pk).seal == version.seal
    assert not Event.objects.filter(verb="text_masked").exists()


def test_a_broken_seal_stays_broken(cast: Cast) -> None:
    version = propose(cast, line(f"Vraag {NAME}."))
    Commitment.objects.filter(clause__version=version).update(text=f"Vraag niet {NAME}.")
    fade(cast.noor, by=None)
    version.refresh_from_db()
    assert version.seal != seal_of(version)


def test_who_still_has_the_old_text_of_a_draft_open_does_not_bring_the_name_back(
    cast: Cast,
) -> None:
    draft = make_agreement(cast.club, by=cast.samira)
    clause = draft.clauses.all()[0]
    clause.rewrite(revision=clause.revision, heading="Wie?", lines=[line(f"Vraag {NAME}.")])
    seen = Clause.objects.get(pk=clause.pk).revision
    fade(cast.noor, by=None)
    with pytest.raises(Refused):
        clause.rewrite(revision=seen, heading="Wie?", lines=[line(f"Vraag {NAME} nog eens.")])
    assert hits(NAME) == []


def test_the_timeline_and_names_say_een_deelnemer(cast: Cast) -> None:
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=cast.noor)
    fade(cast.noor, by=cast.noor)
    for reader in (cast.samira, cast.wouter):
        lines = tell_all(cast.club.events.with_people(), cast.club, who_is(reader))
        sentences = [told.sentence for told in lines]
        assert NAME not in " ".join(sentences)
    inside = tell_all(cast.club.events.with_people(), cast.club, who_is(cast.samira))
    assert "De naam van een deelnemer is weggehaald." in [told.sentence for told in inside]


def test_doubles_fade_with_their_person(cast: Cast) -> None:
    double = make_participant(cast.club, name="Zwaluwnoortje")
    double.leave(by=None)
    Participant.objects.filter(pk=double.pk).update(merged_into=cast.noor)
    double.refresh_from_db()
    fade(double, by=None)
    assert hits(NAME, "Zwaluwnoortje") == []


def test_a_forgotten_double_is_not_let_loose_again(cast: Cast) -> None:
    """Undoing would make a link work, and somebody without a name take part."""
    double = make_participant(cast.club, name="Tweeling")
    merging.merge(double, into=cast.noor, by=cast.samira)
    fade(cast.noor, by=None)
    with pytest.raises(Refused):
        merging.undo_merge(double, by=cast.samira)
    assert not double.periods.filter(ended_on=None).exists()


def test_twice_is_the_same_as_once(cast: Cast) -> None:
    assert fade(cast.noor, by=cast.samira)
    assert not fade(Participant.objects.get(pk=cast.noor.pk), by=cast.samira)
    assert Event.objects.filter(verb="name_faded").count() == 1


def test_who_comes_back_is_somebody_new(cast: Cast) -> None:
    fade(cast.noor, by=cast.noor)
    with pytest.raises(Refused):
        cast.noor.come_back(by=cast.samira)
    with pytest.raises(Refused):
        cast.noor.rename(NAME, by=cast.samira)
    seat = cast.link.take_seat(NAME)
    assert seat.participant_id != cast.noor.pk


def test_a_user_who_comes_back_after_fading_is_somebody_new(cast: Cast) -> None:
    riet = make_participant(cast.club, name="Rietje", user=cast.resident)
    fade(riet, by=riet)
    again = cast.link.take_part("Rietje", user=cast.resident)
    assert again.pk != riet.pk


def test_a_personal_link_stops(cast: Cast) -> None:
    link = ShareLink.objects.create(
        initiative=cast.club,
        kind="personal",
        participant=cast.noor,
        token_hash="personal",
        label=f"telefoon van {NAME}",
    )
    fade(cast.noor, by=None)
    link.refresh_from_db()
    assert not link.is_working
    assert link.label == ""


class TestAccounts:
    def test_nothing_is_left_of_an_account(self, cast: Cast, client, mailoutbox) -> None:
        user = make_user("Riet Merelbeke", email="merelbeke@voorbeeld.invalid")
        JoinRequest.ask(cast.garden, user=user, side=Side.GROUP, sentence="Riet Merelbeke wil wel")
        request = JoinRequest.ask(cast.club, user=user, side=Side.GROUP, sentence="Ik")
        request.let_in(by=cast.samira)
        client.force_login(user)
        me = Participant.objects.get(user=user)
        Goal.objects.create(initiative=cast.club, by=me, text="Riet Merelbeke", origin="group")
        assert len(hits("Merelbeke", "merelbeke")) > 5
        forget_user(user)
        assert hits("Merelbeke", "merelbeke") == []
        assert not User.objects.filter(pk=user.pk).exists()
        assert Goal.objects.get().text == "Een deelnemer"

    def test_who_signs_in_for_work_asks_a_coordinator(self, cast: Cast) -> None:
        with pytest.raises(Refused):
            forget_user(cast.wouter.user)
        assert User.objects.filter(participants=cast.wouter).exists()

    def test_a_closed_account_of_a_coordinator_who_invited_and_placed(self, cast: Cast) -> None:
        manager = cast.manager
        Invitation.invite(
            by=manager, email="nieuw@voorbeeld.invalid", name="Nieuw", function="resident"
        )
        official = make_user("Olga Ambtenaar", Function.CIVIL_SERVANT)
        Participant.place(cast.garden, user=official, by=manager)
        User.objects.filter(pk=manager.pk).update(is_active=False)
        manager.refresh_from_db()
        forget_user(manager)
        assert hits(manager.name, manager.email) == []
        lines = tell_all(cast.garden.events.with_people(), cast.garden, who_is(official))
        assert any("Iemand plaatste Olga" in told.sentence for told in lines)


def test_every_personal_field_says_what_becomes_of_it() -> None:
    """What points at an account lets go of it, or the account could not be deleted."""
    for rows in PERSONAL:
        for field in rows.fields:
            column = rows.model._meta.get_field(field.name)
            if column.is_relation and column.related_model is User:
                assert field.forget in (Forget.EMPTIED, Forget.DELETED), f"{rows.model} {field}"
                assert field.forget is Forget.DELETED or column.null
