"""What both sides said, side by side: the page of a look-back of which answering is over."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Evaluation, LookBack, TrustCheck, TrustText
from evaluations.publishing import KEYS, Published, PublishedItem
from evaluations.states import Mode, State
from evaluations.together import Result, load_result
from evaluations.trend import Trend
from initiatives.models import Participant, Side
from tests.conftest import Cast
from tests.evaluations import looked
from tests.evaluations.looked import BUSY, KEPT, NOT_KEPT
from tests.factories import add_clause, line, make_agreement, make_participant
from tests.overview import world
from tests.world_evaluations import make_evaluation


def page(client: Client, evaluation: Evaluation) -> str:
    response = client.get(reverse("evaluation", args=[evaluation.pk]))
    assert response.status_code == 200
    return str(response.content.decode())


def result_of(evaluation: Evaluation, person: Participant) -> Result:
    return load_result(evaluation, world.who_is(person))


# Lines -----------------------------------------------------------------------------------------


def test_each_line_says_what_both_sides_said(cast: Cast) -> None:
    evaluation = looked.over(cast)
    result = result_of(evaluation, cast.samira)
    tidy, lamp, talk = result.clauses[0].lines
    assert (tidy.said_by_all and tidy.said_by_all.label, tidy.differs) == ("gelukt", False)
    assert lamp.differs and lamp.said_by_all is None
    assert (lamp.group.label, lamp.municipality.label) == ("niet gelukt", "gelukt")
    assert talk.group.label == "verdeeld" and talk.group.spread == "1 gelukt, 1 bezig"
    assert not talk.municipality.counts and talk.said_by_all == talk.group
    assert [(t.label, t.n) for t in result.tally] == [
        ("verschillend gezien", 1),
        ("gelukt", 1),
        ("verdeeld", 1),
    ]
    assert result.of_clause(result.clauses[0].key) is result.clauses[0]
    assert result.of_clause("nooit") is None
    text = page(world.signed_in(cast.wouter), evaluation)
    assert "niet gelukt" in text and "verdeeld" in text
    assert "samen ingevuld door ongeveer 7" in text


def test_what_is_only_told_is_nothing_to_look_back_on(cast: Cast) -> None:
    told = line("De kelder is van 1931.", "municipality", kind="information")
    held = line("Er komt een lamp.", "municipality", kind="promise", reservation="geld van de raad")
    version = world.run(cast, told, held)
    evaluation = make_evaluation(version, cast.wouter, state=State.TALKING)
    (only,) = result_of(evaluation, cast.samira).lines
    assert only.text.startswith("Er komt een lamp.") and "geld van de raad" in only.text


def test_many_lines_are_folded_per_clause(cast: Cast) -> None:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(7):
        add_clause(version, f"Vraag {n}?", line(f"Samen {n}."), line(f"Wij {n}.", "group"))
    version.propose(by=cast.wouter)
    world.carry(cast, version)
    version.take_effect(by=cast.wouter)
    evaluation = looked.answering(cast, version)
    looked.fill_in(evaluation, cast.noor, (KEPT, NOT_KEPT))
    evaluation.gather(by=cast.noor)
    assert result_of(evaluation, cast.noor).is_folded
    text = page(world.signed_in(cast.wouter), evaluation)
    assert text.count('<details class="fold"><summary>Vraag') == 7
    assert "12 niets over gezegd" in text


# Who reads what --------------------------------------------------------------------------------


def test_no_answer_has_a_name_beside_it_for_nobody(cast: Cast, client: Client) -> None:
    evaluation = looked.over(cast)
    looks = [
        world.signed_in(cast.samira),
        world.signed_in(cast.wouter),
        world.signed_in(cast.police),
        cast.sit(Client(), cast.noor),
        cast.read(Client()),
    ]
    for browser in looks:
        text = page(browser, evaluation)
        main = text[text.index("<main") : text.index("</main>")]
        assert "De avonden." in main and "Dat jullie bleven." in main
        for name in ("Zwaluw", "Wouter", "Samira"):
            assert name not in main
    assert client.get(reverse("evaluation", args=[evaluation.pk])).status_code in (302, 404)


def test_nothing_is_read_while_people_answer(cast: Cast) -> None:
    evaluation = looked.answering(cast)
    looked.fill_in(evaluation, cast.noor, (NOT_KEPT,), proud="De avonden.")
    reader = world.signed_in(cast.wouter)
    assert "De avonden." not in page(reader, evaluation)
    for name in ("print_evaluation", "put_on_agenda"):
        assert reader.get(reverse(name, args=[evaluation.pk])).status_code == 404
    words = reverse("look_back_words", args=[evaluation.pk, "trots"])
    assert reader.get(words).status_code == 404


def test_what_a_guide_fills_in_cannot_be_told_from_the_group(cast: Cast) -> None:
    evaluation = looked.answering(cast)
    looked.fill_in(evaluation, cast.noor, proud="Van de groep.")
    looked.fill_in(evaluation, cast.samira, proud="Van de begeleiding.")
    evaluation.gather(by=cast.wouter)
    one, other = looked.texts_of(evaluation)
    assert one.of_side == other.of_side == Side.GROUP
    for browser in (cast.sit(Client(), cast.dex), world.signed_in(cast.wouter)):
        text = page(browser, evaluation)
        menus = [re.search(rf"/(\w+)-?\w*/terugblik/{t.pk}/", text) for t in (one, other)]
        hides = [text.count(reverse("hide_text", args=["terugblik", t.pk])) for t in (one, other)]
        assert hides[0] == hides[1] and len(menus) == 2


def test_answers_lose_the_order_in_which_they_were_given(cast: Cast) -> None:
    """The numbers of the answers stand in the page. Drawn anew they say nothing."""
    evaluation = looked.answering(cast)
    looked.crowd(cast, evaluation, 12, proud="A", gives="B", costs="C")
    before = [(text.pk, text.text) for text in looked.texts_of(evaluation)]
    evaluation.gather(by=cast.wouter)
    after = {text.text: text.pk for text in looked.texts_of(evaluation)}
    assert sorted(after) == sorted(text for _pk, text in before)
    in_order = sorted(after, key=lambda text: after[text])
    assert in_order != [text for _pk, text in sorted(before)]
    neighbours = sum(one.split()[1] == other.split()[1] for one, other in pairwise(in_order))
    assert neighbours < 24, "as they were given, 24 of these 35 belong to one person"


def test_a_hidden_text_reaches_nobody(cast: Cast) -> None:
    evaluation = looked.over(cast)
    for text in looked.texts_of(evaluation):
        text.hide(by=cast.samira, because="Er staat een naam in.")
    shown = page(world.signed_in(cast.wouter), evaluation)
    for words in ("De avonden.", "Het is van ons.", "Dat jullie bleven.", "Het was donker."):
        assert words not in shown
    assert "Er staat een naam in." in shown
    assert result_of(evaluation, cast.wouter).quote is None
    on_paper = world.signed_in(cast.wouter).get(reverse("print_evaluation", args=[evaluation.pk]))
    assert "De avonden." not in on_paper.content.decode()


def test_the_quote_of_the_group_stands_on_top(cast: Cast) -> None:
    evaluation = looked.answering(cast)
    looked.fill_in(evaluation, cast.wouter, quote="Van de gemeente.")
    looked.fill_in(evaluation, cast.noor, quote="Sinds de sleutel is het van ons.")
    evaluation.gather(by=cast.noor)
    result = result_of(evaluation, cast.wouter)
    assert result.quote is not None and result.quote.text == "Sinds de sleutel is het van ons."
    shown = page(world.signed_in(cast.wouter), evaluation)
    assert shown.index("Sinds de sleutel is het van ons.") < shown.index("<h1>")


# Trust -----------------------------------------------------------------------------------------


def test_the_biggest_difference_stands_first(cast: Cast) -> None:
    evaluation = looked.over(cast)
    rows = result_of(evaluation, cast.noor).trust.rows
    assert rows[0].key == "dare" and rows[0].looks_different
    assert rows[-1].key == "keeps" and not rows[-1].looks_different
    assert (rows[0].group.figure, rows[0].municipality.figure) == (2.0, 4.0)
    differences = [row.difference for row in rows]
    assert differences == sorted(differences, reverse=True)
    text = page(world.signed_in(cast.wouter), evaluation)
    assert "9 van de groep" in text and "gemeente, open ingevuld" in text
    assert "beheer en wijkteam" in text
    assert text.count("hier kijken jullie verschillend naar") == sum(
        row.looks_different for row in rows
    )
    assert "style=" not in text and 'href="#hoe-verder"' in text


@pytest.mark.parametrize(
    ("group", "answers", "says", "never"),
    [
        (4, 0, "kaartjes om op tafel te leggen", "van de groep</span>"),
        (6, 4, "kwamen minder dan 5 antwoorden", "bijna iedereen"),
        (6, 6, "bijna iedereen", "kwamen minder dan"),
        (6, 50, "Van de groep kwamen 50 antwoorden, terwijl er 6 gevraagd waren.", "kaartjes"),
        (9, 9, "4,0", "terwijl er"),
    ],
)
def test_what_is_shown_and_why_not(
    cast: Cast, group: int, answers: int, says: str, never: str
) -> None:
    evaluation = make_evaluation(world.run(cast), cast.wouter, group=group, municipality=3)
    looked.trust(evaluation, [4] * answers, None)
    evaluation.gather(by=cast.noor)
    for browser in (world.signed_in(cast.wouter), cast.read(Client())):
        text = page(browser, evaluation)
        assert says in text and never not in text
        assert "De gemeente vulde dit niet in." in text
        assert ("1 = helemaal niet" in text) == (answers == 9), "words have no scale of figures"


def test_what_is_still_needed_stands_there_and_can_be_hidden(cast: Cast) -> None:
    evaluation = make_evaluation(world.run(cast), cast.wouter, group=9)
    check = evaluation.trust.get(side="group")
    for n in range(8):
        check.add_answer(dict.fromkeys(KEYS, 4), "Meer licht bij de deur." if n == 3 else "")
    evaluation.gather(by=cast.noor)
    need = TrustText.objects.get()
    text = page(world.signed_in(cast.samira), evaluation)
    assert f'id="nodig-{need.pk}"' in text and "Meer licht bij de deur." in text
    assert reverse("hide_text", args=["nodig", need.pk]) in text
    need.hide(by=cast.samira, because="Te persoonlijk.")
    text = page(world.signed_in(cast.wouter), evaluation)
    assert "Meer licht bij de deur." not in text and "Te persoonlijk." in text


# Over the rounds -------------------------------------------------------------------------------


def shown_round(evaluation: Evaluation, side: str, figure: float) -> TrustCheck:
    items = tuple(PublishedItem(key, figure=figure) for key in KEYS)
    published = Published(Mode.COUNTS, 9, items)
    return TrustCheck(
        evaluation=evaluation, side=side, invited=9, mode=Mode.COUNTS, result=published.as_json()
    )


def rounds(cast: Cast, n: int) -> list[Evaluation]:
    """`n` look-backs of one agreement, all closed, a quarter after each other."""
    version = world.run(cast)
    made = []
    for number in range(1, n + 1):
        at = timezone.localtime() - timedelta(days=91 * (n - number))
        made.append(
            Evaluation.objects.create(
                agreement=version.agreement,
                version=version,
                number=number,
                due_on=at.date(),
                opened_by=cast.wouter,
                opened_at=at,
                gathered_at=at,
                closed_at=at,
                state=State.CLOSED,
            )
        )
    return made


def test_a_trend_shows_only_rounds_in_which_a_side_was_shown(cast: Cast) -> None:
    one, two, three = rounds(cast, 3)
    nothing = TrustCheck(
        evaluation=two,
        side=Side.GROUP,
        invited=4,
        mode=Mode.CARDS,
        result=Published(Mode.CARDS).as_json(),
    )
    checks = [
        shown_round(one, Side.GROUP, 2.0),
        nothing,
        shown_round(two, Side.MUNICIPALITY, 5.0),
        shown_round(three, Side.GROUP, 1.0),
        shown_round(three, Side.MUNICIPALITY, 4.0),
    ]
    trend = Trend(checks)
    assert trend.is_shown and [r.number for r in trend.rounds] == [1, 2, 3]
    first = trend.items[0]
    assert [dot.x for dot in first.group] == ["3.0%", "97.0%"]
    assert first.group_lines == [], "a round in between was not shown: nothing joins them"
    assert [dot.y for dot in first.municipality] == [10.0, 23.0]
    assert len(first.municipality_lines) == 1
    assert [side for side, _said in trend.rounds[1].rows] == [Side.MUNICIPALITY]
    assert not Trend(checks[:2]).is_shown


def test_the_page_shows_forty_rounds_of_this_agreement_and_none_after_this_one(
    cast: Cast,
) -> None:
    made = rounds(cast, 41)
    TrustCheck.objects.bulk_create(
        shown_round(evaluation, side, 3.0)
        for evaluation in made
        for side in (Side.GROUP, Side.MUNICIPALITY)
    )
    reader = world.signed_in(cast.wouter)
    text = page(reader, made[-1])
    assert "Hoe ging dat eerder?" in text
    assert text.count("<circle") == 5 * 40, "one for each sentence and round"
    assert page(reader, made[9]).count("<circle") == 5 * 10
    assert "Hoe ging dat eerder?" not in page(reader, made[0])


# Empty, and large ------------------------------------------------------------------------------


def test_a_look_back_in_which_nobody_said_anything(cast: Cast) -> None:
    evaluation = make_evaluation(world.run(cast), cast.wouter, group=4)
    evaluation.gather(by=cast.noor)
    assert result_of(evaluation, cast.noor).is_empty
    text = page(world.signed_in(cast.wouter), evaluation)
    assert "Niemand schreef iets op." in text and "niets over gezegd" in text


def test_patterns_numbers_and_how_people_want_to_go_on(cast: Cast) -> None:
    evaluation = looked.answering(cast)
    sheet = looked.fill_in(evaluation, cast.noor, outcome="go_on")
    sheet.answer("wrong", "Niemand belde.", "empty_seat")
    sheet.say_numbers(people_came=12, times_open=8)
    looked.fill_in(evaluation, cast.dex, outcome="go_on").say_numbers(
        people_came=20, times_open=None
    )
    looked.fill_in(evaluation, cast.wouter, outcome="pause").answer("wrong", "", "empty_seat")
    evaluation.gather(by=cast.noor)
    result = result_of(evaluation, cast.wouter)
    assert [(p.pattern.key, p.group, p.municipality) for p in result.patterns] == [
        ("empty_seat", 1, 1)
    ]
    assert [(n.least, n.most) for n in result.numbers] == [(12, 20), (8, 8)]
    group, municipality = result.sheets
    assert group.outcomes == [("doorgaan", 2)] and municipality.outcomes == [("even pauze", 1)]
    text = page(world.signed_in(cast.wouter), evaluation)
    assert "12 tot 20" in text and "De lege plek aan tafel" in text and "doorgaan (2 keer)" in text


def test_as_many_queries_with_ten_times_as_much(cast: Cast) -> None:
    def queries(browser: Client, evaluation: Evaluation) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            page(browser, evaluation)
        return len(found)

    few = looked.over(cast)
    many = looked.answering(cast, _long_text(cast, 30))
    looked.crowd(cast, many, 8, proud="Trots", wrong="Mis", quote="Zin")
    looked.fill_in(many, cast.wouter, (KEPT, NOT_KEPT, BUSY) * 10, learned="Luisteren.")
    looked.trust(many, [3] * 12, {"dare": 5})
    many.gather(by=cast.noor)
    for text in looked.texts_of(many)[:9]:
        text.hide(by=cast.samira, because="Zo maar.")
    for make in (
        lambda: world.signed_in(cast.wouter),
        lambda: cast.sit(Client(), make_participant(cast.club, name="Zwaluwlast")),
        lambda: cast.read(Client()),
    ):
        browser = make()
        counted = [queries(browser, few), queries(browser, many)]
        assert counted[0] == counted[1] <= 10, counted


def _long_text(cast: Cast, n: int):
    version = make_agreement(cast.club, by=cast.wouter, title="Lang", clauses=0)
    for clause in range(n // 3):
        add_clause(
            version,
            f"Vraag {clause}?",
            line("Samen."),
            line(f"Wij met {{@{cast.noor.pk}}}.", "group"),
            line("Zij.", "municipality", kind="promise"),
        )
    version.propose(by=cast.wouter)
    world.carry(cast, version)
    version.take_effect(by=cast.wouter)
    return version


def test_who_a_line_names_is_read_only_by_whom_it_is_for(cast: Cast) -> None:
    evaluation = looked.answering(cast, _long_text(cast, 3))
    evaluation.gather(by=cast.noor)
    assert "Zwaluwnoor" in page(world.signed_in(cast.samira), evaluation)
    assert "Zwaluwnoor" not in page(world.signed_in(cast.wouter), evaluation)
    printed = reverse("print_evaluation", args=[evaluation.pk])
    assert "Zwaluwnoor" not in world.signed_in(cast.samira).get(printed).content.decode()


def test_nobody_reads_of_another_initiative(cast: Cast) -> None:
    evaluation = looked.over(cast)
    for person in (cast.elsewhere, cast.resident, cast.gardener):
        if getattr(person, "user", person) is None:
            continue
        browser = world.signed_in(person)
        for name in ("evaluation", "print_evaluation", "put_on_agenda"):
            assert browser.get(reverse(name, args=[evaluation.pk])).status_code == 404
    assert LookBack.objects.count() == 3
