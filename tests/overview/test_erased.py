"""A backup brings names back; the list outside the database takes them out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from initiatives.models import Participant
from initiatives.names import name_key
from overview import erased
from overview.forgetting import fade, forget_user
from tests.conftest import Cast
from tests.dump import hits
from tests.factories import make_participant, make_user
from tests.overview.test_forgetting import NAME
from tests.overview.test_retention import DAY, LEFT, done, noon


@pytest.fixture(autouse=True)
def erased_file(tmp_path: Path, settings: Any) -> Path:
    settings.ERASED_FILE = tmp_path / "erased.txt"
    return tmp_path / "erased.txt"


def test_names_and_accounts_are_forgotten_again(
    cast: Cast, django_capture_on_commit_callbacks: Any, erased_file: Path
) -> None:
    user = make_user("Riet Merel", email="merel@v.invalid")
    riet = make_participant(cast.garden, user=user, name="Merel")
    old_user = User.objects.filter(pk=user.pk).values().get()
    old = {p.pk: (p.name, p.user_id) for p in (cast.noor, riet)}
    with django_capture_on_commit_callbacks(execute=True):
        cast.noor.rename("Lijster", by=cast.noor)
        fade(cast.noor, by=cast.noor)
        forget_user(user)
    assert "Merel" not in erased_file.read_text()
    # The backup: rows as they were, under the same numbers.
    User.objects.create(**old_user)
    for pk, (name, user_id) in old.items():
        Participant.objects.filter(pk=pk).update(name=name, name_key=name_key(name), user=user_id)
    assert hits("Merel", "merel@v.invalid", NAME)
    assert done()["forgotten again after a restore"] >= 2
    assert hits("Merel", "merel@v.invalid", NAME) == []
    assert "forgotten again after a restore" not in done()


def test_a_new_person_with_the_same_number_is_left_alone(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        fade(cast.noor, by=None)
    Participant.objects.filter(pk=cast.noor.pk).update(name="Iemand Anders", name_key="x")
    assert done() == {}
    assert Participant.objects.get(pk=cast.noor.pk).name == "Iemand Anders"


def test_the_list_holds_no_name_and_grows_old(
    cast: Cast, django_capture_on_commit_callbacks: Any, erased_file: Path
) -> None:
    with noon(LEFT), django_capture_on_commit_callbacks(execute=True):
        fade(cast.noor, by=None)
    (line,) = erased_file.read_text().splitlines()
    assert line.startswith("2026-03-10 ")
    assert len(line) == 75
    with noon(LEFT + erased.KEPT):
        assert done() == {}
    with noon(LEFT + erased.KEPT + DAY):
        assert done() == {"lines of the list of the forgotten": 1}
    assert erased_file.read_text() == ""


def test_a_list_that_cannot_be_written_or_read_stops_nothing(
    cast: Cast, settings: Any, django_capture_on_commit_callbacks: Any, caplog: Any
) -> None:
    settings.ERASED_FILE = Path("/nowhere/at/all.txt")
    with django_capture_on_commit_callbacks(execute=True):
        assert fade(cast.noor, by=None)
    assert "cannot be written" in caplog.text
    assert done() == {}


def test_lines_that_make_no_sense_count_for_nothing(erased_file: Path, db: None) -> None:
    erased_file.write_text("onzin\n\n2026-13-01 abc\n2026-01-01\n")
    assert erased.remembered().keys() <= {""}
    assert list(erased.come_back()) == []
