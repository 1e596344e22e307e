"""One question a screen: every button keeps what was typed, and nothing has to be said."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Clause, Commitment
from evaluations.models import Evaluation, LineLookBack, LookBack, LookBackText
from evaluations.models.look_back import NewerAnswer
from evaluations.steps import MOST_LINES, Kind, in_parts, steps_for
from initiatives.models import Event, Side
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.looking import answering, begin, page, send, texts
from tests.factories import line
from tests.overview.world import run, set_dates, signed_in
from tests.world_evaluations import make_evaluation


def lines_of(evaluation: Evaluation) -> list[Commitment]:
    return list(Commitment.objects.filter(clause__version=evaluation.version).order_by("pk"))


def test_the_order_is_the_same_for_both_sides_up_to_the_extra_ones() -> None:
    group, municipality = (steps_for(side, parts=2) for side in (Side.GROUP, Side.MUNICIPALITY))
    assert [step.slug for step in group.main] == [step.slug for step in municipality.main]
    assert group.count == 11
    kinds = [step.kind for step in group.main]
    assert kinds[:3] == [Kind.TEXT, Kind.LINES, Kind.LINES] and kinds[-1] is Kind.OUTCOME
    assert [step.number for step in group.main] == [1, 2, 2, *range(3, 12)]
    assert group.after(group.main[-1]) is None and group.before(group.extra[0]) is None
    assert group.after_lines().slug == "liep-niet"
    assert not [step for step in steps_for(Side.GROUP, parts=0).all if step.kind is Kind.LINES]


def test_many_lines_come_a_few_at_a_time_and_a_clause_stays_together() -> None:
    lines = [
        Commitment(pk=100 * clause + n, clause=Clause(pk=clause))
        for clause, many in enumerate((3, 5, 1, 12, 8, 2), 1)
        for n in range(many)
    ]
    parts = in_parts(lines)
    assert [len(part) for part in parts] == [8, 1, 12, 8, 2]
    assert [line for part in parts for line in part] == lines
    for part in parts:
        assert len(part) <= MOST_LINES or len({line.clause_id for line in part}) == 1


def test_a_look_back_from_the_first_screen_to_the_last(cast: Cast, client: Client) -> None:
    """As a phone does it, each answer and then the button."""
    evaluation = answering(cast)
    browser, told = cast.sit(client, cast.noor), Event.objects.count()
    there = browser.post(page(evaluation), {"how": "alleen"})["Location"]
    ours, theirs, _told = lines_of(evaluation)
    seen = []
    while there != page(evaluation):
        shown = browser.get(there).content.decode()
        slug = there.split("/")[-2]
        seen.append(slug)
        said: dict[str, Any] = {"then": "verder"}
        assert shown.count("Schrijf geen namen.") <= 1, slug
        if slug == "beloofd":
            assert "Zo is het nu" not in shown, "there is nothing to keep"
            said |= {f"regel-{ours.pk}": "kept", f"regel-{theirs.pk}": "not_kept"}
        elif slug == "hoe-vaak":
            said |= {"people_came": "30", "times_open": "12"}
        elif slug == "hoe-verder":
            said = {"outcome": "change"}
        elif slug == "liep-niet":
            assert "De olifant" in shown
            said |= {"text": "Iedereen dacht dat een ander belde.", "pattern": "elephant"}
        else:
            said |= {"text": f"Bij {slug}."}
        there = browser.post(there, said)["Location"]
    assert len(seen) == 11
    sheet = LookBack.objects.get()
    assert (sheet.outcome, sheet.people_came, sheet.times_open) == ("change", 30, 12)
    assert sheet.finished_on is not None
    assert dict(sheet.lines.values_list("line", "word")) == {
        ours.pk: "kept",
        theirs.pk: "not_kept",
    }
    assert sheet.texts.get(question="wrong").pattern == "elephant"
    assert texts(evaluation)["quote"] == "Bij zin-bovenaan."
    assert Event.objects.count() == told, "the timeline tells of no answer"


def test_everything_can_be_skipped(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    browser = cast.sit(client, cast.noor)
    there = browser.post(page(evaluation), {"how": "alleen"})["Location"]
    for _n in range(11):
        there = browser.post(there, {"then": "verder"})["Location"]
    assert there == page(evaluation)
    sheet = LookBack.objects.get()
    assert sheet.outcome == "" and sheet.finished_on is not None
    assert not LookBackText.objects.exists() and not LineLookBack.objects.exists()


def test_back_and_later_keep_what_was_typed(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    begin(evaluation, cast.noor)
    browser = cast.sit(client, cast.noor)
    response = send(browser, evaluation, "liep-niet", text="De lamp.", then="terug")
    assert response["Location"] == page(evaluation, "beloofd")
    response = send(browser, evaluation, "geeft-energie", text="De avonden.", then="later")
    assert response["Location"] == reverse("evaluation", args=[evaluation.pk])
    assert texts(evaluation) == {"wrong": "De lamp.", "gives": "De avonden."}
    assert "De avonden." in browser.get(page(evaluation, "geeft-energie")).content.decode()
    # The first screen has nothing before it; an answer can be taken away.
    send(browser, evaluation, "geeft-energie", text="", seen=LookBackText(text="De avonden.").mark)
    assert "gives" not in texts(evaluation)


def test_the_same_twice_is_once_and_another_screen_is_not_overwritten(
    cast: Cast, client: Client
) -> None:
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.noor)
    browser = cast.sit(client, cast.noor)
    for _n in range(2):
        assert send(browser, evaluation, "trots", text="De avonden.", seen="").status_code == 303
    assert LookBackText.objects.count() == 1
    response = send(browser, evaluation, "trots", text="Iets anders.", seen="")
    shown = response.content.decode()
    assert response.status_code == 409
    assert "De avonden." in shown and "Iets anders." in shown
    mark = LookBackText.objects.get().mark
    assert f'value="{mark}"' in shown
    assert send(browser, evaluation, "trots", text="Iets anders.", seen=mark).status_code == 303
    assert texts(evaluation) == {"proud": "Iets anders."}
    with pytest.raises(NewerAnswer):
        sheet.answer("proud", "", seen="")


def test_a_word_of_a_line_can_change_and_go(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.noor)
    ours, theirs, told = lines_of(evaluation)
    browser = cast.sit(client, cast.noor)
    assert "Toch niets zeggen" not in browser.get(page(evaluation, "beloofd")).content.decode()
    for word in ("kept", "under_way"):
        send(browser, evaluation, "beloofd", **{f"regel-{ours.pk}": word})
    assert dict(sheet.lines.values_list("line", "word")) == {ours.pk: "under_way"}
    assert "Toch niets zeggen" in browser.get(page(evaluation, "beloofd")).content.decode()
    send(browser, evaluation, "beloofd", **{f"regel-{ours.pk}": ""})
    assert not sheet.lines.exists()
    wrong = send(browser, evaluation, "beloofd", **{f"regel-{theirs.pk}": "nooit"})
    assert wrong.status_code == 422 and not sheet.lines.exists()
    for words in {told.pk: "kept"}, {ours.pk: "nooit"}, {987654321: "kept"}:
        with pytest.raises(Refused):
            sheet.say_of_lines(words)


def test_a_line_of_another_agreement_is_nothing_here(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    other = run(cast, line("Iets anders.", "group"), title="Tuin").clauses.get().commitments.get()
    sheet = begin(evaluation, cast.noor)
    send(cast.sit(client, cast.noor), evaluation, "beloofd", **{f"regel-{other.pk}": "kept"})
    assert not LineLookBack.objects.exists()
    with pytest.raises(Refused):
        sheet.say_of_lines({other.pk: "kept"})


WRONG: tuple[tuple[str, dict[str, str]], ...] = (
    ("trots", {"text": "a" * 501}),
    ("zin-bovenaan", {"text": "a" * 201}),
    ("trots", {"text": "Dank aan {@1}."}),
    ("liep-niet", {"text": "Mis.", "pattern": "eigen_patroon"}),
    ("hoe-vaak", {"people_came": "veel"}),
    ("hoe-vaak", {"times_open": "-1"}),
    ("hoe-vaak", {"people_came": "100001"}),
    ("hoe-verder", {"outcome": "oorlog"}),
    ("hoe-verder", {"outcome": "longer"}),
)


def test_what_does_not_fit_is_said_and_kept(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    begin(evaluation, cast.noor)
    browser = cast.sit(client, cast.noor)
    for slug, said in WRONG:
        response = send(browser, evaluation, slug, **said)
        assert response.status_code == 422, said
        shown = response.content.decode()
        assert 'role="alert"' in shown
        assert slug == "hoe-verder" or next(iter(said.values())) in shown
    assert not LookBackText.objects.exists() and not LookBack.objects.get().finished_on


def test_a_longer_trial_is_there_when_there_is_a_trial(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    set_dates(evaluation.version, trial_until=evaluation.due_on)
    begin(evaluation, cast.noor)
    browser = cast.sit(client, cast.noor)
    assert "Proef verlengen" in browser.get(page(evaluation, "hoe-verder")).content.decode()
    assert send(browser, evaluation, "hoe-verder", outcome="longer").status_code == 303


def test_after_the_end_nothing_is_written_and_what_was_typed_comes_back(
    cast: Cast, client: Client
) -> None:
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.noor)
    evaluation.gather(by=cast.wouter)
    browser = cast.sit(client, cast.noor)
    response = send(browser, evaluation, "trots", text="Nog net dit.")
    assert response.status_code == 409 and "Nog net dit." in response.content.decode()
    ours = lines_of(evaluation)[0]
    said = ({f"regel-{ours.pk}": "kept"}, {"people_came": "3"}, {"outcome": "stop"})
    for slug, late in zip(("beloofd", "hoe-vaak", "hoe-verder"), said, strict=True):
        assert send(browser, evaluation, slug, **late).status_code == 409
    sheet.refresh_from_db()
    assert (sheet.outcome, sheet.people_came) == ("", None)
    assert not LookBackText.objects.exists() and not LineLookBack.objects.exists()


def test_questions_of_the_other_side_and_strange_ones_are_not_there(cast: Cast) -> None:
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.wouter)
    official = signed_in(cast.wouter)
    for slug in ("wat-helpt", "beloofd-2", "iets-anders"):
        assert official.get(page(evaluation, slug)).status_code == 404
        assert send(official, evaluation, slug, text="Ja.").status_code == 404
    for question in ("helps_most", "anders"):
        with pytest.raises(Refused):
            sheet.answer(question, "Ja.")
    with pytest.raises(Refused):
        sheet.answer("wrong", "Ja.", "eigen_patroon")
    assert official.get(page(evaluation, "eigen-deel")).status_code == 200


def test_before_beginning_a_screen_leads_to_the_start(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    browser = cast.sit(client, cast.noor)
    assert browser.get(page(evaluation, "trots"))["Location"] == page(evaluation)
    assert not LookBack.objects.exists()
    # Sent all the same, it is not lost.
    send(browser, evaluation, "trots", text="De avonden.")
    assert texts(evaluation) == {"proud": "De avonden."}


def test_the_municipality_reads_no_nickname_in_a_line(cast: Cast) -> None:
    evaluation = answering(cast, line(f"Afsluiten doet {{@{cast.noor.pk}}}.", "group"))
    begin(evaluation, cast.wouter)
    shown = signed_in(cast.wouter).get(page(evaluation, "beloofd")).content.decode()
    assert "Zwaluwnoor" not in shown and "Afsluiten doet" in shown


def test_three_hundred_lines_ask_no_more_queries(cast: Cast, django_assert_max_num_queries) -> None:
    version = run(cast, *(line(f"Wij doen {n}.", "group") for n in range(3)))
    few = make_evaluation(version, cast.wouter)
    begin(few, cast.samira)
    guide = signed_in(cast.samira)
    with django_assert_max_num_queries(10):
        guide.get(page(few, "beloofd"))
    extra = [
        Clause(version=version, key=f"veel-{n}", heading=f"Veel {n}?", position=n + 2)
        for n in range(30)
    ]
    Clause.objects.bulk_create(extra)
    Commitment.objects.bulk_create(
        Commitment(clause=clause, key=f"{clause.key}-{m}", position=m, party="group", text="Ja.")
        for clause in Clause.objects.filter(version=version, key__startswith="veel-")
        for m in range(10)
    )
    with django_assert_max_num_queries(10):
        shown = guide.get(page(few, "beloofd-4")).content.decode()
    assert "deel 4 van 31" in shown and page(few, "liep-niet") in shown
    assert len(shown.encode()) < 40_000
    for url in (page(few), reverse("evaluation", args=[few.pk])):
        with django_assert_max_num_queries(10):
            guide.get(url)
