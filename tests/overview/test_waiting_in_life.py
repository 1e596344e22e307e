"""What waits because an agreement holds: each rule by itself, for whom, and what makes it stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.asking import load_questions
from agreements.models import (
    AgreementVersion,
    LegalAdvice,
    NewsAsk,
    OpenPoint,
    OtherView,
    Pause,
    PointUpdate,
    SideAnswer,
    StepReached,
)
from agreements.states import Choice, KeyReturn, ParentalConsent, ProgressState, Topic
from initiatives.models import Participant
from overview.facts import load_facts
from overview.wait import Waiting
from tests.agreements.lived_agreement import lived
from tests.agreements.progressing import in_days, lamps, line_in, moment, running, say
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world
from tests.overview.test_waiting import told, waits
from tests.world_steps import point_of, with_a_step


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.localtime() + timedelta(days=days), tick=True)


def clear_dates(version: AgreementVersion) -> None:
    world.set_dates(version, look_back_on=None, ends_on=None, trial_until=None)


def held(cast: Cast, *lines, days_ago: int = 0) -> AgreementVersion:
    """A text in effect that asks nothing by its own dates."""
    version = running(cast, *lines, days_ago=days_ago)
    clear_dates(version)
    return version


def only(cast: Cast, person: Participant | None = None) -> Waiting:
    (item,) = waits(cast, person)
    return item


# Late ----------------------------------------------------------------------------------------


def test_late_is_over_once_it_was_done_and_comes_back_when_seen_otherwise(cast: Cast) -> None:
    version = held(cast, lamps(due_on=in_days(-5)), days_ago=10)
    late = only(cast)
    assert (late.side, late.pill) == ("municipality", "te laat")
    assert late.url == reverse("line_progress", args=[line_in(version).pk])
    update = say(line_in(version), cast.wouter, "done")
    assert waits(cast) == []
    OtherView.say(update, by=cast.noor, agrees=False, text="Eén lamp is stuk.")
    talk = only(cast)
    assert (talk.side, talk.pill) == ("both", "verschillend gezien")
    assert "Praat er samen over." in talk.sentence and "lamp is stuk" not in talk.sentence
    OtherView.say(update, by=cast.noor, agrees=True)
    assert waits(cast) == []


def test_a_line_that_was_dropped_is_never_late(cast: Cast) -> None:
    version = held(cast, lamps(due_on=in_days(-5)), days_ago=10)
    say(line_in(version), cast.wouter, "dropped")
    assert waits(cast) == []


def test_several_lines_of_a_side_are_one_item_that_leads_to_that_side(cast: Cast) -> None:
    version = held(cast, *(lamps(due_on=in_days(-n)) for n in (3, 4)), days_ago=10)
    page = reverse("agreement_progress", args=[version.pk])
    assert only(cast).url == f"{page}#gemeente"


def test_what_another_party_would_do_waits_for_both(cast: Cast) -> None:
    held(cast, line("Zij letten op.", "other", party_name="De buren", due_on=in_days(-2)))
    assert told(waits(cast)) == [
        (
            "both",
            f"Een andere partij zou iets doen voor {day_of(-2)}, in “De Kelder”.",
        )
    ]


def day_of(days: int) -> str:
    from django.utils.dateformat import format as format_date

    return format_date(in_days(days), "j F")


# Silent, and time for a word -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "side", "sentence"),
    [
        ("municipality", "municipality", "De gemeente heeft 3 weken niets laten weten"),
        ("group", "group", "De groep heeft 3 weken niets laten weten"),
        ("both", "both", "Over iets dat jullie samen doen in “De Kelder” is 3 weken niets"),
    ],
)
def test_silence_waits_for_the_side_itself(cast: Cast, party: str, side: str, sentence: str):
    kind = "promise" if party == "municipality" else ""
    row = line("Er komt wat.", party, kind=kind, due_on=in_days(90))
    version = held(cast, row, days_ago=20)
    assert waits(cast) == []
    world.set_dates(version, in_effect_at=timezone.localtime() - timedelta(days=21))
    item = only(cast)
    assert item.side == side and item.sentence.startswith(sentence)
    assert item.since == in_days(-21)
    speaker = cast.noor if party == "group" else cast.wouter
    say(line_in(version), speaker, "on_track")
    assert waits(cast) == []


def test_it_says_since_when_it_was_asked(cast: Cast) -> None:
    version = held(cast, lamps(due_on=in_days(90)), days_ago=30)
    assert only(cast).pill == "4 weken stil" and "Gevraagd" not in only(cast).sentence
    NewsAsk.ask(version, party="municipality", by=cast.noor)
    assert only(cast).sentence.endswith(f"Gevraagd op {day_of(0)}.")
    NewsAsk.objects.update(at=timezone.localtime() - timedelta(days=3))
    assert only(cast).sentence.endswith(f"Gevraagd op {day_of(-3)}.")
    NewsAsk.objects.update(at=timezone.localtime() - timedelta(days=7))
    assert "Gevraagd" not in only(cast).sentence, "it can be asked once more"


def test_a_late_line_is_not_told_as_silent_too(cast: Cast) -> None:
    held(cast, lamps(due_on=in_days(-5)), days_ago=60)
    assert only(cast).pill == "te laat"


def test_the_day_to_look_again(cast: Cast) -> None:
    version = held(cast, lamps(due_on=in_days(90)), days_ago=10)
    say(line_in(version), cast.wouter, "no_news", text="Wacht.", look_again_on=in_days(5))
    with later(4):
        assert waits(cast) == []
    with later(5):
        item = only(cast)
        assert (item.side, item.pill) == ("municipality", "vandaag")
        assert (
            item.sentence
            == "De gemeente kan laten weten hoe het staat met “Wanneer mogen we erin?”."
        )
    with later(6):
        assert "1 dag niets laten weten" in only(cast).sentence, "from then on it is silent"


def test_what_comes_back_is_asked_again_each_time(cast: Cast) -> None:
    version = held(cast, line("Wij praten met de buren.", "group", rhythm="elke week"))
    say(line_in(version), cast.noor, "done")
    with later(6):
        assert waits(cast) == []
    with later(8):
        item = only(cast)
        assert (item.side, item.since, item.pill) == ("group", in_days(-1), "gisteren")
        assert item.sentence.startswith("De groep kan laten weten hoe het staat")
        say(line_in(version), cast.noor, "on_track")
        assert waits(cast) == []
    with later(14):
        assert only(cast).pill == "vandaag"
    with later(21):
        assert only(cast).pill == "13 dagen stil", "a round passed without a word"


@pytest.mark.at("2027-01-31 12:00")
def test_a_month_that_began_on_its_last_day_is_asked_from_the_right_day(cast: Cast) -> None:
    version = held(cast, line("Wij praten met de buren.", "group", rhythm="elke maand"))
    world.set_dates(version, in_effect_at=moment("2027-01-31"))
    with time_machine.travel(moment("2027-03-02")):
        say(line_in(version), cast.noor, "on_track")
    with time_machine.travel(moment("2027-04-05")):
        assert only(cast).since == date(2027, 3, 31)


def test_what_is_stuck_waits_for_both(cast: Cast) -> None:
    version = held(cast, lamps(due_on=in_days(90)))
    say(line_in(version), cast.wouter, "stuck", text="Geen geld.")
    item = only(cast)
    assert (item.side, item.pill) == ("both", "zit vast")
    assert "Geen geld" not in item.sentence


def test_while_it_stands_still_nothing_is_asked(cast: Cast) -> None:
    version = held(cast, lamps(due_on=in_days(-5)), days_ago=60)
    Pause.begin(version.agreement, by=cast.wouter, because="Vloer.", look_again_on=in_days(30))
    assert [item.side for item in waits(cast)] == ["group"], "only that it stands still"


# Steps, open points, advice, parents, a key --------------------------------------------------


def test_a_step_that_one_side_marked_waits_for_the_other(cast: Cast) -> None:
    version = held(cast, line("We blijven later.", "group", condition="er geen klachten zijn"))
    assert waits(cast) == []
    StepReached.mark(line_in(version), by=cast.samira)
    item = only(cast)
    assert item.side == "municipality" and item.url.startswith(f"/versie/{version.pk}/#")
    assert item.sentence.startswith("De groep zegt dat een stap in “De Kelder” bereikt is.")
    StepReached.mark(line_in(version), by=cast.wouter)
    assert waits(cast) == []


def test_an_open_point_past_its_day_waits_for_who_would_find_out(cast: Cast) -> None:
    version = with_a_step(cast.club, cast.wouter)
    clear_dates(version)
    point = point_of(version)
    assert waits(cast) == []
    with later(1):
        item = only(cast)
        assert (item.side, item.url) == (
            point.party,
            reverse("point_progress", args=[point.pk]),
        )
        assert point.what not in item.sentence
        PointUpdate.say(
            point,
            by=cast.wouter,
            state=ProgressState.NO_NEWS,
            text="Nog niet.",
            look_again_on=in_days(3),
        )
        assert waits(cast) == []
    with later(5):
        assert only(cast).since == in_days(-1)
        PointUpdate.say(point, by=cast.wouter, state=ProgressState.DONE, text="Het mag.")
        assert waits(cast) == []


def test_a_point_without_a_day_waits_from_the_day_that_was_said(cast: Cast) -> None:
    version = with_a_step(cast.club, cast.wouter)
    clear_dates(version)
    OpenPoint.objects.filter(version=version).update(due_on=None)
    point = point_of(version)
    day = in_days(3)
    PointUpdate.say(
        point, by=cast.wouter, state=ProgressState.NO_NEWS, text="Nog niet.", look_again_on=day
    )
    with later(3):
        assert waits(cast) == []
    with later(4):
        assert only(cast).since == day


def test_a_question_about_the_law_waits_for_who_put_it(cast: Cast) -> None:
    version = held(cast)
    clause = version.clauses.all()[0]
    today = timezone.localdate()
    for by, side in ((cast.samira, "group"), (cast.wouter, "municipality")):
        advice = LegalAdvice.ask(
            clause,
            by=by,
            text=f"Wie betaalt de schade van {side}?",
            asked_of="jurist",
            asked_on=today,
        )
        item = only(cast)
        assert item.side == side and "schade" not in item.sentence
        advice.answer_it(by=by, answer="De gemeente.", answered_on=today)
        assert waits(cast) == []


def test_a_question_in_a_closed_draft_is_not_told(cast: Cast) -> None:
    version = held(cast)
    draft = version.agreement.start_version(by=cast.wouter)
    LegalAdvice.ask(
        draft.clauses.all()[0], by=cast.wouter, text="Mag dit?", asked_of="jurist",
        asked_on=timezone.localdate(),
    )  # fmt: skip
    assert not [i for i in waits(cast, cast.samira) if "juridische" in i.sentence]
    assert [i for i in waits(cast, cast.wouter) if "juridische" in i.sentence]


def test_parents_who_still_have_to_agree_wait_for_the_group(cast: Cast) -> None:
    version = held(cast)
    version.agreement.note_consent(ParentalConsent.NOT_YET, by=cast.wouter)
    item = only(cast)
    assert item.side == "group" and "toestemming van ouders" in item.sentence
    version.agreement.note_consent(ParentalConsent.ARRANGED, by=cast.samira)
    assert waits(cast) == []


def test_a_key_that_is_not_back_waits_after_the_end(cast: Cast) -> None:
    version = held(cast)
    version.agreement.end(by=cast.wouter, because="Klaar.", key=KeyReturn.NOT_YET)
    keys = [item for item in waits(cast) if "sleutel" in item.sentence]
    assert [item.side for item in keys] == ["group"]


# What both are asked -------------------------------------------------------------------------


def answer(version: AgreementVersion, by: Participant, topic: Topic, choice: Choice) -> None:
    version = AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)
    SideAnswer.say(version, by=by, topic=topic, choice=choice)


def test_a_trial_that_is_over_waits_for_who_did_not_answer(cast: Cast) -> None:
    version = held(cast)
    world.set_dates(version, trial_until=in_days(0))
    item = only(cast)
    assert item.side == "both" and item.sentence.startswith("De proef van “De Kelder” is voorbij.")
    assert item.url.endswith(f"/versie/{version.pk}/#vraag-proef")
    answer(version, cast.wouter, Topic.TRIAL, Choice.GO_ON)
    assert only(cast).side == "group"
    answer(version, cast.samira, Topic.TRIAL, Choice.GO_ON)
    assert waits(cast) == []


def test_different_answers_wait_for_both_and_so_does_what_they_chose(cast: Cast) -> None:
    version = held(cast)
    world.set_dates(version, ends_on=in_days(-1))
    assert "geldt tot jullie iets afspreken" in only(cast).sentence
    answer(version, cast.wouter, Topic.PAST_END, Choice.STOP)
    answer(version, cast.noor, Topic.PAST_END, Choice.TALK)
    item = only(cast)
    assert item.side == "both" and "verschillend" in item.sentence


def test_when_most_have_left_both_are_asked_whose_it_is(cast: Cast) -> None:
    version = held(cast)
    cast.noor.leave(by=cast.dex)
    assert waits(cast) == []
    cast.dex.leave(by=cast.samira)
    item = only(cast)
    assert item.side == "both" and "Is dit nog van jullie?" in item.sentence
    # As the page of one initiative counts it, from words that it has anyway.
    from agreements.states import Status

    facts = load_facts(
        world.who_is(cast.samira), [cast.club], words_of=(Status.PROPOSED, Status.IN_EFFECT)
    )
    (question,) = facts.life.questions[version.pk]
    (same,) = load_questions([AgreementVersion.objects.get(pk=version.pk)])[version.pk]
    assert (question.topic, question.round) == (same.topic, same.round)


def test_a_text_on_its_way_is_the_answer(cast: Cast) -> None:
    version = held(cast)
    world.set_dates(version, ends_on=in_days(20))
    assert "Verlengen kan in één stap." in only(cast).sentence
    version.agreement.start_version(by=cast.wouter)
    assert [item.side for item in waits(cast, cast.wouter)] == ["municipality"]
    assert "Verlengen" in only(cast).sentence, "the other side does not know of the draft"


# All of it -----------------------------------------------------------------------------------


@pytest.mark.parametrize("lines", [10, 300])
def test_pages_take_the_same_queries_with_all_of_it(
    cast: Cast, lines: int, django_assert_max_num_queries
) -> None:
    lived(cast, lines)
    official, phone = world.signed_in(cast.wouter), cast.sit(Client(), cast.noor)
    for client, name, args in (
        (official, "initiative", [cast.club.pk]),
        (world.signed_in(cast.samira), "initiative", [cast.club.pk]),
        (world.signed_in(cast.police), "initiative", [cast.club.pk]),
        (official, "start", []),
        (phone, "group_page", [cast.club.pk]),
        (cast.read(Client()), "group_page", [cast.club.pk]),
    ):
        with django_assert_max_num_queries(10):
            page = client.get(reverse(name, args=args))
        assert page.status_code == 200


def test_no_name_of_the_group_occurs_in_any_of_it(cast: Cast) -> None:
    lived(cast, 10)
    with later(60):
        found = waits(cast, cast.wouter)
        assert len(found) >= 5
        text = " ".join(item.sentence for item in found)
        assert not any(name in text for name in world.NICKNAMES)
        for person in (cast.wouter, cast.police):
            client = world.signed_in(person)
            for name in ("initiative", "group_page"):
                page = client.get(reverse(name, args=[cast.club.pk])).content.decode()
                assert not any(nickname in page for nickname in world.NICKNAMES)
