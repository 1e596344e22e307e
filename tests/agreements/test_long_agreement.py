"""One long agreement, written through the forms from the template to taking effect.

Twenty-four clauses with lines of the group, the municipality, both, the police, the neighbours and
youth work: what a real one needs fits in the forms, and stands there afterwards as it was typed.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, ChangeProposal, Clause, Commitment
from agreements.sealing import seal_of
from agreements.states import Party, ProposalStatus, Status
from initiatives.models import DutyKind
from tests.agreements import long_agreement as typed
from tests.agreements.test_fill_blanks import fields_on
from tests.agreements.typing_in import again, as_typed, clause_data
from tests.conftest import Cast

MOST_QUERIES = 10


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


class Town:
    """Who sits where: an official and a guide at a laptop, two of the group at their phones."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        for person in (cast.noor, cast.dex, cast.wouter):
            person.take_duty(DutyKind.KEY_HOLDER, by=None)
        cast.noor.show_name(by=cast.noor, is_named=True)
        self.official, self.guide = Client(), Client()
        self.official.force_login(cast.wouter.user)
        self.guide.force_login(cast.samira.user)
        self.noor, self.dex = self.phone(cast.noor.name), self.phone(cast.dex.name)
        # An official reads the one name, and points to the other by its number.
        self.names = {"KEY_1": f"{{@{cast.noor.name}}}", "KEY_2": f"{{@deelnemer {cast.dex.pk}}}"}

    def phone(self, name: str) -> Client:
        phone = Client()
        phone.get(reverse("open_link", args=[self.cast.link.token]))
        self.post(phone, "take_seat", self.cast.club.pk, name=name)
        return phone

    def post(self, client: Client, url: str, *args: object, **data: Any) -> str:
        """Sends a form; gives where it leads."""
        response = client.post(reverse(url, args=args), data)
        said = re.sub(r"<[^>]+>", " ", response.content.decode())
        assert response.status_code in (302, 303), f"{url} {args}: {' '.join(said.split())[:900]}"
        return response.headers["Location"]

    def start(self) -> AgreementVersion:
        club = self.cast.club.pk
        begun = {"title": typed.TITLE, "template": "building_use"}
        self.post(self.official, "start_agreement", club, **begun)
        draft = AgreementVersion.objects.get()
        for part in typed.LIBRARY:
            self.post(self.official, "add_clause", draft.pk, key=part.key)
        for part in typed.OWN:
            self.post(self.official, "add_clause", draft.pk, heading=part.heading)
        return draft

    def fill_blanks(self, draft: AgreementVersion) -> None:
        """Every blank of the template and the library, on one page."""
        fields = fields_on(self.official, draft)
        blanks = [name for name in fields if "-blank_" in name]
        answers = chain(typed.PURPOSE, *(part.answers for part in typed.EVERYTHING))
        filled = {
            name: self.names.get(answer, answer)
            for name, answer in zip(blanks, answers, strict=True)
        }
        to = self.post(self.official, "fill_blanks", draft.pk, **(fields | filled))
        assert to == reverse("write", args=[draft.pk]), "nothing is left to fill"

    def write_clauses(self, draft: AgreementVersion) -> None:
        for clause, part in zip(draft.clauses.all(), typed.EVERYTHING, strict=True):
            there = as_typed(clause)
            lines = []
            for n, line in enumerate(part.lines):
                data = there[n] if n < len(there) else {}
                data |= {"text": line.text, "party": line.party} if line.text else {}
                lines.append(data | {name: self._typed(more) for name, more in line.more.items()})
            # People as a writer sees them in the form.
            shown = {
                name: re.sub(r"\{@(\d+)\}", r"{@deelnemer \1}", str(value))
                for name, value in clause_data(again(clause), *lines).items()
            }
            self.post(self.official, "edit_clause", clause.pk, **shown)

    def _typed(self, value: Any) -> str:
        return in_days(value) if isinstance(value, int) else self.names.get(value, value)

    def write_rest(self, draft: AgreementVersion) -> None:
        for what, party, finder, days in typed.OPEN_POINTS:
            point = {"what": what, "party": party, "finder": finder, "due_on": in_days(days)}
            self.post(self.official, "add_open_point", draft.pk, **point)
        draft.refresh_from_db()
        self.post(
            self.official,
            "edit_head",
            draft.pk,
            revision=draft.revision,
            title=typed.TITLE,
            purpose=draft.purpose,
            vision=typed.VISION,
            lead="group",
            support="on_request",
            look_back_on=in_days(42),
            ends_on=in_days(182),
            trial_until=in_days(91),
            trial_decider=typed.TRIAL_DECIDER,
            trial_then=typed.TRIAL_THEN,
        )

    def propose(self, draft: AgreementVersion) -> None:
        self.post(self.official, "propose", draft.pk)
        draft.refresh_from_db()
        assert draft.status == Status.PROPOSED

    def propose_text(self, client: Client, clause: Clause, text: str, because: str) -> None:
        line = clause.commitments.get(text=typed.NOW)
        fields = {f"text-{line.key}": text, "because": because, "revision": clause.revision}
        self.post(client, "propose_text", clause.pk, **fields)

    def settle_times(self, version: AgreementVersion) -> AgreementVersion:
        """Two other texts for one line: one is taken over, one is declined with a reason."""
        times = version.clauses.get(key="times")
        self.propose_text(self.noor, times, typed.OF_GROUP, typed.BECAUSE_OF_GROUP)
        self.propose_text(
            self.official, times, typed.OF_MUNICIPALITY, typed.BECAUSE_OF_MUNICIPALITY
        )
        of_group, of_municipality = ChangeProposal.objects.order_by("pk")
        self.post(self.dex, "support_text", of_group.pk)
        self.post(self.dex, "decline_text", of_municipality.pk, because=typed.WHY_NOT)
        page = self.official.get(reverse("version", args=[version.pk])).content.decode()
        button = page[page.index(reverse("take_over_text", args=[of_group.pk])) :]
        found = re.search(r'name="revision" value="(\d*)"', button)
        assert found, "the button says which text was read"
        self.post(self.official, "take_over_text", of_group.pk, revision=found.group(1))
        return AgreementVersion.objects.get(number=2)

    def say(self, client: Client, version: AgreementVersion, **fields: Any) -> None:
        self.post(client, "confirm", version.pk, "sta-erachter", **fields)


@pytest.fixture
def town(cast: Cast) -> Town:
    return Town(cast)


def written(town: Town) -> AgreementVersion:
    draft = town.start()
    town.fill_blanks(draft)
    town.write_clauses(draft)
    town.write_rest(draft)
    town.post(town.official, "open_draft", draft.pk)
    town.propose(draft)
    return draft


def said_by(client: Client, url: str, *args: object) -> str:
    """What a page says, without its tags; in at most ten queries."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(url, args=args))
    assert response.status_code == 200
    assert len(queries) <= MOST_QUERIES, [query["sql"][:120] for query in queries]
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_long_agreement_stands_there_as_it_was_typed(town: Town, cast: Cast) -> None:
    version = written(town)
    lines = list(Commitment.objects.filter(clause__version=version))
    assert version.clauses.count() == 24
    assert len(lines) == sum(len(part.lines) for part in typed.EVERYTHING) >= 60
    assert {line.party for line in lines} == set(Party.values)
    others = Counter(line.party_name for line in lines if line.party == Party.OTHER)
    assert others == {typed.POLICE: 2, typed.NEIGHBOURS: 2, typed.YOUTH_WORK: 2}
    assert not any("{" in re.sub(r"\{@\d+\}", "", line.text) for line in lines), "no blank is left"
    face = next(line for line in lines if line.clause.key == "who_municipality")
    assert f"{{@{cast.wouter.pk}}}, beheerder het vaste gezicht" in face.text, "no plain name"
    keys = " ".join(line.text for line in lines if line.clause.key == "key")
    for person in (cast.noor, cast.dex, cast.wouter):
        assert f"{{@{person.pk}}}" in keys
    step = next(line for line in lines if line.condition)
    assert step.condition == "de buren drie maanden tevreden zijn"
    assert version.open_points.count() == 2
    assert version.trial_until == timezone.localdate() + timedelta(days=91)
    assert version.seal == seal_of(version)


def test_everybody_reads_it_in_eight_queries_and_no_nickname_leaves_the_group(
    town: Town, cast: Cast
) -> None:
    version = written(town)
    for client in (town.official, town.guide, town.noor):
        for url in ("version", "print_agreement", "in_short"):
            said = said_by(client, url, version.pk)
            # The guide and the group read on paper no more than everybody at the wall.
            may_read = client is not town.official and url == "version"
            assert (cast.dex.name in said) == may_read, url
    read = said_by(town.official, "version", version.pk)
    assert "In de winter, van 1 oktober tot 31 maart: woensdag van 15.00 tot 18.00 uur." in read
    assert "onder voorbehoud van de verbouwing van de begane grond; de wethouder beslist" in read
    assert "Daarna beslist het hoofd wijkzaken, samen met de groep." in read
    assert "Als de buren drie maanden tevreden zijn, dan: gaan we ook op zondagmiddag" in read
    assert "Dit kan wel: Vier keer per jaar een feest" in read
    assert "De groep mag stoppen en de gemeente mag stoppen." in read
    paper = said_by(town.official, "print_agreement", version.pk)
    assert "Twee sleutelhouders van de groep hebben de sleutel." in paper
    for heading in version.clauses.values_list("heading", flat=True):
        assert heading in paper
    assert all(what in paper for what, *_rest in typed.OPEN_POINTS)


def test_it_is_settled_and_takes_effect(town: Town, cast: Cast) -> None:
    first = written(town)
    exception = "smoking_drugs"
    town.say(town.dex, first, except_keys=exception, text="Vapen op de gang moet kunnen.")
    second = town.settle_times(first)
    town.propose(second)
    first.refresh_from_db()
    assert first.status == Status.WITHDRAWN
    taken, declined = ChangeProposal.objects.order_by("pk")
    assert (taken.status, declined.status) == (ProposalStatus.TAKEN_OVER, ProposalStatus.DECLINED)
    texts = [line.text for line in second.clauses.get(key="times").commitments.all()]
    assert typed.OF_GROUP in texts
    assert typed.NOW not in texts
    earlier = said_by(town.noor, "clause_proposals", second.clauses.get(key="times").pk)
    assert typed.WHY_NOT in earlier
    changed = said_by(town.dex, "still_behind", second.pk)
    assert "23 onderdelen bleven hetzelfde." in changed
    town.post(town.dex, "still_behind", second.pk, except_keys=exception)
    town.say(town.noor, second)
    town.say(town.official, second, mandate="mine")
    backing = said_by(town.noor, "version", second.pk)
    assert "2 van de 2 die hier meedoen staan erachter" in backing, backing
    town.post(town.noor, "take_effect", second.pk)
    second.refresh_from_db()
    assert second.status == Status.IN_EFFECT
    assert second.seal == seal_of(second)
    assert second.agreement.versions.count() == 2
    said_by(town.noor, "version", second.pk)
