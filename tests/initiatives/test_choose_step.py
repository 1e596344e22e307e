"""How somebody takes part: six ways beside each other, chosen by the people themselves."""

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event, LadderStep, Participant, Seat, Side
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of


def path_of(person: Participant) -> str:
    return reverse("choose_step", args=[person.pk])


def step_of(person: Participant) -> str | None:
    return Participant.objects.with_today().get(pk=person.pk).step


@pytest.fixture
def people(cast):
    return reverse("people", args=[cast.club.pk])


def test_six_tiles_with_counts_by_the_letter(as_, cast, people):
    cast.dex.change_step(LadderStep.DRIVER, by=cast.dex)
    for person in (cast.noor, cast.samira, cast.wouter, cast.police, None):
        tiles = as_(person).get(people).context["roster"].tiles
        assert [tile.name for tile in tiles] == sorted(str(s.label) for s in LadderStep)
        assert {tile.step: tile.count for tile in tiles if tile.count} == {
            LadderStep.JOINER: 1,
            LadderStep.DRIVER: 1,
        }


def test_who_left_is_not_counted(as_, cast, people):
    cast.dex.leave(by=None)
    tiles = as_(cast.noor).get(people).context["roster"].tiles
    assert sum(tile.count for tile in tiles) == 1


def test_a_seat_chooses_its_own_in_one_tap(as_, cast, people):
    client = as_(cast.noor)
    page = text_of(client.post(path_of(cast.noor), {"step": "connector"}, follow=True))
    assert step_of(cast.noor) == LadderStep.CONNECTOR
    assert "Zo doe jij mee" in page
    assert Event.objects.filter(verb="step_changed", about=cast.noor).exists()


def test_a_guide_chooses_for_who_is_on_no_phone_only(as_, cast):
    guide = as_(cast.samira)
    assert guide.post(path_of(cast.dex), {"step": "driver"}).status_code == 303
    assert step_of(cast.dex) == LadderStep.DRIVER
    Seat.objects.create(link=cast.link, participant=cast.dex)
    assert guide.post(path_of(cast.dex), {"step": "visitor"}).status_code == 403
    page = text_of(guide.get(reverse("participant", args=[cast.dex.pk])))
    assert 'name="step"' not in page
    guide.post(reverse("participant", args=[cast.dex.pk]), {"name": "Zwaluwdex", "step": "visitor"})
    resident = make.make_participant(cast.club, Side.GROUP, user=cast.resident)
    assert guide.post(path_of(resident), {"step": "visitor"}).status_code == 403
    assert step_of(cast.dex) == LadderStep.DRIVER


@pytest.mark.parametrize("person", ["noor", "wouter", "police", None])
def test_nobody_chooses_for_another(as_, cast, person):
    client = as_(person and getattr(cast, person))
    assert client.post(path_of(cast.dex), {"step": "driver"}).status_code == 403
    assert step_of(cast.dex) == LadderStep.JOINER


@pytest.mark.parametrize("step", ["", "boss", *NAUGHTY])
def test_another_way_there_is_not(as_, cast, step):
    response = as_(cast.noor).post(path_of(cast.noor), {"step": step}, follow=True)
    assert "Kies een van de zes manieren." in text_of(response)
    assert step_of(cast.noor) == LadderStep.JOINER


def test_no_way_has_a_colour_or_number_of_rank(as_, cast, people):
    """Every tile is the same mark-up but for the words, the count and the own choice."""
    page = text_of(as_(cast.wouter).get(people))
    tiles = page.split('<li class="way')[1:]
    assert len(tiles) == 6
    assert all(tile.startswith('">') for tile in tiles)


# One tap, and the other button undoes it ----------------------------------------------------------


@pytest.mark.parametrize("person", ["noor", "samira"])
def test_the_row_comes_back_with_the_other_button(as_, cast, person):
    client = as_(getattr(cast, person))
    row = {"HX-Request": "true"}
    for name, button in (("leave", "Weer terug"), ("come_back", "Doet niet meer mee")):
        response = client.post(reverse(name, args=[cast.dex.pk]), headers=row)
        assert response.status_code == 303
        part = text_of(client.get(response["Location"], headers=row))
        assert part.strip().startswith("<li")
        assert button in part
    assert Participant.objects.on(timezone.localdate()).filter(pk=cast.dex.pk).exists()


def test_without_script_it_is_a_form_and_a_sentence(as_, cast):
    page = text_of(as_(cast.samira).post(reverse("leave", args=[cast.dex.pk]), follow=True))
    assert "Zwaluwdex doet niet meer mee." in page
    assert reverse("come_back", args=[cast.dex.pk]) in page
