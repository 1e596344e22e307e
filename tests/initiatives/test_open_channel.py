"""How a contact of the group is reached: left by that contact, opened with a reason, and the
contact reads who looked."""

import pytest
from django.urls import reverse

from initiatives.models import (
    ChannelKind,
    ChannelReader,
    ContactChannel,
    ContactView,
    DutyKind,
    Participant,
    Side,
)
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of

NUMBER = "06 98765432"


@pytest.fixture
def contact(cast):
    cast.noor.show_name(by=cast.noor, is_named=True)
    cast.noor.take_duty(DutyKind.CONTACT, by=cast.noor)
    return cast.noor


@pytest.fixture
def channel(contact):
    ContactChannel.leave(contact, kind=ChannelKind.PHONE, value=NUMBER, read_by=ChannelReader.GUIDE)
    return contact.channel


def of(name: str, person: Participant) -> str:
    return reverse(name, args=[person.pk])


def test_a_contact_leaves_one_way_and_guides_only_is_the_default(as_, contact):
    page = as_(contact).get(of("leave_channel", contact))
    assert page.context["form"]["read_by"].value() == ChannelReader.GUIDE
    for value in ("06 11111111", NUMBER):
        form = {"kind": "phone", "value": value, "read_by": "guide"}
        assert as_(contact).post(of("leave_channel", contact), form).status_code == 303
    assert ContactChannel.objects.get().value == NUMBER


@pytest.mark.parametrize("person", ["dex", "samira", "wouter", "police", None])
def test_nobody_else_leaves_it_and_nobody_is_asked(as_, cast, contact, person):
    client = as_(person and getattr(cast, person))
    form = {"kind": "phone", "value": NUMBER, "read_by": "guide"}
    for name in ("leave_channel", "remove_channel"):
        assert client.post(of(name, contact), form).status_code == 403
    if person == "dex":
        assert client.get(of("leave_channel", cast.dex)).status_code == 403
        assert "te bereiken" not in text_of(client.get(of("participant", cast.dex)))
    assert not ContactChannel.objects.exists()


@pytest.mark.parametrize(
    ("kind", "value", "is_good"),
    [
        ("phone", "06-98 76 54 32", True),
        ("phone", "+31 (0)6 98765432", True),
        ("phone", "0612", False),
        ("phone", "noor@post.nl", False),
        ("phone", "1" * 30, False),
        ("email", "noor@post.nl", True),
        ("email", "noor", False),
        ("app", "Signal: noor.42", True),
        ("fax", NUMBER, False),
    ],
)
def test_what_looks_like_it_is_taken(as_, contact, kind, value, is_good):
    response = as_(contact).post(
        of("leave_channel", contact), {"kind": kind, "value": value, "read_by": "guide"}
    )
    assert response.status_code == (303 if is_good else 422)
    assert ContactChannel.objects.exists() == is_good
    if not is_good:
        assert value in text_of(response)


@pytest.mark.parametrize("text", ["", *NAUGHTY])
@pytest.mark.parametrize("field", ["kind", "value", "read_by"])
def test_strange_input_does_no_harm(as_, contact, field, text):
    form = {"kind": "app", "value": "Signal", "read_by": "guide", field: text}
    response = as_(contact).post(of("leave_channel", contact), form, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


def test_a_guide_opens_it_with_a_reason_and_the_contact_reads_that(as_, cast, channel, contact):
    guide = as_(cast.samira)
    page = guide.get(of("open_channel", contact))
    assert NUMBER not in text_of(page)
    assert not ContactView.objects.exists()
    response = guide.post(of("open_channel", contact), {"reason": "urgent"})
    assert NUMBER in text_of(response)
    assert "no-store" in response["Cache-Control"]
    view = ContactView.objects.get()
    assert (view.participant, view.by, view.reason) == (contact, cast.samira, "urgent")
    own = text_of(as_(contact).get(of("participant", contact)))
    assert "Samira Bakali" in own
    assert "er is nu iets aan de hand" in own
    assert NUMBER not in own


@pytest.mark.parametrize("reason", ["", "zomaar", *NAUGHTY])
def test_without_a_reason_nothing_is_shown_and_nothing_written(as_, cast, channel, contact, reason):
    response = as_(cast.samira).post(of("open_channel", contact), {"reason": reason})
    assert response.status_code == 422
    assert NUMBER not in text_of(response)
    assert not ContactView.objects.exists()


def test_each_look_is_one_line(as_, cast, channel, contact):
    for n in (1, 2):
        as_(cast.samira).post(of("open_channel", contact), {"reason": "meeting"})
        assert ContactView.objects.count() == n


def test_the_municipality_only_when_the_contact_said_so(as_, cast, channel, contact):
    official = as_(cast.wouter)
    for send in (official.get, official.post):
        assert send(of("open_channel", contact), {"reason": "meeting"}).status_code == 403
    people = reverse("people", args=[cast.club.pk])
    assert of("open_channel", contact) not in text_of(official.get(people))
    channel.read_by = ChannelReader.MUNICIPALITY
    channel.save()
    assert of("open_channel", contact) in text_of(official.get(people))
    response = official.post(of("open_channel", contact), {"reason": "meeting"})
    assert NUMBER in text_of(response)


@pytest.mark.parametrize("person", ["noor", "dex", "police", None])
def test_group_others_and_readers_open_nothing(as_, cast, channel, contact, person):
    channel.read_by = ChannelReader.MUNICIPALITY
    channel.save()
    client = as_(person and getattr(cast, person))
    response = client.post(of("open_channel", contact), {"reason": "meeting"})
    assert response.status_code == 403
    assert NUMBER not in text_of(response)
    assert not ContactView.objects.exists()


def test_it_goes_with_the_duty(as_, cast, channel, contact):
    contact.drop_duty(DutyKind.CONTACT, by=contact)
    assert not ContactChannel.objects.exists()
    assert as_(cast.samira).get(of("open_channel", contact)).status_code == 404


def test_it_goes_with_leaving_and_can_be_taken_away(as_, cast, channel, contact):
    as_(contact).post(of("remove_channel", contact))
    assert not ContactChannel.objects.exists()
    ContactChannel.leave(contact, kind=ChannelKind.PHONE, value=NUMBER, read_by=ChannelReader.GUIDE)
    contact.leave(by=contact)
    assert not ContactChannel.objects.exists()


def test_nothing_is_there_to_open_of_who_left_nothing(as_, cast, contact):
    for person in (contact, cast.dex, cast.wouter):
        response = as_(cast.samira).post(of("open_channel", person), {"reason": "meeting"})
        assert response.status_code == 404


def test_a_contact_of_another_initiative_is_not_there(as_, cast, channel, contact):
    stranger = make.make_participant(cast.garden, Side.GUIDE)
    response = as_(stranger).post(of("open_channel", contact), {"reason": "meeting"})
    assert response.status_code == 404
    assert not ContactView.objects.exists()


def test_the_own_page_takes_eight_queries(
    as_, cast, channel, contact, django_assert_max_num_queries
):
    for _ in range(40):
        ContactView.objects.create(participant=contact, by=cast.samira, reason="meeting")
    for client in (as_(contact), as_(cast.samira)):
        with django_assert_max_num_queries(8):
            assert client.get(of("participant", contact)).status_code == 200
