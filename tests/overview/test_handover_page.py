"""What somebody who is new reads in two minutes, and notes for the next one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import (
    Commitment,
    CommitmentUpdate,
    Confirmation,
    OpenPoint,
    OtherView,
    PointUpdate,
)
from agreements.states import ProgressState, Status, Word
from initiatives.models import (
    DutyKind,
    Event,
    Handover,
    HandoverNote,
    JoinRequest,
    Partner,
    Side,
)
from tests.factories import add_clause, line, make_agreement, make_participant, make_user
from tests.initiatives.conftest import NAUGHTY, text_of
from tests.world_makers import take_effect


@pytest.fixture
def path(cast):
    return reverse("handover_page", args=[cast.club.pk])


def agree(cast, lines: int = 1, title: str = "Afspraak over de kelder"):
    today = timezone.localdate()
    version = make_agreement(cast.club, by=cast.wouter, title=title)
    add_clause(
        version,
        f"Wie doet wat bij {title}?",
        *(
            line(f"Wij vegen de vloer, {n}.", "group", due_on=today + timedelta(days=9))
            for n in range(lines)
        ),
        *(
            line(
                f"De gemeente hangt lampen op, {n}.",
                "municipality",
                kind="promise",
                due_on=today,
                reservation="het weer",
            )
            for n in range(lines)
        ),
        line(f"{{@{cast.noor.pk}}} opent.", "group"),
    )
    OpenPoint.add(version, what="Mag de tuin erbij?", party="municipality")
    version.propose(by=cast.wouter)
    return take_effect(version, cast.wouter)


def make_late(version) -> None:
    ago = timezone.localdate() - timedelta(days=3)
    for clause in version.clauses.all():
        clause.commitments.filter(party="municipality").update(due_on=ago)


def test_purpose_promises_and_days_of_what_holds(as_, cast, path):
    version = agree(cast)
    for person in (cast.wouter, cast.samira, cast.noor, cast.police, None):
        page = text_of(as_(person).get(path))
        for words in (
            "Afspraak over de kelder",
            "Wij willen samen een eigen plek.",
            "Wij vegen de vloer, 0.",
            "De gemeente hangt lampen op, 0.",
            "onder voorbehoud van het weer",
            "Mag de tuin erbij?",
            "samen terugkijken",
        ):
            assert words in page, words
    assert version.purpose


def test_what_is_late_or_stuck_stands_apart_and_goes_when_it_is_done(as_, cast, path):
    version = agree(cast)
    assert "Hier is aandacht nodig" not in text_of(as_(cast.wouter).get(path))
    make_late(version)
    page = text_of(as_(cast.wouter).get(path))
    assert page.index("Hier is aandacht nodig") < page.index("De gemeente hangt lampen op, 0.")
    assert "te laat" in page
    assert page.count("De gemeente hangt lampen op, 0.") == 1, "not said twice"
    late = version.clauses.all()[2].commitments.get(party="municipality")
    CommitmentUpdate.objects.create(commitment=late, by=cast.wouter, state=ProgressState.DONE)
    assert "Hier is aandacht nodig" not in text_of(as_(cast.wouter).get(path))


def test_what_the_other_side_sees_otherwise_is_not_kept(as_, cast, path):
    version = agree(cast)
    lamps = Commitment.objects.get(clause__version=version, text__startswith="De gemeente hangt")
    said = CommitmentUpdate.say(lamps, by=cast.wouter, state=ProgressState.DONE)
    assert "1 nagekomen" in text_of(as_(cast.noor).get(path))
    OtherView.say(said, by=cast.noor, agrees=False, text="Er hangt er één.")
    page = text_of(as_(cast.noor).get(path))
    assert "nagekomen" not in page
    attention = page.split("Hier is aandacht nodig")[1].split("Wat is er beloofd?")[0]
    assert "De gemeente hangt lampen op, 0." in attention and "verschillend gezien" in attention


def test_a_point_that_was_found_out_stays_found_in_a_renewed_text(as_, cast, path):
    version = agree(cast)
    point = version.open_points.get()
    PointUpdate.say(point, by=cast.wouter, state=ProgressState.DONE, text="Ja, dat mag.")
    assert "Mag de tuin erbij?" not in text_of(as_(cast.noor).get(path))
    back, ends = (timezone.localdate() + timedelta(days=days) for days in (30, 200))
    renewed = version.agreement.renew(version, by=cast.wouter, look_back_on=back, ends_on=ends)
    take_effect(renewed, cast.wouter)
    assert "Mag de tuin erbij?" not in text_of(as_(cast.noor).get(path))
    # The last word counts.
    now = OpenPoint.objects.get(version__status=Status.IN_EFFECT)
    again = timezone.localdate() + timedelta(days=7)
    PointUpdate.say(
        now, by=cast.wouter, state=ProgressState.NO_NEWS, text="Toch niet.", look_again_on=again
    )
    assert "Mag de tuin erbij?" in text_of(as_(cast.noor).get(path))


def test_risks_are_what_people_who_are_here_object_to_or_worry_about(as_, cast, path):
    version = agree(cast)
    Confirmation.say(version, by=cast.dex, word=Word.BEHIND_WITH_CONCERN, text="Te druk.")
    Confirmation.say(version, by=cast.noor, word=Word.OBJECT, text="Te vroeg dicht.")
    page = text_of(as_(cast.wouter).get(path))
    assert page.index("Te vroeg dicht.") < page.index("Te druk.")
    assert "iemand van de groep" in page
    cast.noor.leave(by=cast.noor)
    page = text_of(as_(cast.wouter).get(path))
    assert "Te vroeg dicht." not in page, "that of somebody who left blocks nothing any more"


def test_where_everybody_goes_first_nobody_reads_before_their_own_word(as_, cast, path):
    version = agree(cast)
    Confirmation.say(version, by=cast.dex, word=Word.BEHIND_WITH_CONCERN, text="Te druk.")
    type(version.agreement).objects.update(own_word_first=True)
    for person, reads in (
        (cast.noor, False),
        (None, False),
        (cast.dex, True),
        (cast.wouter, True),
        (cast.samira, True),
    ):
        assert ("Te druk." in text_of(as_(person).get(path))) == reads
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    assert "Te druk." in text_of(as_(cast.noor).get(path))


def test_who_is_who_and_who_knows_whom(as_, cast, path):
    els = make_user("Els Timmerhuis", "policy_officer")
    asked = JoinRequest.ask(cast.club, user=els, side=Side.MUNICIPALITY, sentence="Ik help.")
    asked.let_in(by=cast.samira)
    for name, knows in (("De school", cast.wouter), ("De huisbaas", cast.noor), ("De kerk", None)):
        Partner.add(cast.club, by=cast.wouter, name=name, kind="other", role="", known_by=knows)
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=cast.samira)
    page = text_of(as_(cast.wouter).get(path))
    for words in ("vast gezicht", "toegelaten door Samira Bakali", "De school", "sleutelhouder"):
        assert words in page
    assert "Niemand van ons kent al iemand bij: De kerk" in page
    assert "Zwaluw" not in page
    assert "Zwaluwnoor" in text_of(as_(cast.dex).get(path))


def test_the_last_handover_and_the_notes(as_, cast, path):
    tim = make_participant(cast.club, Side.MUNICIPALITY, "Tim Nieuwhuis")
    Handover.write(
        cast.wouter, by=cast.wouter, arriving=tim, note="Let op de\n\nlampen.", leaves=True
    )
    HandoverNote.leave(cast.club, by=cast.dex, text="Bel eerst het buurthuis.")
    for person in (tim, cast.noor, None):
        page = text_of(as_(person).get(path))
        assert "Overdracht van Wouter de Graaf (gemeente)" in page
        assert "lampen." in page
        assert "Bel eerst het buurthuis." in page
    Handover.objects.get().hide(by=tim, because="Er stond een naam in.")
    page = text_of(as_(cast.noor).get(path))
    assert "lampen." not in page
    assert "Deze overdracht is verborgen." in page


def test_what_comes_is_in_the_order_of_the_days(as_, cast, path):
    agree(cast)
    soon = timezone.localdate() + timedelta(days=2)
    Partner.add(
        cast.club, by=cast.wouter, name="Vastgoed", kind="inside", role="",
        decides="Het slot.", decides_before=soon,
    )  # fmt: skip
    page = text_of(as_(cast.wouter).get(path))
    ahead = page[page.index("Wat komt eraan?") :]
    assert ahead.index("Vastgoed: Het slot.") < ahead.index("samen terugkijken")


def test_empty_it_says_what_is_not_there_yet(as_, cast, path):
    page = text_of(as_(cast.noor).get(path))
    for words in (
        "Er geldt nog geen afspraak.",
        "Nog niemand schreef iets op voor wie nieuw is.",
        "Er staat nog geen dag vast.",
    ):
        assert words in page


def test_a_text_without_any_line_is_there_too(as_, cast, path):
    version = agree(cast)
    for clause in version.clauses.all():
        clause.commitments.all().delete()
    assert "Wij willen samen een eigen plek." in text_of(as_(cast.noor).get(path))


def test_ten_queries_with_ten_and_with_three_hundred_lines(as_, cast, path):
    for person in (cast.noor, cast.wouter, None):
        browser, counted = as_(person), []
        for many in (5, 150):
            version = agree(cast, lines=many, title=f"Afspraak {many} {person and person.pk}")
            make_late(version)
            for n in range(many // 5):
                HandoverNote.leave(cast.club, by=cast.dex, text=f"Notitie {n} {person and 1}")
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            counted.append(len(queries))
        assert counted[0] == counted[1] <= 10, counted


def test_strangers_get_404(as_, cast, path, client):
    assert as_(cast.gardener).get(path).status_code == 404
    client.force_login(cast.elsewhere)
    assert client.get(path).status_code == 404


# Notes ------------------------------------------------------------------------------------------


@pytest.fixture
def leave(cast):
    return reverse("leave_handover_note", args=[cast.club.pk])


@pytest.mark.parametrize("person", ["noor", "samira", "wouter", "police"])
def test_everybody_who_takes_part_leaves_a_note(as_, cast, path, leave, person):
    browser = as_(getattr(cast, person))
    for _ in range(2):
        answer = browser.post(leave, {"text": "Bel eerst het buurthuis."})
        assert answer.status_code == 303
    note = HandoverNote.objects.get()
    assert answer.headers["Location"] == f"{path}#notitie-{note.pk}"
    assert Event.objects.filter(verb="handover_note_left", by=note.by).count() == 1


def test_a_name_of_the_group_is_for_whom_the_writer_chose(as_, cast, path, leave):
    as_(cast.dex).post(leave, {"text": "Zonder naam."})
    page = text_of(as_(cast.wouter).get(path))
    assert "Zwaluw" not in page
    as_(cast.dex).post(leave, {"text": "Met naam.", "is_signed": "on"})
    for where in (path, reverse("timeline", args=[cast.club.pk])):
        assert "Zwaluwdex" in text_of(as_(cast.wouter).get(where))


def test_a_reader_and_a_stranger_leave_none(as_, cast, leave):
    assert as_(None).post(leave, {"text": "Hoi."}).status_code == 403
    assert as_(cast.gardener).post(leave, {"text": "Hoi."}).status_code == 404
    assert not HandoverNote.objects.exists()


@pytest.mark.parametrize("text", ["", " ", "x" * 1001, *NAUGHTY])
def test_what_cannot_be_kept_says_so_with_the_text(as_, cast, leave, text):
    answer = as_(cast.samira).post(leave, {"text": text}, follow=True)
    assert answer.status_code in (200, 422)
    if text in ("", " ", "x" * 1001):
        assert answer.status_code == 422


def test_a_hidden_note_reaches_nobody_and_comes_back(as_, cast, path):
    note = HandoverNote.leave(cast.club, by=cast.dex, text="Geheim adres.")
    hide = reverse("hide_text", args=["notitie", note.pk])
    report = reverse("report_text", args=["notitie", note.pk])
    assert as_(cast.wouter).get(hide).status_code == 403, "the other side reports it"
    assert as_(cast.wouter).post(report, {"because": "Privé."}).status_code == 302
    assert as_(cast.noor).post(hide, {"because": "Privé."}).headers["Location"].startswith(path)
    for person in (cast.wouter, cast.noor, None):
        page = text_of(as_(person).get(path))
        assert "Geheim adres." not in page
        assert "omdat: Privé." in page
    as_(cast.noor).post(reverse("show_text", args=["notitie", note.pk]))
    assert "Geheim adres." in text_of(as_(cast.wouter).get(path))


def test_notes_come_in_pages(as_, cast, path):
    for n in range(12):
        HandoverNote.leave(cast.club, by=cast.dex, text=f"Notitie {n}.")
    page = text_of(as_(cast.noor).get(path))
    assert "Notitie 11." in page
    assert "Notitie 6." not in page
    assert "Notitie 6." in text_of(as_(cast.noor).get(f"{path}?page=2"))
