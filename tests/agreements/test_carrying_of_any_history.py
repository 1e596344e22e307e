"""Backing and carrying over any history of people and words, against a second, plainer account."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from agreements.carrying import Backing, Carrying, carrying_of, compute
from agreements.models import (
    Agreement,
    AgreementVersion,
    Confirmation,
    ObjectionTalk,
    OnBehalf,
)
from agreements.states import Status, Word
from initiatives.models import Initiative, LadderStep, Participant, Side
from initiatives.states import Refused
from tests.agreements.saying import say, three_clauses
from tests.conftest import Cast
from tests.factories import make_participant

PROPOSED = datetime(2026, 5, 1, 12, tzinfo=timezone.get_default_timezone())
DAY = date(2026, 5, 1)


@dataclass(frozen=True)
class Person:
    side: str
    step: str = LadderStep.JOINER
    is_here: bool = True
    speaks: bool = False
    came_late: bool = False
    double_of: int = -1  # the place in the list of the one whose name was kept


@dataclass(frozen=True)
class Said:
    by: int
    word: str  # "" is taken back
    is_partly: bool = False
    has_mandate: bool = False
    talk: str = ""  # "", "group", "municipality", "both"


@dataclass(frozen=True)
class History:
    """`said` in the order in which it was said: a later word of one person stands."""

    people: tuple[Person, ...]
    said: tuple[Said, ...]
    group_decided: bool = False


PERSON = st.builds(
    Person,
    side=st.sampled_from([Side.GROUP, Side.GROUP, Side.GROUP, Side.MUNICIPALITY, *Side]),
    step=st.sampled_from([LadderStep.VISITOR, LadderStep.JOINER, LadderStep.DRIVER]),
    is_here=st.booleans(),
    speaks=st.booleans(),
    came_late=st.booleans(),
)
WORDS = st.sampled_from([*Word.values, Word.BEHIND.value, ""])


@st.composite
def histories(draw: st.DrawFn) -> History:
    people = draw(st.lists(PERSON, min_size=1, max_size=7))
    for n, person in enumerate(people[1:], 1):
        kept = draw(st.integers(-3, n - 1))
        if kept >= 0 and people[kept].double_of < 0 and people[kept].side == person.side:
            people[n] = replace(person, double_of=kept, is_here=False)
    one = st.builds(
        Said,
        by=st.integers(0, len(people) - 1),
        word=WORDS,
        is_partly=st.booleans(),
        has_mandate=st.booleans(),
        talk=st.sampled_from(["", "group", "municipality", "both"]),
    )
    said = draw(st.lists(one, max_size=12))
    return History(tuple(people), tuple(said), draw(st.booleans()))


# What the app computes ----------------------------------------------------------------------------


def computed(history: History, order: int = 1) -> Carrying:
    """`order` -1: the same rows, loaded the other way round."""
    home = Initiative(pk=1, headcount=12)
    version = AgreementVersion(
        pk=1,
        agreement=Agreement(pk=1, initiative=home),
        status=Status.PROPOSED,
        proposed_at=PROPOSED,
    )
    people = [participant(n, person, home) for n, person in enumerate(history.people)]
    rows: dict[int, Confirmation] = {}
    for n, said in enumerate(history.said):
        rows[said.by] = confirmation(n, said, people, history, version)
    present = [p for p, person in zip(people, history.people, strict=True) if person.is_here]
    record = OnBehalf(version=version) if history.group_decided else None
    return compute(version, present[::order], list(rows.values())[::order], record)


def participant(n: int, person: Person, home: Initiative) -> Participant:
    made = Participant(pk=n + 1, initiative=home, side=person.side)
    made.merged_into_id = person.double_of + 1 if person.double_of >= 0 else None
    made.step, made.speaks = person.step, person.speaks
    made.since = DAY + timedelta(days=1 if person.came_late else -9)
    return made


def confirmation(
    n: int, said: Said, people: list[Participant], history: History, version: AgreementVersion
) -> Confirmation:
    made = Confirmation(
        pk=n + 1,
        version=version,
        by=people[said.by],
        word=said.word,
        said_at=PROPOSED + timedelta(minutes=n),
        has_mandate=said.has_mandate and history.people[said.by].side == Side.MUNICIPALITY,
        except_keys=["tijden"] if said.is_partly and said.word == Word.BEHIND else [],
    )
    talk = ObjectionTalk(
        confirmation=made,
        group_by_id=1 if said.talk in ("group", "both") else None,
        municipality_by_id=2 if said.talk in ("municipality", "both") else None,
    )
    made._state.fields_cache["talk"] = talk if said.talk else None
    return made


# The second account: one pass, no shared code -----------------------------------------------------


def last_words(history: History) -> dict[int, Said]:
    """Of each person what was said last, under whatever name."""
    found: dict[int, Said] = {}
    for said in history.said:
        kept = history.people[said.by].double_of
        found[kept if kept >= 0 else said.by] = said
    return found


def is_counted(person: Person) -> bool:
    return person.is_here and person.side == "group" and person.step != "visitor"


def place_of(person: Person, said: Said | None) -> str:
    if said is None or not said.word:
        return "new" if person.came_late else "silent"
    if said.word == "object":
        return "talked_over" if said.talk == "both" else "objecting"
    if said.word == "behind_with_concern":
        return "with_concern"
    return "with_exception" if said.is_partly else "behind"


PLACES = (
    "behind",
    "with_exception",
    "with_concern",
    "objecting",
    "talked_over",
    "silent",
    "new",
    "left",
)


def account(history: History) -> dict[str, int]:
    words = last_words(history)
    counts = dict.fromkeys(
        [
            "behind",
            "with_exception",
            "with_concern",
            "objecting",
            "talked_over",
            "silent",
            "new",
            "left",
        ],
        0,
    )
    for n, person in enumerate(history.people):
        said = words.get(n)
        if is_counted(person):
            counts[place_of(person, said)] += 1
        elif said and person.side == "group" and not person.is_here and "behind" in said.word:
            counts["left"] += person.double_of < 0
    return counts


def of(backing: Backing) -> dict[str, int]:
    return {name: getattr(backing, name) for name in PLACES}


# Properties ---------------------------------------------------------------------------------------


@given(histories())
def test_everybody_is_counted_once_and_in_the_right_place(history: History) -> None:
    carrying = computed(history)
    assert of(carrying.backing) == account(history)
    assert carrying.backing.named == sum(map(is_counted, history.people))


@given(histories())
def test_the_order_in_which_rows_are_loaded_does_not_matter(history: History) -> None:
    one, other = computed(history), computed(history, order=-1)
    assert one.backing == other.backing
    assert {c.pk for c in one.mandates} == {c.pk for c in other.mandates}


@given(histories())
def test_the_group_carries_it_by_the_rule_and_no_other(history: History) -> None:
    counts, carrying = account(history), computed(history)
    favour = counts["behind"] + counts["with_exception"] + counts["with_concern"]
    named = sum(map(is_counted, history.people))
    half = named > 0 and 2 * favour >= named
    assert carrying.by_group is (not counts["objecting"] and (half or history.group_decided))
    assert carrying.by_both is (carrying.by_group and carrying.by_municipality)


@given(histories())
@example(History((Person("municipality", speaks=True),), (Said(0, "behind", has_mandate=True),)))
def test_the_municipality_carries_it_by_somebody_who_may_say_so(history: History) -> None:
    words = last_words(history)
    saying = [
        n
        for n, person in enumerate(history.people)
        if person.is_here and person.side == "municipality" and person.speaks
        if n in words and words[n].by == n
        if words[n].word in ("behind", "behind_with_concern") and words[n].has_mandate
    ]
    carrying = computed(history)
    assert [m.by_id - 1 for m in sorted(carrying.mandates, key=lambda m: m.by_id)] == saying
    assert carrying.by_municipality is bool(saying)


@given(histories(), st.data())
def test_one_more_who_stands_behind_it_never_takes_the_group_away(
    history: History, data: st.DataObject
) -> None:
    counted = [n for n, person in enumerate(history.people) if is_counted(person)]
    if not counted:
        return
    more = Said(data.draw(st.sampled_from(counted)), Word.BEHIND, data.draw(st.booleans()))
    before, after = computed(history), computed(replace(history, said=(*history.said, more)))
    assert after.backing.in_favour >= before.backing.in_favour
    assert after.by_group or not before.by_group


@given(histories(), st.data())
def test_one_open_objection_of_somebody_here_holds_it_back(
    history: History, data: st.DataObject
) -> None:
    counted = [n for n, person in enumerate(history.people) if is_counted(person)]
    if not counted:
        return
    nay = Said(data.draw(st.sampled_from(counted)), Word.OBJECT)
    assert not computed(replace(history, said=(*history.said, nay))).by_group
    back = replace(nay, word="")
    taken_back = computed(replace(history, said=(*history.said, nay, back)))
    silent = tuple(s for s in history.said if s.by != nay.by)
    if all(person.double_of != nay.by for person in history.people):
        assert taken_back.backing == computed(replace(history, said=silent)).backing


@given(histories(), st.sampled_from([Side.GUIDE, Side.OTHER, Side.MUNICIPALITY]), WORDS)
def test_nobody_outside_the_group_changes_its_backing(
    history: History, side: Side, word: str
) -> None:
    people = (*history.people, Person(side))
    said = (*history.said, Said(len(history.people), word, has_mandate=True))
    assert computed(replace(history, people=people, said=said)).backing == computed(history).backing


@given(histories())
def test_what_the_sentence_says_is_what_was_counted(history: History) -> None:
    backing = computed(history).backing
    sentence = backing.sentence
    assert sentence
    if backing.named:
        assert sentence.startswith(f"{backing.in_favour} van de {backing.named} ")
    for n, words in (
        (backing.with_concern, f"{backing.with_concern} met een zorg"),
        (backing.with_exception, f"{backing.with_exception} op een onderdeel na"),
    ):
        assert (words in sentence) == bool(n and backing.named)


# The same, through the verbs ----------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "say", "say", "take back", "leave", "come back", "talk", "join"]),
        st.integers(0, 3),
        st.sampled_from(list(Word)),
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_no_row_of_verbs_breaks_the_count(cast: Cast, steps: list[tuple[str, int, Word]]) -> None:
    with transaction.atomic():
        version = three_clauses(cast)
        group = [cast.noor, cast.dex, make_participant(cast.club), make_participant(cast.club)]
        for step, n, word in steps:
            do(step, group, n, word, version, cast)
        carrying = carrying_of(version)
        here = cast.club.participants_on(timezone.localdate()).filter(side=Side.GROUP).count()
        assert carrying.backing.named == here
        rows = version.confirmations.exclude(word="")
        assert carrying.backing.in_favour + carrying.backing.left == sum(
            1 for row in rows if row.is_behind
        )
        one = list(version.confirmations.values_list("by", flat=True))
        assert len(one) == len(set(one)), "one row a person"
        transaction.set_rollback(True)


def do(
    step: str, group: list[Any], n: int, word: Word, version: AgreementVersion, cast: Cast
) -> None:
    person = group[n]
    try:
        if step == "say":
            say(version, person, word, text="" if word == Word.BEHIND else "Hierom.")
        elif step == "take back":
            Confirmation.take_back(version, by=person)
        elif step == "leave":
            person.leave(by=cast.samira)
        elif step == "come back":
            person.come_back(by=cast.samira)
        elif step == "join":
            group[n] = make_participant(cast.club)
        elif step == "talk":
            said = version.confirmations.get(by=person)
            for by in (cast.samira, cast.wouter):
                ObjectionTalk.note(said, by=by, talked_on=timezone.localdate(), because="Zo.")
    except (Refused, Confirmation.DoesNotExist):
        pass
