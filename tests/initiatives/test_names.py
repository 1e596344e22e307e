"""Who reads which name, and which names can be told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.models import Participant, Side
from initiatives.names import check_free_name, name_for, name_key
from initiatives.states import Refused
from initiatives.who import Claim, Who
from tests.conftest import Cast


@pytest.mark.parametrize(
    "name", ["noor", "NOOR", " Noor ", "No\u200bor", "Ｎｏｏｒ", "No or", "No\u00ador"]
)
def test_names_that_look_the_same_have_one_key(name: str) -> None:
    assert name_key(name) == name_key("Noor")


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@pytest.mark.parametrize("name", ["Gemeente", "de gemeente", "GROEP", "Politie"])
def test_nobody_is_called_like_a_side(name: str) -> None:
    with pytest.raises(Refused):
        check_free_name(name)


def test_one_name_per_initiative(cast: Cast) -> None:
    with pytest.raises(Refused):
        Participant.begin(cast.club, side=Side.GROUP, name="ZWALUW NOOR")


def eyes(person: Participant, cast: Cast) -> Who:
    if person.user:
        return Who(person.user, [])
    from initiatives.models import Seat

    seat, _new = Seat.objects.get_or_create(link=cast.link, participant=person, ended_at=None)
    return Who(None, [Claim(cast.link.pk, cast.link.generation, seat.pk)])


def test_who_reads_the_name_of_somebody_of_the_group(cast: Cast) -> None:
    reads = {
        person.name: name_for(eyes(person, cast), cast.noor)
        for person in (cast.dex, cast.samira, cast.wouter, cast.police)
    }
    assert reads == {
        "Zwaluwdex": "Zwaluwnoor",
        "Samira Bakali": "Zwaluwnoor",
        "Wouter de Graaf": "iemand van de groep",
        "Agent Visser": "iemand van de groep",
    }


def test_the_municipality_reads_a_name_that_was_shown_signed_or_opened(cast: Cast) -> None:
    who = eyes(cast.wouter, cast)
    assert name_for(who, cast.noor, is_signed=True) == "Zwaluwnoor"
    cast.noor.show_name(by=cast.noor, is_named=True)
    assert name_for(who, cast.noor) == "Zwaluwnoor"
    assert name_for(who, cast.dex) == "iemand van de groep"
    cast.club.open_names(by=cast.noor, is_open=True)
    cast.dex.initiative.refresh_from_db()
    assert name_for(who, cast.dex) == "Zwaluwdex"
    cast.club.open_names(by=cast.noor, is_open=False)
    cast.dex.initiative.refresh_from_db()
    assert name_for(who, cast.dex) == "iemand van de groep"


def test_a_faded_name_is_a_participant(cast: Cast) -> None:
    cast.noor.name = ""
    cast.noor.save()
    assert name_for(eyes(cast.samira, cast), cast.noor) == "een deelnemer"


def test_a_link_without_a_name_reads_no_names(cast: Cast) -> None:
    who = Who(None, [Claim(cast.link.pk, cast.link.generation)])
    assert name_for(who, cast.noor) == "iemand van de groep"
    assert name_for(who, cast.wouter) == "Wouter de Graaf (gemeente)"
