"""Your own word first: nobody, on any side, reads what others think before saying something."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements import own_word
from agreements.carrying import carrying_of
from agreements.models import Agreement, AgreementVersion, Confirmation, ObjectionTalk, OnBehalf
from agreements.states import Status, Word
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.saying import html, renewed, say, signed_in, three_clauses
from tests.conftest import Cast

# What tells something of a word: counts, texts, and what follows from them.
TELLING = (
    "van de 2",
    "kan hier niet mee leven",
    "Kan hier niet mee leven",
    "bezwaar",
    "Te vroeg dicht.",
    "De gemeente staat er",
    "moet erachter staan",
    "De groep besloot samen",
    "de groep samen besloot",
    "Handen omhoog.",
    "backing__person--",
    "maar niet hierachter",
    "Wat mensen erbij zeiden",
)
HIDDEN = "Wat anderen vinden, lees je als je zelf iets zei."


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    """Everybody goes first; Dex has an objection, the group noted a decision."""
    version = three_clauses(cast)
    own_word.choose(version.agreement, by=cast.noor, is_on=True)
    say(version, cast.dex, Word.OBJECT, text="Te vroeg dicht.")
    OnBehalf.note(
        version,
        by=cast.samira,
        decided_on=timezone.localdate(),
        present_count=9,
        agreed_count=8,
        how="Handen omhoog.",
    )
    return version


def told(body: str) -> list[str]:
    return [words for words in TELLING if words in body]


def pages(version: AgreementVersion) -> list[tuple[str, int]]:
    home = version.initiative.pk
    return [
        ("version", version.pk),
        ("in_short", version.pk),
        ("print_agreement", version.pk),
        ("versions", version.agreement_id),
        ("clause", version.clauses.all()[0].pk),
        ("group_page", home),
        ("timeline", home),
    ]


def test_nobody_reads_others_before_saying_something(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    browsers = {
        "seat": cast.sit(client, cast.noor),
        "reader": cast.read(Client()),
        "official": signed_in(cast.wouter),
    }
    for kind, browser in browsers.items():
        for name, pk in pages(proposal):
            assert told(html(browser, name, pk)) == [], (kind, name)
        assert HIDDEN in html(browser, "version", proposal.pk)


def test_pages_for_who_is_signed_in_tell_nothing_either(
    cast: Cast, proposal: AgreementVersion
) -> None:
    official = signed_in(cast.wouter)
    for body in (html(official, "initiative", cast.club.pk), html(official, "start")):
        assert told(body) == []
        assert "zegt iedereen eerst zelf iets." in body


def test_after_the_own_word_all_of_it_can_be_read(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    say(proposal, cast.noor)
    body = html(client, "version", proposal.pk)
    assert "1 van de 2 die hier meedoen" in body and "Te vroeg dicht." in body
    assert "Handen omhoog." in body
    Confirmation.take_back(proposal, by=cast.noor)
    assert told(html(client, "version", proposal.pk)) == [], "and no longer when it is taken back"


def test_a_word_about_an_earlier_text_is_no_word_on_this_one(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    say(proposal, cast.noor)
    second = renewed(proposal, cast.samira, "Sleutel?")
    say(second, cast.dex, Word.OBJECT, text="Te vroeg dicht.")
    cast.sit(client, cast.noor)
    assert told(html(client, "version", second.pk)) == []
    assert told(html(client, "still_behind", second.pk)) == []


def test_who_gives_no_word_reads_when_all_of_the_group_did(
    cast: Cast, proposal: AgreementVersion
) -> None:
    browsers = [signed_in(cast.samira), signed_in(cast.police)]
    for browser in browsers:
        body = html(browser, "version", proposal.pk)
        assert told(body) == []
        assert "lees je als iedereen van de groep iets zei" in body
    say(proposal, cast.noor)
    for browser in browsers:
        assert "Te vroeg dicht." in html(browser, "version", proposal.pk)


def test_when_it_takes_effect_who_gives_no_word_reads_it_too(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    say(proposal, cast.dex)
    say(proposal, cast.wouter, has_mandate=True)
    proposal.take_effect(by=cast.wouter)
    assert "1 van de 2" in html(signed_in(cast.samira), "version", proposal.pk)
    assert told(html(cast.sit(client, cast.noor), "version", proposal.pk)) == []
    second = renewed(proposal, cast.samira, "Sleutel?")
    say(second, cast.dex)
    say(second, cast.wouter, has_mandate=True)
    second.take_effect(by=cast.wouter)
    assert "1 van de 2" in html(client, "version", proposal.pk), "what is over is open to all"


def test_the_timeline_tells_that_not_what(cast: Cast, proposal: AgreementVersion) -> None:
    say(proposal, cast.noor, Word.BEHIND_WITH_CONCERN, text="De buren?")
    objection = proposal.confirmations.get(word=Word.OBJECT)
    for by in (cast.samira, cast.wouter):
        ObjectionTalk.note(objection, by=by, talked_on=timezone.localdate(), because="Proberen.")
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert verbs >= {"spoke", "talked"}
    assert not verbs & {
        "confirmed",
        "confirmed_with_concern",
        "confirmed_with_exception",
        "objected",
        "talk_noted",
        "objection_closed",
    }


@pytest.mark.parametrize("name", ["note_talk", "report_text", "hide_text"])
def test_the_page_of_one_word_is_not_there_yet(
    cast: Cast, client: Client, proposal: AgreementVersion, name: str
) -> None:
    objection = proposal.confirmations.get(word=Word.OBJECT)
    args = [objection.pk] if name == "note_talk" else ["woord", objection.pk]
    cast.sit(client, cast.noor)
    assert client.get(reverse(name, args=args)).status_code == 404
    say(proposal, cast.noor)
    assert client.get(reverse(name, args=args)).status_code == 200


def test_letting_it_take_effect_tells_nothing(cast: Cast, proposal: AgreementVersion) -> None:
    response = signed_in(cast.wouter).post(reverse("take_effect", args=[proposal.pk]))
    assert response.status_code == 409
    body = response.content.decode()
    assert HIDDEN in body and told(body) == []
    say(proposal, cast.dex)
    say(proposal, cast.noor, has_mandate=False)
    say(proposal, cast.wouter, has_mandate=True)
    assert (
        signed_in(cast.wouter).post(reverse("take_effect", args=[proposal.pk])).status_code == 302
    )


def test_the_rules_of_carrying_are_the_same(cast: Cast, proposal: AgreementVersion) -> None:
    carrying = carrying_of(proposal)
    assert carrying.backing.objecting == 1 and not carrying.by_group


# The switch -------------------------------------------------------------------------------------


def test_the_group_switches_it_on_and_off(cast: Cast, client: Client) -> None:
    version = three_clauses(cast)
    address = reverse("own_word_first", args=[version.agreement_id])
    cast.sit(client, cast.noor)
    assert "Dit staat nu uit." in client.get(address).content.decode()
    for _twice in range(2):
        client.post(address, {"is_on": "on"})
    assert Agreement.objects.get(pk=version.agreement_id).own_word_first
    assert Event.objects.filter(verb="own_word_first").count() == 1
    assert "Dit staat nu aan." in client.get(address).content.decode()
    client.post(address, {"is_on": ""})
    assert not Agreement.objects.get(pk=version.agreement_id).own_word_first


@pytest.mark.parametrize("is_on", [True, False])
def test_it_stays_as_it_was_when_the_first_word_was_said(
    cast: Cast, client: Client, is_on: bool
) -> None:
    version = three_clauses(cast)
    own_word.choose(version.agreement, by=cast.noor, is_on=is_on)
    say(version, cast.dex)
    with pytest.raises(Refused, match="Er zei al iemand iets"):
        own_word.choose(version.agreement, by=cast.noor, is_on=not is_on)
    address = reverse("own_word_first", args=[version.agreement_id])
    cast.sit(client, cast.noor)
    assert (
        "<button" not in client.get(address).content.decode().split("<h1>")[1].split("</main>")[0]
    )
    assert client.post(address, {"is_on": "" if is_on else "on"}).status_code == 409
    assert Agreement.objects.get(pk=version.agreement_id).own_word_first is is_on
    second = renewed(version, cast.samira, "Sleutel?")
    assert second.status == Status.PROPOSED
    own_word.choose(version.agreement, by=cast.noor, is_on=not is_on)
