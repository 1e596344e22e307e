""" "Ik sta er nog achter": only what changed, and one button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.carrying import carrying_of
from agreements.models import AgreementVersion, Confirmation, OpenPoint
from agreements.states import Word
from tests.agreements.saying import html, renewed, say, signed_in, three_clauses
from tests.conftest import Cast
from tests.factories import make_participant


@pytest.fixture
def first(cast: Cast) -> AgreementVersion:
    return three_clauses(cast)


def whole_text(version: AgreementVersion) -> str:
    return reverse("confirm", args=[version.pk, "sta-erachter"])


def test_it_shows_only_what_changed_and_one_button_says_it(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    say(first, cast.noor)
    second = renewed(first, cast.samira, "Sleutel?")
    cast.sit(client, cast.noor)
    assert reverse("still_behind", args=[second.pk]) in html(client, "version", second.pk)
    body = html(client, "still_behind", second.pk)
    assert "Sleutel?" in body and "<ins>" in body and "<del>" in body
    assert "Dit spraken we af over Schoon?" not in body
    assert "2 onderdelen bleven hetzelfde." in body
    assert client.post(reverse("still_behind", args=[second.pk])).status_code == 302
    said = second.confirmations.get()
    assert (said.word, said.by, said.text) == (Word.BEHIND, cast.noor, "")
    assert carrying_of(second).backing.behind == 1
    assert first.confirmations.get().word == Word.BEHIND, "the earlier word stays as it was"


def test_it_compares_with_the_text_that_this_one_stood_behind(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    """Not with the one before: that was never theirs."""
    say(first, cast.noor)
    second = renewed(first, cast.samira, "Sleutel?")
    third = renewed(second, cast.wouter, "Tijden?")
    body = html(cast.sit(client, cast.noor), "still_behind", third.pk)
    assert "Sleutel?" in body and "Tijden?" in body
    assert "Je stond achter versie 1." in body


def test_somebody_with_another_last_word_reads_the_whole_text(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    say(first, cast.noor)
    second = renewed(first, cast.samira, "Sleutel?")
    say(second, cast.noor, Word.OBJECT, text="Nee.")
    third = renewed(second, cast.wouter, "Tijden?")
    cast.sit(client, cast.noor)
    assert reverse("still_behind", args=[third.pk]) not in html(client, "version", third.pk)
    response = client.get(reverse("still_behind", args=[third.pk]))
    assert response.headers["Location"] == whole_text(third)


@pytest.mark.parametrize("how", ["nothing said", "taken back", "said already", "all changed"])
def test_otherwise_the_whole_text_is_asked_about_and_nothing_is_said(
    cast: Cast, client: Client, first: AgreementVersion, how: str
) -> None:
    if how != "nothing said":
        say(first, cast.noor)
    if how == "taken back":
        Confirmation.take_back(first, by=cast.noor)
    headings = ("Tijden?", "Sleutel?", "Schoon?") if how == "all changed" else ("Sleutel?",)
    second = renewed(first, cast.samira, *headings)
    if how == "said already":
        say(second, cast.noor, Word.BEHIND_WITH_CONCERN, text="De buren?")
    cast.sit(client, cast.noor)
    before = list(second.confirmations.values_list("word", flat=True))
    address = reverse("still_behind", args=[second.pk])
    assert client.get(address).headers["Location"] == whole_text(second)
    response = client.post(address)
    assert (response.status_code, response.headers["Location"]) == (303, whole_text(second))
    assert list(second.confirmations.values_list("word", flat=True)) == before


def test_a_concern_and_exceptions_go_along(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    tijden, sleutel = (first.clauses.get(heading=h).key for h in ("Tijden?", "Sleutel?"))
    say(first, cast.noor, Word.BEHIND_WITH_CONCERN, text="De buren?", is_signed=True)
    say(first, cast.dex, text="Te vroeg.", except_keys=[tijden])
    second = renewed(first, cast.samira, "Sleutel?")
    cast.sit(client, cast.noor)
    assert "Je zorg gaat mee" in html(client, "still_behind", second.pk)
    client.post(reverse("still_behind", args=[second.pk]))
    other = cast.sit(Client(), cast.dex)
    assert "checked" in html(other, "still_behind", second.pk)
    other.post(reverse("still_behind", args=[second.pk]), {"except_keys": [sleutel]})
    said = {c.by_id: c for c in second.confirmations.all()}
    of_noor, of_dex = said[cast.noor.pk], said[cast.dex.pk]
    assert (of_noor.word, of_noor.text, of_noor.is_signed) == (
        Word.BEHIND_WITH_CONCERN,
        "De buren?",
        True,
    )
    assert (of_dex.word, of_dex.text, of_dex.except_keys) == (Word.BEHIND, "Te vroeg.", [sleutel])


def test_the_municipality_says_anew_for_whom(cast: Cast, first: AgreementVersion) -> None:
    say(first, cast.wouter, has_mandate=True)
    second = renewed(first, cast.samira, "Sleutel?")
    official = signed_in(cast.wouter)
    address = reverse("still_behind", args=[second.pk])
    assert official.post(address).status_code == 422
    assert not carrying_of(second).by_municipality
    assert official.post(address, {"mandate": "mine"}).status_code == 302
    assert carrying_of(second).by_municipality


def test_an_open_point_and_the_goal_are_part_of_what_changed(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    say(first, cast.noor)
    second = first.agreement.start_version(by=cast.samira)
    second.save_head(revision=second.revision, vision="Een plek waar iedereen welkom is.")
    OpenPoint.objects.create(
        version=second,
        key="punt-1",
        position=1,
        what="Wie betaalt de lampen?",
        party="municipality",
        due_on=timezone.localdate() + timedelta(days=9),
    )
    second.propose(by=cast.samira)
    body = html(cast.sit(client, cast.noor), "still_behind", second.pk)
    assert "Een plek waar iedereen welkom is." in body
    assert "Wie betaalt de lampen?" in body


def test_only_other_days_changed(cast: Cast, client: Client, first: AgreementVersion) -> None:
    say(first, cast.noor)
    second = first.agreement.start_version(by=cast.samira)
    second.save_head(revision=second.revision, ends_on=second.look_back_on)
    second.propose(by=cast.samira)
    body = html(cast.sit(client, cast.noor), "still_behind", second.pk)
    assert "De regels zijn dezelfde gebleven." in body and "Andere dagen" in body


def test_it_costs_the_same_for_many_clauses(
    cast: Cast, client: Client, django_assert_max_num_queries, first: AgreementVersion
) -> None:
    for n in range(10):
        say(first, make_participant(cast.club, name=f"Meedoener {n}"))
    say(first, cast.noor)
    second = renewed(first, cast.samira, "Sleutel?", "Tijden?")
    cast.sit(client, cast.noor)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("still_behind", args=[second.pk])).status_code == 200
