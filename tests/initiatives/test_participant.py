"""How somebody takes part, and who may say so."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.models import DutyKind, Event, LadderStep, Participant, Period, Seat, Side
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of


def path_of(person: Participant) -> str:
    return reverse("participant", args=[person.pk])


def duties_of(person: Participant) -> set[str]:
    return set(person.duties.filter(ended_on=None).values_list("kind", flat=True))


def fields(person: Participant, **more: object) -> dict[str, object]:
    return {"name": person.name, "step": "joiner", **more}


def test_a_guide_changes_step_and_duties_of_the_group(as_, cast):
    response = as_(cast.samira).post(
        path_of(cast.dex), fields(cast.dex, step="driver", duties=["key_holder", "buddy"])
    )
    assert response.status_code == 303
    assert response["Location"].endswith(f"#deelnemer-{cast.dex.pk}")
    assert duties_of(cast.dex) == {"key_holder", "buddy"}
    assert Participant.objects.with_today().get(pk=cast.dex.pk).step == LadderStep.DRIVER


def test_a_duty_that_is_left_out_ends(as_, cast):
    cast.dex.take_duty(DutyKind.BUDDY, by=None)
    as_(cast.samira).post(path_of(cast.dex), fields(cast.dex, duties=["key_holder"]))
    assert duties_of(cast.dex) == {"key_holder"}


def test_a_new_step_is_a_new_period_and_the_same_stay(cast):
    cast.dex.change_step(LadderStep.DRIVER, by=cast.samira)
    cast.dex.change_step(LadderStep.CONNECTOR, by=cast.samira)
    cast.dex.change_step(LadderStep.CONNECTOR, by=cast.samira)
    assert [p.step for p in cast.dex.periods.all()] == ["joiner", "connector"]
    now = Participant.objects.with_today().get(pk=cast.dex.pk)
    assert now.since == timezone.localdate() - timedelta(days=30), "here since the first of these"
    assert Event.objects.filter(verb="step_changed").count() == 2
    yesterday = timezone.localdate() - timedelta(days=1)
    assert cast.dex in cast.club.participants_on(yesterday)


def test_a_gap_starts_a_new_stay(cast):
    today = timezone.localdate()
    Period.objects.filter(participant=cast.dex).update(
        started_on=date(2020, 1, 1), ended_on=today - timedelta(days=9)
    )
    for days in (7, 0):
        Period.objects.create(
            participant=cast.dex,
            started_on=today - timedelta(days=days),
            ended_on=today if days else None,
        )
    now = Participant.objects.with_today().get(pk=cast.dex.pk)
    assert now.since == today - timedelta(days=7)


def test_who_is_not_here_has_no_since_and_no_step(cast):
    cast.dex.leave(by=None)
    now = Participant.objects.with_today().get(pk=cast.dex.pk)
    assert (now.since, now.step) == (None, None)


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_change_nobody_of_the_group(as_, cast, person):
    client = as_(person and getattr(cast, person))
    for method in (client.get, client.post):
        response = method(path_of(cast.dex), fields(cast.dex, step="driver"))
        assert response.status_code == 403
        assert "Zwaluwdex" not in text_of(response)


def test_only_officials_change_duties_of_officials(as_, cast):
    els = make.make_participant(cast.club, Side.MUNICIPALITY, "Els")
    for person in (cast.noor, cast.samira, cast.police):
        assert as_(person).post(path_of(els), {"duties": ["decider"]}).status_code == 403
    as_(cast.wouter).post(path_of(els), {"duties": ["decider", "director", "stand_in"]})
    assert duties_of(els) == {"decider", "director", "stand_in"}


def test_nobody_changes_a_side(as_, cast):
    as_(cast.wouter).post(
        path_of(cast.wouter), {"duties": ["contact"], "side": "group", "user": "", "is_named": "on"}
    )
    cast.wouter.refresh_from_db()
    assert (cast.wouter.side, cast.wouter.is_named) == (Side.MUNICIPALITY, False)
    assert cast.wouter.user is not None


def test_a_guide_is_for_the_guide_to_change(as_, cast):
    assert as_(cast.noor).get(path_of(cast.samira)).status_code == 403
    as_(cast.samira).post(path_of(cast.samira), {"duties": ["contact"]})
    assert duties_of(cast.samira) == {"contact"}


def test_the_person_alone_shows_the_own_name(as_, cast):
    path = path_of(cast.noor)
    seat = as_(cast.noor)
    assert "De gemeente mag mijn naam zien" in text_of(seat.get(path))
    guide, dex = as_(cast.samira), as_(cast.dex)
    for client in (guide, dex):
        assert 'name="is_named"' not in text_of(client.get(path))
        client.post(path, fields(cast.noor, is_named="on"))
        cast.noor.refresh_from_db()
        assert not cast.noor.is_named
    seat.post(path, fields(cast.noor, is_named="on"))
    cast.noor.refresh_from_db()
    assert cast.noor.is_named
    assert Event.objects.filter(verb="name_shown").count() == 1


def test_a_guide_may_after_asking_who_has_no_phone_here(as_, cast):
    page = text_of(as_(cast.samira).get(path_of(cast.dex)))
    assert "Ik heb het gevraagd en het mag." in page
    as_(cast.samira).post(path_of(cast.dex), fields(cast.dex, is_named="on"))
    cast.dex.refresh_from_db()
    assert cast.dex.is_named


def test_somebody_of_the_group_may_not(as_, cast):
    as_(cast.noor).post(path_of(cast.dex), fields(cast.dex, is_named="on", duties=["contact"]))
    cast.dex.refresh_from_db()
    assert not cast.dex.is_named
    assert duties_of(cast.dex) == set()


def test_who_becomes_the_contact_is_named(as_, cast):
    as_(cast.noor).post(path_of(cast.noor), fields(cast.noor, duties=["contact"]))
    cast.noor.refresh_from_db()
    assert cast.noor.is_named
    assert duties_of(cast.noor) == {"contact"}


def test_a_contact_does_not_hide_the_name(as_, cast):
    cast.noor.show_name(by=cast.noor, is_named=True)
    cast.noor.take_duty(DutyKind.CONTACT, by=cast.noor)
    response = as_(cast.noor).post(path_of(cast.noor), fields(cast.noor, duties=["contact"]))
    assert response.status_code == 422
    assert "Zet eerst die taak uit." in text_of(response)
    cast.noor.refresh_from_db()
    assert cast.noor.is_named
    as_(cast.noor).post(path_of(cast.noor), fields(cast.noor))
    cast.noor.refresh_from_db()
    assert not cast.noor.is_named


def test_a_nickname_can_be_mended_by_who_it_is_or_while_nobody_speaks_for_it(as_, cast):
    guide = as_(cast.samira)
    guide.post(path_of(cast.dex), {"name": "Dexter", "step": "joiner"})
    cast.dex.refresh_from_db()
    assert (cast.dex.name, cast.dex.name_key) == ("Dexter", "dexter")
    Seat.objects.create(link=cast.link, participant=cast.dex)
    guide.post(path_of(cast.dex), {"name": "Zwaluwnoor2", "step": "joiner"})
    cast.dex.refresh_from_db()
    assert cast.dex.name == "Dexter", "a name on a phone is of that phone"


def test_a_name_of_another_is_refused_and_nothing_is_half_done(as_, cast):
    response = as_(cast.samira).post(
        path_of(cast.dex), {"name": "zwaluwNOOR", "step": "driver", "duties": ["buddy"]}
    )
    assert response.status_code == 409
    assert "zwaluwNOOR staat er al." in text_of(response)
    cast.dex.refresh_from_db()
    assert cast.dex.name == "Zwaluwdex"
    assert duties_of(cast.dex) == set()


@pytest.mark.parametrize("text", ["", *NAUGHTY])
@pytest.mark.parametrize("field", ["name", "step", "duties", "is_named"])
def test_strange_input_does_no_harm(as_, cast, field, text):
    response = as_(cast.samira).post(
        path_of(cast.dex), fields(cast.dex, **{field: text}), follow=True
    )
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


def test_people_of_another_initiative_are_not_there(as_, cast):
    for name in ("participant", "leave", "come_back", "accept_newcomer", "set_aside", "free_seat"):
        path = reverse(name, args=[cast.gardener.pk])
        for person in (cast.noor, cast.samira, cast.wouter):
            assert as_(person).post(path).status_code == 404, name


def test_a_number_that_nobody_has(as_, cast):
    path = f"/deelnemer/{'9' * 40}/"
    assert as_(cast.samira).get(path).status_code == 404


# Coming and going ------------------------------------------------------------------------------


def is_here(person: Participant) -> bool:
    return Participant.objects.on(timezone.localdate()).filter(pk=person.pk).exists()


def test_one_tap_and_somebody_no_longer_takes_part_and_is_back(as_, cast):
    guide = as_(cast.samira)
    guide.post(reverse("leave", args=[cast.dex.pk]))
    assert not is_here(cast.dex)
    guide.post(reverse("come_back", args=[cast.dex.pk]))
    assert is_here(cast.dex)
    page = text_of(guide.get(reverse("people", args=[cast.club.pk])))
    assert "Zwaluwdex doet weer mee." in page


@pytest.mark.parametrize("name", ["leave", "come_back", "accept_newcomer", "set_aside"])
@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_do_this_to_nobody_of_the_group(as_, cast, name, person):
    client = as_(person and getattr(cast, person))
    assert client.post(reverse(name, args=[cast.dex.pk])).status_code == 403
    assert is_here(cast.dex)


@pytest.mark.parametrize("name", ["come_back", "accept_newcomer", "set_aside"])
def test_the_group_brings_back_and_judges_only_its_own(as_, cast, name):
    cast.wouter.leave(by=None)
    for person in (cast.noor, cast.samira):
        assert as_(person).post(reverse(name, args=[cast.wouter.pk])).status_code == 403
    assert not is_here(cast.wouter)


@pytest.mark.parametrize("name", ["leave", "come_back", "accept_newcomer", "set_aside"])
def test_a_get_does_nothing(as_, cast, name):
    assert as_(cast.samira).get(reverse(name, args=[cast.dex.pk])).status_code == 405


def test_everybody_ends_only_the_own_part_on_the_other_sides(as_, cast):
    els = make.make_participant(cast.club, Side.MUNICIPALITY, "Els")
    for person in (cast.noor, cast.samira, cast.wouter):
        assert as_(person).post(reverse("leave", args=[els.pk])).status_code == 403
    response = as_(els).post(reverse("leave", args=[els.pk]))
    assert response.status_code == 303
    assert not is_here(els)
    for other in (cast.police, cast.samira):
        as_(other).post(reverse("leave", args=[other.pk]))
        assert not is_here(other)


def test_who_stops_on_a_seat_reads_on(as_, cast):
    client = as_(cast.noor)
    response = client.post(reverse("leave", args=[cast.noor.pk]))
    assert not is_here(cast.noor)
    assert client.get(response["Location"]).status_code == 200
    assert client.get(path_of(cast.noor)).status_code == 403


def test_who_stops_with_an_account_gets_a_page_that_is_there(as_, cast):
    client = as_(cast.wouter)
    response = client.post(reverse("leave", args=[cast.wouter.pk]), follow=True)
    assert response.status_code == 200


# New through the link ---------------------------------------------------------------------------


@pytest.fixture
def newcomer(cast):
    return cast.link.take_seat("Rayan").participant


def test_a_newcomer_is_marked_until_somebody_says_yes(as_, cast, newcomer):
    guide = as_(cast.samira)
    people = reverse("people", args=[cast.club.pk])
    assert "nieuw via de link" in text_of(guide.get(people))
    response = guide.post(
        reverse("accept_newcomer", args=[newcomer.pk]), headers={"HX-Request": "true"}
    )
    assert response["Location"] == path_of(newcomer)
    row = text_of(guide.get(response["Location"], headers={"HX-Request": "true"}))
    assert row.strip().startswith("<li")
    assert "Rayan" in row
    assert "nieuw via de link" not in row
    assert "nieuw via de link" not in text_of(guide.get(people))


def test_nobody_says_yes_to_oneself(as_, newcomer):
    response = as_(newcomer).post(reverse("accept_newcomer", args=[newcomer.pk]))
    assert response.status_code == 409
    newcomer.refresh_from_db()
    assert not newcomer.was_accepted


def test_set_aside_ends_the_seat_and_can_be_undone(as_, cast, newcomer):
    guide = as_(cast.samira)
    guide.post(reverse("set_aside", args=[newcomer.pk]))
    assert not is_here(newcomer)
    assert not newcomer.seats.filter(ended_at=None).exists()
    guide.post(reverse("come_back", args=[newcomer.pk]))
    assert is_here(newcomer)


def test_only_who_came_by_the_link_is_set_aside(as_, cast):
    assert as_(cast.samira).post(reverse("set_aside", args=[cast.dex.pk])).status_code == 409
    assert is_here(cast.dex)


def test_two_new_names_at_once_are_both_remembered_to_be_forgotten(cast):
    one, other = (Participant.objects.get(pk=cast.noor.pk) for _n in range(2))
    one.rename("Merel", by=cast.samira)
    other.rename("Lijster", by=cast.samira)
    cast.noor.refresh_from_db()
    assert cast.noor.former_names.split("\n") == ["Zwaluwnoor", "Merel"]
