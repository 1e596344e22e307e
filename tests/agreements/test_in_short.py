"""A text on one screen, for who is new."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion
from agreements.shortening import MOST_LETTERS, MOST_LINES, first_sentence
from agreements.states import Kind
from tests.agreements.saying import html, say
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement
from tests.world_makers import take_effect


def test_it_says_what_each_side_does_and_when(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(
        draft,
        "Sleutel?",
        line("Wij hebben de sleutel. Die geven we niet door.", "group"),
        line("Er komt een nieuwe als hij kwijt is.", "municipality", kind=Kind.PROMISE),
        line("We bellen liever.", "both"),
        line("De buren letten op.", "other", party_name="Buren"),
    )
    draft.propose(by=cast.wouter)
    body = html(cast.read(client), "in_short", draft.pk)
    assert "Wij hebben de sleutel." in body and "Die geven we niet door." not in body
    assert "Er komt een nieuwe als hij kwijt is." in body and "We bellen liever." in body
    assert "De buren letten op." in body and body.index("We bellen") < body.index("De buren")
    assert body.index("Er komt een nieuwe") < body.index("Wij hebben de sleutel")
    assert "We kijken samen terug op" in body and "De tekst geldt tot en met" in body
    assert "Ik sta hierachter" in body, "a reader can go on to a name and a word"


def lines_of(body: str) -> int:
    return body.partition("page__main")[2].count('class="rows__wide"')


def test_what_binds_comes_first_and_the_rest_is_counted(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(MOST_LINES + 2):
        kind = Kind.INFORMATION if n < 2 else Kind.PROMISE
        add_clause(draft, f"Vraag {n}?", line(f"Regel nummer {n}.", "municipality", kind=kind))
    add_clause(
        draft,
        "Later?",
        line("Dit later.", "municipality", kind=Kind.PROMISE, condition="het goed gaat"),
    )
    draft.propose(by=cast.wouter)
    body = html(cast.read(client), "in_short", draft.pk)
    shown = [n for n in range(MOST_LINES + 2) if f"Regel nummer {n}." in body]
    assert shown == list(range(2, MOST_LINES + 2))
    assert "Dit later." not in body
    assert "En nog 3 regels in de hele tekst" in body


def test_it_is_ten_lines_over_all_sides(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(30):
        add_clause(draft, f"G{n}?", line(f"De gemeente doet {n}.", "municipality", kind="promise"))
    for n in range(2):
        add_clause(draft, f"W{n}?", line(f"Wij doen {n}.", "group"))
    draft.propose(by=cast.wouter)
    body = html(cast.read(client), "in_short", draft.pk)
    assert lines_of(body) == MOST_LINES
    assert "Wij doen 0." in body and "Wij doen 1." in body, "no side fills it alone"


def held(cast: Cast) -> AgreementVersion:
    """In effect: a line that is late, one that waits for a step, and one with a reservation."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    late = timezone.localdate() - timedelta(days=1)
    add_clause(
        draft,
        "Licht?",
        line("Er komt een lamp.", "municipality", kind="promise", due_on=late),
        line("We blijven later.", "group", condition="er een lamp is."),
        line("Er komt geld.", "municipality", kind="intention", reservation="de raad."),
        line(f"{{@{cast.noor.pk}}} opent.", "group"),
    )
    draft.propose(by=cast.wouter)
    return take_effect(draft, cast.wouter)


def test_late_lines_say_so_and_what_is_held_back_goes_along(cast: Cast, client: Client) -> None:
    version = held(cast)
    body = html(cast.sit(client, cast.noor), "in_short", version.pk)
    assert body.count("te laat") == 1
    assert "onder voorbehoud van de raad" in body
    assert "Als er een lamp is, dan:" in body


def test_the_text_for_the_app_names_nobody_of_the_group(cast: Cast, client: Client) -> None:
    version = held(cast)
    body = html(cast.sit(client, cast.noor), "in_short", version.pk)
    text = body.partition('id="in-short-text"')[2].partition("</p>")[0]
    assert cast.noor.name in body and cast.noor.name not in text
    assert "- Er komt geld. (onder voorbehoud van de raad)" in text
    assert "- Als er een lamp is, dan: We blijven later." in text
    assert "De gemeente:" in text and "De groep:" in text
    assert "te laat" not in text, "what is copied stays readable for months"


def test_it_names_nobody_of_the_group_to_the_municipality(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(draft, "Sleutel?", line(f"{{@{cast.noor.pk}}} opent de deur.", "group"))
    draft.propose(by=cast.wouter)
    client.force_login(cast.wouter.user)
    body = html(client, "in_short", draft.pk)
    assert cast.noor.name not in body and "Een deelnemer van de groep opent de deur." in body
    assert cast.noor.name in html(cast.sit(Client(), cast.dex), "in_short", draft.pk)


def test_it_keeps_the_word_that_was_given_in_sight(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    draft.propose(by=cast.wouter)
    say(draft, cast.noor)
    body = html(cast.sit(client, cast.noor), "in_short", draft.pk)
    assert "Jij staat hierachter" in body
    assert reverse("my_word", args=[draft.pk]) in body


def test_first_sentence() -> None:
    assert first_sentence("Een. Twee.") == "Een."
    assert first_sentence("Van 19.00 tot 22.00 uur") == "Van 19.00 tot 22.00 uur"
    asked = first_sentence("Is hij kwijt?\nDan komt er een. Snel.")
    assert asked == "Is hij kwijt? Dan komt er een."
    long = first_sentence("woord " * 60)
    assert len(long) <= MOST_LETTERS and long.endswith("woord…")
    assert len(first_sentence("x" * 600)) <= MOST_LETTERS
