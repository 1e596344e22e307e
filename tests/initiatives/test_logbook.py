"""The logbook: who reads which line, and writing one."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Circle, Event, LogLine, Participant, ShareLink, Side, merging
from initiatives.states import Refused
from tests import access_world as w
from tests.conftest import Cast
from tests.factories import make_log_line, make_participant

OWN, SIDE, SHARED = Circle.OWN, Circle.SIDE, Circle.SHARED

# Who reads what somebody of a side wrote for that side. Written by hand, as domain.md has it.
READS_SIDE = {
    Side.GROUP: {w.SEAT, w.PERSONAL, w.MEMBER, w.READ_ONLY},
    Side.GUIDE: {w.GUIDE},
    Side.MUNICIPALITY: {w.OFFICIAL, w.MANAGER_IN},
    Side.OTHER: {w.OTHER},
}


def page_of(cast: Cast) -> str:
    return reverse("logbook", args=[cast.club.pk])


def data(text: str = "Even langs geweest.", **more: Any) -> dict[str, Any]:
    return {"text": text, "once": str(uuid.uuid4()), **more}


@pytest.mark.parametrize("side", list(Side))
def test_the_circles_on_every_page(side: Side, cast: Cast) -> None:
    """Writer's side, circle and reader: each text is on no page of who may not read it."""
    people = w.People(cast)
    writer = make_participant(cast.club, side, "Schrijver")
    lines = {
        circle: make_log_line(writer, f"MERK-{circle.upper()}", circle=circle) for circle in Circle
    }
    wrong = []
    for kind in w.KINDS:
        meant = {
            OWN: False,
            SIDE: kind in READS_SIDE[side],
            SHARED: kind in w.READS,
        }
        client = people.browser(kind)
        pages = [reverse(name, args=[cast.club.pk]) for name in ("logbook", "initiative",
                 "group_page", "timeline", "people")]  # fmt: skip
        pages += [reverse("start"), reverse("log_contact")]
        pages += [
            reverse(name, args=[line.pk])
            for name in ("log_line", "edit_log_line", "share_log_line")
            for line in lines.values()
        ]
        seen = ""
        for path in pages:
            for headers in ({}, {"HX-Request": "true"}):
                seen += client.get(path, headers=headers, follow=True).content.decode()
        for circle, is_meant in meant.items():
            if (f"MERK-{circle.upper()}" in seen) != is_meant:
                wrong.append(f"{kind} and {circle}: should be {is_meant}")
            status = client.get(reverse("log_line", args=[lines[circle].pk])).status_code
            if (status == 200) != is_meant:
                wrong.append(f"{kind} and {circle}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("circle", list(Circle))
def test_the_writer_reads_all_of_it(circle: Circle, cast: Cast, client: Client) -> None:
    for writer in (cast.noor, cast.samira, cast.wouter, cast.police):
        line = make_log_line(writer, "Van mij.", circle=circle)
        if writer.user:
            client.force_login(writer.user)
        else:
            cast.sit(client, writer)
        ids = [shown.pk for shown in client.get(page_of(cast)).context["page"].items]
        assert line.pk in ids
        client.logout()


def test_the_list_holds_exactly_these_ids(cast: Cast, client: Client) -> None:
    colleague = make_participant(cast.club, Side.GUIDE)
    mine = [make_log_line(cast.samira, "x", circle=circle) for circle in Circle]
    theirs = [make_log_line(colleague, "x", circle=circle) for circle in (SIDE, SHARED)]
    make_log_line(colleague, "x", circle=OWN)
    group = make_log_line(cast.noor, "x", circle=SHARED)
    make_log_line(cast.noor, "x", circle=SIDE)
    make_log_line(cast.gardener, "x", circle=SHARED)
    client.force_login(cast.samira.user)
    shown = {line.pk for line in client.get(page_of(cast)).context["page"].items}
    assert shown == {line.pk for line in (*mine, *theirs, group)}


def test_who_left_or_changed_side_takes_no_notes_along(cast: Cast, client: Client) -> None:
    line = make_log_line(cast.samira, "Van de begeleiding.")
    Participant.objects.filter(pk=cast.samira.pk).update(side=Side.MUNICIPALITY)
    client.force_login(cast.samira.user)
    assert client.get(reverse("log_line", args=[line.pk])).status_code == 404
    Participant.objects.filter(pk=cast.samira.pk).update(side=Side.GUIDE)
    assert client.get(reverse("log_line", args=[line.pk])).status_code == 200
    cast.samira.leave(by=cast.samira)
    assert client.get(reverse("log_line", args=[line.pk])).status_code == 404


def test_one_field_is_enough(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    response = client.post(page_of(cast), data())
    line = LogLine.objects.get()
    assert response.status_code == 303
    assert response.headers["Location"] == f"{page_of(cast)}?nieuw={line.pk}"
    assert (line.by, line.side, line.circle) == (cast.samira, Side.GUIDE, SIDE)
    assert (line.contact, line.mood, line.people) == ("visit", "", None)
    assert line.happened_on == timezone.localdate()
    body = client.get(response.headers["Location"]).content.decode()
    assert "Het staat in het logboek van Chillclub De Kelder." in body
    assert reverse("share_log_line", args=[line.pk]) in body


def test_everything_can_be_filled_in(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor)
    day = timezone.localdate() - timedelta(days=3)
    client.post(
        page_of(cast),
        data(
            "Druk.", contact="bike", mood="so_so", people="0", spoken_with="beheerder",
            meaning="Nog een avond.", happened_on=day.isoformat(), circle="own",
        ),
    )  # fmt: skip
    line = LogLine.objects.get()
    assert (line.by, line.side, line.circle, line.contact) == (cast.noor, "group", OWN, "bike")
    assert (line.mood, line.people, line.spoken_with) == ("so_so", 0, "beheerder")
    assert (line.meaning, line.happened_on) == ("Nog een avond.", day)
    assert not Event.objects.filter(verb__startswith="log").exists()


def test_what_another_party_notes_starts_as_its_own(cast: Cast, client: Client) -> None:
    """`other` is the police and the neighbours at once: they do not read each other's notes."""
    client.force_login(cast.police.user)
    client.post(page_of(cast), data("a"))
    client.post(page_of(cast), data("b", circle="side"))
    assert list(LogLine.objects.order_by("pk").values_list("circle", flat=True)) == [OWN, SIDE]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "Vul dit in."),
        ("text", "x" * 501, "Er passen er 500."),
        ("contact", "smoke", "Kies een van deze zes."),
        ("mood", "great", "Kies een van deze vier."),
        ("people", "-1", "0 of meer"),
        ("people", "veel", "heel getal"),
        ("circle", "shared", "Kies een van deze twee."),
        ("happened_on", "gisteren", "Dit is geen dag."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    field: str, value: str, sentence: str, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    sent = {**data("Mijn tekst."), field: value}
    for headers in ({}, {"HX-Request": "true"}):
        response = client.post(page_of(cast), sent, headers=headers)
        body = response.content.decode()
        assert response.status_code == 422
        assert sentence in body
        assert ("<html" in body) == (not headers)
        assert sent["once"] in body
        if field != "text":
            assert "Mijn tekst." in body
    assert not LogLine.objects.exists()


@pytest.mark.parametrize(("days", "status"), [(1, 422), (0, 303), (-366, 303), (-367, 422)])
def test_a_day_is_not_to_come_and_at_most_a_year_ago(
    days: int, status: int, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    day = timezone.localdate() + timedelta(days=days)
    sent = data(happened_on=day.isoformat())
    assert client.post(page_of(cast), sent).status_code == status


def test_one_form_sent_twice_is_one_line(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    sent = data()
    first, second = (client.post(page_of(cast), sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert LogLine.objects.count() == 1
    # Another text from the same form, with the back button, is not lost.
    client.post(page_of(cast), {**sent, "text": "Nog iets."})
    # And the number of one person is nothing to another.
    client.force_login(cast.wouter.user)
    client.post(page_of(cast), sent)
    assert LogLine.objects.count() == 3


def test_without_a_number_of_ours_it_is_kept_too(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    for once in ("", "geen nummer"):
        client.post(page_of(cast), {"text": "Zelfde.", "once": once})
    assert LogLine.objects.count() == 2


def test_a_new_line_is_never_shared_at_once(cast: Cast) -> None:
    with pytest.raises(Refused):
        make_log_line_directly(cast)
    assert not LogLine.objects.exists()


def make_log_line_directly(cast: Cast) -> LogLine:
    return LogLine.write(
        cast.club, by=cast.samira, text="x", happened_on=timezone.localdate(), circle=SHARED
    )


def test_a_reader_says_first_who_it_is(cast: Cast, client: Client) -> None:
    cast.read(client)
    body = client.get(page_of(cast)).content.decode()
    assert "Zeg eerst wie je bent" in body
    assert "<textarea" not in body
    response = client.post(page_of(cast), data())
    assert response.headers["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))
    assert not LogLine.objects.exists()


def test_a_read_only_link_reads_and_does_not_write(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    ShareLink.objects.filter(pk=cast.link.pk).update(is_read_only=True)
    assert "<textarea" not in client.get(page_of(cast)).content.decode()
    assert client.post(page_of(cast), data()).status_code == 403


def test_writing_by_a_link_is_limited_and_the_text_stays(cast: Cast, client: Client) -> None:
    cache.clear()
    cast.sit(client, cast.noor)
    for n in range(30):
        assert client.post(page_of(cast), data(f"Regel {n}.")).status_code == 303
    response = client.post(page_of(cast), data("De laatste."))
    assert response.status_code == 409
    assert "De laatste." in response.content.decode()
    assert LogLine.objects.count() == 30


def test_names_of_writers(cast: Cast, client: Client) -> None:
    make_log_line(cast.noor, "Van Noor.", circle=SHARED)
    make_log_line(cast.wouter, "Van Wouter.", circle=SHARED)
    client.force_login(cast.wouter.user)
    body = client.get(page_of(cast)).content.decode()
    assert "Zwaluwnoor" not in body
    assert "iemand van de groep" in body
    client.force_login(cast.samira.user)
    body = client.get(page_of(cast)).content.decode()
    assert "Zwaluwnoor" in body
    assert "Wouter de Graaf (gemeente)" in body


def test_what_somebody_typed_is_shown_as_text(cast: Cast, client: Client) -> None:
    make_log_line(cast.samira, "<b>vet</b>", meaning="<i>x</i>", spoken_with="<u>y</u>")
    client.force_login(cast.samira.user)
    body = client.get(page_of(cast)).content.decode()
    for text in ("<b>vet", "<i>x", "<u>y"):
        assert text not in body
    assert "&lt;b&gt;vet&lt;/b&gt;" in body


def test_what_is_said_about_privacy(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    body = client.get(page_of(cast)).content.decode()
    assert "Geen hulpverlening of dossier over jongeren: schrijf niet over personen." in body
    assert "Wie in een notitie voorkomt kan vragen wat er over hem staat" in body
    assert "Je bent hier de enige van jouw kant" in body


def test_a_number_in_the_text_is_asked_about_first(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    sent = data("Bel de beheerder op 06 12345678.")
    response = client.post(page_of(cast), sent)
    assert response.status_code == 422
    assert "In je tekst staat een telefoonnummer" in response.content.decode()
    assert not LogLine.objects.exists()
    tick = response.context["form"]["text"]
    marks = str(tick).split('value="')[1].split('"')[0]
    assert client.post(page_of(cast), {**sent, "text-mag-erin": marks}).status_code == 303


def test_few_queries_whatever_there_is(
    cast: Cast, client: Client, django_assert_max_num_queries: Any
) -> None:
    def count(seen_by: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert seen_by.get(path).status_code == 200
        return len(queries)

    phone = cast.sit(Client(), cast.noor)
    client.force_login(cast.wouter.user)
    make_log_line(cast.dex, "x", circle=SHARED)
    line = make_log_line(cast.wouter, "x")
    paths = [page_of(cast), f"{page_of(cast)}?nieuw={line.pk}", reverse("log_contact")]
    before = [count(one, path) for one in (client, phone) for path in paths]
    for n in range(40):
        writer = make_participant(cast.club, list(Side)[n % 4])
        make_log_line(writer, f"Regel {n}", circle=SHARED)
        if n < 3:
            double = make_participant(cast.club)
            make_log_line(double, f"Dubbel {n}", circle=SHARED)
            merging.merge(double, into=cast.dex, by=cast.noor)
    LogLine.objects.filter(by=cast.dex)[0].hide(by=cast.dex, because="Zo niet.")
    after = [count(one, path) for one in (client, phone) for path in paths]
    assert before == after
    assert max(after) <= 8


def test_pages(cast: Cast, client: Client) -> None:
    for n in range(30):
        make_log_line(cast.samira, f"Regel {n:02}.")
    client.force_login(cast.samira.user)
    first = client.get(page_of(cast))
    assert len(first.context["page"].items) == 25
    assert "Regel 29." in first.content.decode()
    older = client.get(first.context["page"].older_url).content.decode()
    assert "Regel 00." in older
    assert "Verder terug staat er niets." in client.get(f"{page_of(cast)}?page=9").content.decode()


def test_the_lines_of_a_double_stand_under_the_kept_name(cast: Cast, client: Client) -> None:
    """But what the double kept for itself goes to nobody: others said that it is one person."""
    double = make_participant(cast.club, name="Zwaluwdubbel")
    make_log_line(double, "Voor de groep.")
    make_log_line(double, "Voor niemand anders.", circle=OWN)
    merging.merge(double, into=cast.noor, by=cast.dex)
    body = cast.sit(client, cast.noor).get(page_of(cast)).content.decode()
    assert "Voor de groep." in body
    assert "Zwaluwdubbel" not in body
    assert "Zwaluwnoor" in body
    assert "Voor niemand anders." not in body


@pytest.mark.parametrize("nieuw", ["", "0", "-1", "x", "9" * 40, "²"])
def test_an_odd_address_is_just_the_logbook(nieuw: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    assert client.get(page_of(cast), {"nieuw": nieuw}).context["fresh"] is None


def test_a_line_of_another_is_not_called_new(cast: Cast, client: Client) -> None:
    line = make_log_line(cast.noor, "x", circle=SHARED)
    client.force_login(cast.samira.user)
    assert client.get(page_of(cast), {"nieuw": line.pk}).context["fresh"] is None
