"""Several coordinators at once, on both databases. Each race has a control that goes wrong."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from agreements.library import TEMPLATES, LibraryLine
from agreements.models import TemplateClause, TemplateVersion
from agreements.models.template import TemplateConflict
from initiatives.states import Refused
from tests.factories import make_manager, make_template
from tests.racing import RUNNERS, meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ONE_DRAFT, ONE_NUMBER = "one_template_draft_at_a_time", "one_template_text_per_number"


@pytest.fixture
def managers() -> list[User]:
    return [make_manager() for _ in range(RUNNERS)]


def begin_drafts(managers: list[User]) -> list[Any]:
    text = TEMPLATES["activity"]
    return race(lambda n: TemplateVersion.draft_of(text, by=managers[n]))


def test_one_draft_at_a_time(managers: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    meet_before(monkeypatch, TemplateVersion.objects, "create")
    results = begin_drafts(managers)
    assert sum(isinstance(result, TemplateVersion) for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == RUNNERS - 1
    assert TemplateVersion.objects.count() == 1


def test_control_without_the_constraints_there_are_several(
    managers: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        without_constraint(TemplateVersion, ONE_DRAFT),
        without_constraint(TemplateVersion, ONE_NUMBER),
    ):
        meet_before(monkeypatch, TemplateVersion.objects, "create")
        begin_drafts(managers)
        assert TemplateVersion.objects.drafts().count() > 1
        TemplateVersion.objects.all().delete()


def test_three_taps_begin_one(managers: list[User], monkeypatch: pytest.MonkeyPatch) -> None:
    meet_before(monkeypatch, TemplateVersion.objects, "create")
    results = race(lambda _n: TemplateVersion.begin(by=managers[0], name="Moestuin"))
    assert len({result.pk for result in results}) == 1
    assert TemplateVersion.objects.count() == 1


def test_control_without_the_lock_a_tap_is_refused_or_makes_another(
    managers: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_transactions(monkeypatch)
    meet_before(monkeypatch, TemplateVersion.objects, "create")
    results = race(lambda _n: TemplateVersion.begin(by=managers[0], name="Moestuin"))
    made = {result.pk for result in results if isinstance(result, TemplateVersion)}
    assert len(made) != 1 or any(isinstance(result, Exception) for result in results)


def write_at_once(managers: list[User], clause: TemplateClause) -> list[Any]:
    clauses = [TemplateClause.objects.get(pk=clause.pk) for _ in managers]

    def act(n: int) -> None:
        lines = [LibraryLine("group", f"Tekst van {n}.")]
        clauses[n].rewrite(by=managers[n], revision=1, heading="Wie?", lines=lines)

    return race(act)


def test_one_writes_and_the_others_are_shown_it(managers: list[User]) -> None:
    clause = make_template().clauses.get()
    results = write_at_once(managers, clause)
    winner = results.index(None)
    assert [isinstance(r, TemplateConflict) for r in results].count(True) == RUNNERS - 1
    assert list(clause.lines.values_list("text", flat=True)) == [f"Tekst van {winner}."]


def test_what_is_written_while_publishing_is_in_it_or_refused(managers: list[User]) -> None:
    draft = make_template()
    clause = draft.clauses.get()
    lines = [LibraryLine("group", "Op het laatste moment.")]

    def act(n: int) -> Any:
        if n:
            TemplateVersion.objects.get(pk=draft.pk).publish(by=managers[0])
            return TemplateVersion.objects.get(pk=draft.pk).as_template()
        mine = TemplateClause.objects.get(pk=clause.pk)
        return mine.rewrite(by=managers[1], revision=1, heading="Wie?", lines=lines)

    written, *seen = race(act)
    now = TemplateVersion.objects.get(pk=draft.pk).as_template()
    assert (now.clauses[0].heading == "Wie?") == (written is None)
    assert written is None or isinstance(written, Refused)
    assert seen[0] == seen[1] == now, "what was published is what stays"


def test_control_without_the_lock_a_published_text_changes(
    managers: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state is looked at, somebody publishes, and the words change after all."""
    draft = make_template()
    clause = draft.clauses.get()

    def look_without_lock(self: TemplateVersion, **_what: Any) -> None:
        assert TemplateVersion.objects.get(pk=self.pk).is_draft
        self.publish(by=managers[0])

    monkeypatch.setattr(TemplateVersion, "lock_draft", look_without_lock)
    clause.rewrite(by=managers[1], revision=1, heading="Wie?", lines=[])
    assert not TemplateVersion.objects.get().is_draft
    assert TemplateClause.objects.get().heading == "Wie?"
