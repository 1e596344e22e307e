"""The other side says of "gedaan": that is so, or "wij zien het anders"."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import OtherView
from agreements.models.progress import NewerWord
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.progressing import lamps, line_in, running, say
from tests.conftest import Cast
from tests.factories import line


@pytest.fixture
def version(cast: Cast):
    return running(cast, lamps(), line("Samen eten we.", "both"))


@pytest.fixture
def done(cast: Cast, version):
    return say(line_in(version), cast.wouter, "done", text="Ze hangen er.")


def send(client: Client, update, **data: object):
    return client.post(reverse("answer_progress", args=[update.pk]), data)


def read(client: Client, name: str, pk: int) -> str:
    return client.get(reverse(name, args=[pk])).content.decode()


def test_it_is_one_tap_on_the_page_and_then_both_sides_read_it(
    cast: Cast, client, official, version, done
):
    group = cast.sit(client, cast.noor)
    path = reverse("answer_progress", args=[done.pk])
    assert f'action="{path}"' in read(group, "agreement_progress", version.pk)
    assert path not in read(official, "agreement_progress", version.pk)
    assert send(group, done, agrees="yes").status_code == 302
    assert OtherView.objects.get().agrees
    for who in (group, official):
        assert "De groep zegt: dat klopt." in read(who, "agreement_progress", version.pk)
    assert Event.objects.filter(verb="progress_agreed").count() == 1


def test_seeing_it_otherwise_is_visible_and_can_change(cast: Cast, client, official, version, done):
    group = cast.sit(client, cast.noor)
    assert "Ze hangen er." in read(group, "answer_progress", done.pk)
    send(group, done, agrees="no", text="Een lamp doet het niet.")
    shown = read(official, "line_progress", done.commitment_id)
    assert "De groep ziet het anders." in shown and "Een lamp doet het niet." in shown
    assert "verschillend gezien" in shown and "nagekomen" not in shown
    send(group, done, agrees="no", text="Een lamp doet het niet.")
    assert Event.objects.filter(verb="progress_contested").count() == 1, "twice is once"
    send(cast.sit(Client(), cast.dex), done, agrees="yes")
    view = OtherView.objects.get()
    assert (view.agrees, view.text, view.by) == (True, "", cast.dex)


@pytest.mark.parametrize("state", ["on_track", "no_news", "stuck"])
def test_only_done_and_no_longer_needed_ask_for_an_answer(cast: Cast, client, version, state):
    update = say(line_in(version), cast.wouter, state)
    group = cast.sit(client, cast.noor)
    assert "Dat klopt" not in read(group, "agreement_progress", version.pk)
    assert send(group, update, agrees="yes").status_code == 409
    assert not OtherView.objects.exists()


def test_nobody_answers_their_own_side(cast: Cast, official, version, done):
    assert send(official, done, agrees="yes").status_code == 403
    shared = say(line_in(version, 1), cast.samira, "done")
    with pytest.raises(Refused):
        OtherView.say(shared, by=cast.noor, agrees=True)
    with pytest.raises(Refused):
        OtherView.say(shared, by=cast.police, agrees=True)
    assert OtherView.say(shared, by=cast.wouter, agrees=True).agrees


def test_an_answer_is_about_the_word_that_was_read(cast: Cast, client, done):
    group = cast.sit(client, cast.noor)
    newer = say(done.commitment, cast.wouter, "done", text="Nu echt.", seen=done.pk)
    response = send(group, done, agrees="no", text="Nee hoor.")
    assert response.status_code == 409 and not OtherView.objects.exists()
    shown = response.content.decode()
    assert "Er is sindsdien iets anders gezegd." in shown
    with pytest.raises(NewerWord):
        OtherView.say(done, by=cast.noor, agrees=True)
    assert OtherView.say(newer, by=cast.noor, agrees=True).update == newer


def test_a_colleague_who_was_faster_is_not_overwritten(cast: Cast, client, version, done):
    mine, theirs = cast.sit(client, cast.noor), cast.sit(Client(), cast.dex)
    assert 'name="seen" value=""' in read(theirs, "answer_progress", done.pk)
    assert 'name="seen" value=""' in read(theirs, "agreement_progress", version.pk)
    send(mine, done, agrees="no", text="Een lamp is stuk.", seen="")
    late = send(theirs, done, agrees="yes", text="Ze doen het.", seen="")
    shown = late.content.decode()
    assert late.status_code == 409 and "Een lamp is stuk." in shown and "Ze doen het." in shown
    view = OtherView.objects.get()
    assert (view.agrees, view.by) == (False, cast.noor)
    assert f'name="seen" value="{view.mark}"' in shown, "a second tap was meant"
    again = send(theirs, done, agrees="yes", text="Ze doen het.", seen=view.mark)
    assert again.status_code == 302
    assert OtherView.objects.get().text == "Ze doen het."


def test_a_colleague_who_was_faster_and_hidden_shows_no_words(cast: Cast, client, done):
    view = OtherView.say(done, by=cast.noor, agrees=False, text="Kees is dom.")
    view.hide(by=cast.dex, because="Onaardig.")
    late = send(cast.sit(client, cast.dex), done, agrees="yes", seen="")
    assert late.status_code == 409 and "Kees" not in late.content.decode()


def test_a_hidden_view_is_read_by_nobody(cast: Cast, client, official, version, done):
    view = OtherView.say(done, by=cast.noor, agrees=False, text="Kees is dom.")
    group = cast.sit(client, cast.dex)
    hide = reverse("hide_text", args=["andere-kijk", view.pk])
    assert hide in read(group, "line_progress", done.commitment_id)
    assert group.post(hide, {"because": "Onaardig."}).status_code == 302
    for who in (group, official):
        for name, pk in (
            ("line_progress", done.commitment_id),
            ("agreement_progress", version.pk),
            ("answer_progress", done.pk),
        ):
            assert "Kees" not in read(who, name, pk)


def test_a_bad_answer_comes_back(cast: Cast, client, done):
    group = cast.sit(client, cast.noor)
    for data in ({}, {"agrees": "misschien", "text": "Hm."}, {"agrees": "no", "text": "x" * 301}):
        assert send(group, done, **data).status_code == 422
    assert not OtherView.objects.exists()
