"""The group through time: names for who may read them, counts for everybody."""

from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.composition import load_composition, on_day
from initiatives.models import Headcount, Initiative, LadderStep, Period, Side
from initiatives.models.merging import merge
from initiatives.who import Who
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of


@pytest.fixture
def path(cast):
    return reverse("composition", args=[cast.club.pk])


def days_ago(n: int) -> date:
    return timezone.localdate() - timedelta(days=n)


def had(cast, name: str, *times: tuple[int, int | None]):
    """Somebody of the group who took part from … to … days ago."""
    person = make.make_participant(cast.club, name=name)
    person.periods.all().delete()
    for first, after in times:
        Period.objects.create(
            participant=person,
            started_on=days_ago(first),
            ended_on=None if after is None else days_ago(after),
            step=LadderStep.JOINER,
        )
    return person


def ask(client, path, day: date):
    return client.get(path, {"dag": day.isoformat()})


def test_group_and_guide_read_who_took_part_on_a_day(as_, cast, path):
    had(cast, "Zwaluwoud", (300, 100))
    for person in (cast.noor, cast.samira):
        then = text_of(ask(as_(person), path, days_ago(200)))
        assert "1 deed mee onder een naam." in then
        assert then.index("Zwaluwoud") < then.index("Wie deed wanneer mee?")
        assert as_(person).get(path).context["then"].group_count == 2


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_read_counts_and_no_name_nor_line(as_, cast, path, person):
    had(cast, "Zwaluwoud", (300, 100))
    client = as_(person and getattr(cast, person))
    response = ask(client, path, days_ago(200))
    assert "1 deed mee onder een naam." in text_of(response)
    assert response.context["found"].lines == []
    assert response.context["lines"] is None
    assert response.context["then"].named == []
    assert "Zwaluw" not in text_of(response)
    assert "Hoeveel deden er per maand mee?" in text_of(response)


def test_who_chose_to_be_named_is_named_and_the_others_are_counted(as_, cast, path):
    cast.noor.show_name(by=cast.noor, is_named=True)
    page = text_of(as_(cast.wouter).get(path))
    assert "Zwaluwnoor" in page
    assert "En 1 van wie hier geen naam staat." in page
    assert "Zwaluwdex" not in page


def test_the_opened_list_gives_the_lines_and_closed_takes_them(as_, cast, path):
    cast.club.open_names(by=cast.noor, is_open=True)
    assert "Wie deed wanneer mee?" in text_of(as_(cast.wouter).get(path))
    cast.club.open_names(by=cast.noor, is_open=False)
    assert "Wie deed wanneer mee?" not in text_of(as_(cast.wouter).get(path))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Vul een dag in."),
        ("gisteren", "Dit is geen dag."),
        ("2026-02-30", "Dit is geen dag."),
        ("1999-12-31", "Dat jaar kan niet kloppen."),
        ("2099-01-01", "Die dag moet nog komen."),
        *((text, "Dit is geen dag.") for text in NAUGHTY),
    ],
)
def test_a_day_that_cannot_be_gets_a_clear_sentence(as_, cast, path, day, sentence):
    response = as_(cast.noor).get(path, {"dag": day})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "<script>alert" not in text_of(response)
    assert "Hoeveel deden er per maand mee?" in text_of(response), "the rest of the page stays"


def test_outside_nobody_sees_it(as_, cast, path, client):
    assert as_(cast.gardener).get(path).status_code == 404
    for user in (cast.elsewhere, cast.manager):
        client.force_login(user)
        assert client.get(path).status_code == 403


def test_a_month_counts_who_took_part_on_one_of_its_days(cast):
    today = timezone.localdate()
    first = today.replace(day=1)
    last_month = (first - timedelta(days=1)).replace(day=1)
    Period.objects.all().delete()
    for started_on, ended_on in (
        (last_month, last_month + timedelta(days=1)),
        (last_month - timedelta(days=40), last_month),
        (first - timedelta(days=1), None),
    ):
        person = make.make_participant(cast.club)
        person.periods.update(started_on=started_on, ended_on=ended_on)
    counts = dict(load_composition(Who(cast.samira.user, []), cast.club).month_counts)
    assert counts[last_month] == 2
    assert counts[first] == 1


def test_a_gap_is_two_bars_and_a_new_step_is_not(as_, cast, path):
    had(cast, "Zwaluwgat", (200, 150), (100, None))
    step = had(cast, "Zwaluwstap", (200, None))
    step.change_step(LadderStep.DRIVER, by=step)
    lines = as_(cast.samira).get(path).context["lines"].lines
    bars = {line.person.name: len(line.bars) for line in lines}
    assert (bars["Zwaluwgat"], bars["Zwaluwstap"]) == (2, 1)


def test_a_double_is_one_person(cast):
    kept = had(cast, "Zwaluwkees", (100, None))
    double = had(cast, "Zwaluwkeesje", (200, None))
    merge(double, into=kept, by=cast.samira)
    who = Who(cast.samira.user, [])
    found = load_composition(who, cast.club)
    assert [line.person for line in found.lines].count(kept) == 1
    assert double not in [line.person for line in found.lines]
    assert on_day(who, cast.club, days_ago(50)).group_count == 1
    Period.objects.filter(participant__in=[cast.noor, cast.dex]).delete()
    assert on_day(who, cast.club, timezone.localdate()).group_count == 1


def test_who_faded_is_a_participant_without_a_name(as_, cast, path):
    person = had(cast, "Zwaluwweg", (100, 20))
    person.name = ""
    person.save()
    assert "een deelnemer" in text_of(as_(cast.samira).get(path))


class Table(HTMLParser):
    """The words of every cell of the tables."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._in = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._in = tag in ("td", "th")
        if self._in:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self._in:
            self.cells[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag not in ("td", "th")


def test_drawing_and_table_hold_the_same_figures(as_, cast, path):
    had(cast, "Zwaluwoud", (300, 100))
    Headcount.objects.create(initiative=cast.club, counted_on=days_ago(60), people=9)
    response = as_(cast.samira).get(path)
    table = Table()
    table.feed(text_of(response))
    cells = [cell.strip() for cell in table.cells]
    months, bars = response.context["found"].month_counts, response.context["months"].bars
    assert [bar.word for bar in bars] == [str(n) for _month, n in months]
    at = cells.index("Maand")
    assert cells[at + 3 : at + 2 + 2 * len(months) : 2] == [str(n) for _m, n in months][::-1]
    for line in response.context["found"].lines:
        assert line.person.name in cells
    assert "9" in cells[cells.index("Ongeveer") :]
    assert text_of(response).count("<title id=") == text_of(response).count("<desc id=") == 3


def fill(cast, people: int) -> None:
    for n in range(people):
        person = make.make_participant(cast.club, name=f"Naam {n:03}")
        person.periods.update(started_on=days_ago(1800), ended_on=days_ago(900 - n))
        Period.objects.create(participant=person, started_on=days_ago(400 + n % 9))


@pytest.mark.parametrize("people", [3, 200])
@pytest.mark.parametrize("person", ["noor", "samira", "wouter", "resident", None])
def test_eight_queries_with_any_number(
    as_, cast, path, person, people, django_assert_max_num_queries
):
    fill(cast, people)
    someone = person and getattr(cast, person)
    if person == "resident":
        someone = make.make_participant(cast.club, Side.GROUP, user=cast.resident)
    client = as_(someone)
    with django_assert_max_num_queries(8):
        response = client.get(path, {"dag": days_ago(1000).isoformat()})
    assert response.status_code == 200
    assert len(response.content) < 120_000


def test_five_years_and_25_people_stand_on_a_page_and_that_is_said(as_, cast, path):
    fill(cast, 60)
    had(cast, "Vroeger", (3000, 2900))
    guide = as_(cast.samira)
    response = guide.get(path)
    found = response.context["found"]
    assert len(found.months) == 60
    assert len(found.lines) == 25
    assert "Je ziet de laatste vijf jaar." in text_of(response)
    assert "Er staan er 25 op een bladzijde." in text_of(response)
    seen = [line.person.pk for line in found.lines]
    for number in (2, 3):
        seen += [p.person.pk for p in guide.get(path, {"page": number}).context["found"].lines]
    assert len(seen) == len(set(seen)) == 62


# With how many ----------------------------------------------------------------------------------


def test_the_number_of_the_card_is_kept_for_the_day(cast):
    for people in (14, 15):
        cast.club.change(by=cast.samira, headcount=people)
    cast.club.change(by=cast.samira, sentence="Iets anders.")
    count = Headcount.objects.get(initiative=cast.club)
    assert (count.people, count.counted_on, count.by) == (15, timezone.localdate(), cast.samira)
    cast.club.change(by=cast.samira, headcount=None)
    assert not Headcount.objects.filter(initiative=cast.club).exists()


def test_logging_an_initiative_keeps_its_number(cast):
    initiative = Initiative.log(by=cast.elsewhere, name="Straatfeest", headcount=30)
    assert Headcount.objects.get(initiative=initiative).people == 30


def test_it_is_drawn_for_everybody(as_, cast, path):
    Headcount.objects.create(initiative=cast.club, counted_on=days_ago(90), people=6)
    Headcount.objects.create(initiative=cast.club, counted_on=days_ago(30), people=12)
    for person in (cast.noor, cast.wouter, cast.police, None):
        response = as_(person).get(path)
        assert "Met hoeveel was de groep ongeveer?" in text_of(response)
        assert response.context["headcounts"].most == 12
