"""The group's page once an agreement holds: how each line stands, who is silent, what is asked."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import CommitmentUpdate, NewsAsk, SideAnswer
from agreements.states import Choice, Topic
from tests.agreements.progressing import in_days, lamps, line_in, running, say
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world
from tests.overview.test_group_page import as_reader, as_seat, as_user, section


def test_each_line_says_how_it_stands_and_leads_to_saying_it(cast: Cast) -> None:
    version = running(
        cast,
        lamps(due_on=in_days(-5)),
        line("Er komt wifi.", "municipality", kind="intention", due_on=in_days(30)),
        line("De sleutel is er.", "municipality", kind="promise", due_on=in_days(40)),
        line("De verzekering geldt.", "municipality", kind="information"),
        days_ago=10,
    )
    wifi, key = line_in(version, 1), line_in(version, 2)
    say(wifi, cast.wouter, "no_news", text="Wacht op de aannemer.", look_again_on=in_days(9))
    say(key, cast.wouter, "done")
    theirs = section(as_reader(cast), "gemeente")
    texts = ["Er komen lampen", "Er komt wifi", "De verzekering", "De sleutel is er"]
    places = [theirs.index(text) for text in texts]
    assert places == sorted(places), "what asks attention first, what was done last"
    assert "te laat" in theirs[places[0] : places[1]]
    news = theirs[places[1] : places[2]]
    assert "nog geen nieuws" in news and "Wacht op de aannemer." in news and "Kijkt weer op" in news
    assert "nagekomen" in theirs[places[3] :]
    assert reverse("line_progress", args=[wifi.pk]) in theirs
    assert f"/versie/{version.pk}/#" in theirs[: places[2]], "what is only told stays in the text"


def test_late_is_gone_once_it_was_done(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(-5)), days_ago=10)
    assert "te laat" in as_seat(cast)
    say(line_in(version), cast.wouter, "done")
    assert "te laat" not in as_seat(cast)


def test_a_hidden_word_reaches_nobody(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(30)))
    update = say(line_in(version), cast.wouter, "stuck", text="Zwaluwzin hoort hier niet.")
    assert "Zwaluwzin" in as_seat(cast)
    CommitmentUpdate.objects.filter(pk=update.pk).update(
        hidden_at=timezone.now(), hidden_by=cast.wouter, hidden_because="Fout."
    )
    page = as_seat(cast)
    assert "Zwaluwzin" not in page and "zit vast" in page


def test_the_silent_side_is_asked_by_the_other_and_only_once_a_week(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(90)), days_ago=21)
    ask = reverse("ask_news", args=[version.pk, "gemeente"])
    theirs = section(as_seat(cast), "gemeente")
    assert "De gemeente heeft 3 weken niets laten weten" in theirs
    assert ask in theirs and "Vraag hoe het staat" in theirs
    assert ask not in section(as_reader(cast), "gemeente"), "who has no name yet reads it only"
    official = section(as_user(cast, cast.wouter), "gemeente")
    assert ask not in official and "Laat weten hoe het staat" in official
    NewsAsk.ask(version, party="municipality", by=cast.noor)
    theirs = section(as_seat(cast), "gemeente")
    assert ask not in theirs and "De gemeente is gevraagd hoe het staat." in theirs


def test_the_question_brings_back_a_page_and_not_a_refusal(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(90)), days_ago=21)
    phone = cast.sit(Client(), cast.noor)
    answer = phone.post(reverse("ask_news", args=[version.pk, "gemeente"]))
    assert answer.status_code in (302, 303)
    assert NewsAsk.objects.count() == 1


def test_the_group_is_asked_kindly_about_its_own_lines(cast: Cast) -> None:
    version = running(cast, line("Wij praten.", "group", due_on=in_days(90)), days_ago=21)
    ours = section(as_seat(cast), "wij")
    assert "Hoe staat het?" in ours and "Laat weten hoe het staat" in ours
    assert reverse("ask_news", args=[version.pk, "groep"]) not in ours
    assert reverse("ask_news", args=[version.pk, "groep"]) in as_user(cast, cast.wouter)


def test_what_the_days_ask_is_the_next_step_until_this_side_answered(cast: Cast) -> None:
    version = running(cast)
    world.set_dates(version, look_back_on=None, ends_on=in_days(20))
    step = section(as_seat(cast), "nu")
    assert "Deze afspraak loopt bijna af" in step and "#loopt-af" in step
    world.set_dates(version, ends_on=in_days(-1))
    step = section(as_seat(cast), "nu")
    assert "De laatste dag is voorbij. Wat nu?" in step and "Lees en antwoord" in step
    assert f"/versie/{version.pk}/#vraag-einde" in step
    version.refresh_from_db()
    SideAnswer.say(version, by=cast.dex, topic=Topic.PAST_END, choice=Choice.GO_ON)
    assert "Wat nu?" not in section(as_seat(cast), "nu")
    official = section(as_user(cast, cast.wouter), "nu")
    assert "Wat nu?" in official, "the other side did not answer"


def test_the_initiative_page_counts_how_each_side_does(cast: Cast) -> None:
    version = running(
        cast,
        lamps(due_on=in_days(-5)),
        line("Wij praten met de buren.", "group", rhythm="elke maand"),
        line(f"{{@{cast.noor.pk}}} verft.", "group", due_on=in_days(-3)),
        days_ago=40,
    )
    say(line_in(version, 1), cast.noor, "done")
    client = world.signed_in(cast.wouter)
    page = client.get(reverse("initiative", args=[cast.club.pk])).content.decode()
    card = page[page.index('id="afspraken"') : page.index('id="tijdlijn-kop"')]
    for words in ("1 te laat", "1 nagekomen", "Er komen lampen", "Hoe staat het, per regel?"):
        assert words in card
    assert f"{reverse('agreement_progress', args=[version.pk])}#gemeente" in card
    assert not any(name in page for name in world.NICKNAMES)
    assert "van de groep verft." in card
    guide = world.signed_in(cast.samira)
    assert (
        "Zwaluwnoor verft."
        in guide.get(reverse("initiative", args=[cast.club.pk])).content.decode()
    )


def test_what_stands_still_shows_no_counts(cast: Cast) -> None:
    from agreements.models import Pause

    version = running(cast, lamps(due_on=in_days(-5)), days_ago=40)
    Pause.begin(
        version.agreement,
        by=cast.wouter,
        because="De vloer.",
        look_again_on=timezone.localdate() + timedelta(days=9),
    )
    client = world.signed_in(cast.wouter)
    page = client.get(reverse("initiative", args=[cast.club.pk])).content.decode()
    assert "te laat" not in page and "per regel" not in page
    assert "te laat" not in as_seat(cast)
