"""What belongs to a line beside its text: written, shown everywhere, sealed, and friendly notes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import (
    AgreementVersion,
    Clause,
    Commitment,
    Confirmation,
    Line,
    OpenPoint,
    ReadLink,
)
from agreements.models.clause import WRITTEN
from agreements.models.version import HEAD_FIELDS
from agreements.open_points import point_views
from agreements.roles import roles_in
from agreements.sealing import seal_of
from agreements.states import Word
from initiatives.models import DutyKind, Side
from initiatives.who import Claim, Who
from tests.agreements.typing_in import HTMX, again, as_typed, send
from tests.conftest import Cast, with_claims
from tests.factories import add_clause, line, make_agreement, make_participant

EVERYTHING: dict[str, Any] = {
    "text": "Dan mag het tot 23.30 uur.",
    "party": "municipality",
    "kind": "intention",
    "reservation": "overleg met de buren",
    "decider": "de wijkregisseur",
    "rhythm": "elke vrijdag",
    "condition": "het drie maanden goed gaat",
    "stance": "cannot",
    "instead": "Op zaterdag kan het wel.",
    "watcher": "de beheerder",
    "sign": "de buren bellen niet meer",
}


def shown_on(client: Client, name: str, *args: Any, **headers: Any) -> str:
    response = client.get(reverse(name, args=args), headers=headers)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


NOTES = (
    "Als het drie maanden goed gaat, dan:",
    "dit kan niet",
    "Dit kan wel: Op zaterdag kan het wel.",
    "onder voorbehoud van overleg met de buren",
    "de wijkregisseur beslist daarover",
    "elke vrijdag",
    "let erop: de beheerder",
    "zo merken we het: de buren bellen niet meer",
)


def test_every_field_of_a_line_is_written_and_comes_back(official: Client, clause: Clause) -> None:
    day = timezone.localdate() + timedelta(days=30)
    sent = {**EVERYTHING, "due_on": day.isoformat()}
    assert set(sent) | {"party_name"} == set(WRITTEN), "a new field is asked for here too"
    assert send(official, clause, sent).status_code in (302, 303)
    kept = clause.commitments.get()
    assert {name: getattr(kept, name) for name in EVERYTHING} == EVERYTHING
    assert kept.due_on == day
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    for value in EVERYTHING.values():
        assert value in body


@pytest.mark.parametrize("page", ["write", "version", "preview", "read_agreement"])
def test_what_belongs_to_a_line_is_shown_wherever_it_is_read(
    cast: Cast, official: Client, page: str
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    clause = add_clause(draft, "Hoe laat?", Line(**EVERYTHING))
    if page == "preview":
        sent = as_typed(clause)
        response = send(official, clause, *sent, autosave="1", headers=HTMX)
        shown = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
    elif page == "read_agreement":
        draft.propose(by=cast.wouter)
        link = ReadLink.make(draft, by=cast.wouter).link
        client = with_claims(Client(), [Claim(link.pk, link.generation)])
        shown = shown_on(client, page, link.pk)
    else:
        shown = shown_on(official, page, draft.pk)
    for note in NOTES:
        assert note in shown, note


def test_nobody_of_the_group_stands_on_the_wall_by_name(cast: Cast, official: Client) -> None:
    cast.noor.show_name(by=cast.noor, is_named=True)
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    who = f"{{@{cast.noor.pk}}}"
    add_clause(draft, "Wie?", line(f"{who} sluit af.", watcher=who))
    OpenPoint.add(draft, what="De tuin?", party="group", finder=who)
    draft.propose(by=cast.wouter)
    shown = shown_on(official, "version", draft.pk)
    assert f"let erop: {cast.noor.name}" in shown
    assert f"zoekt het uit: {cast.noor.name}" in shown
    assert shown.count(cast.noor.name) >= 4, "also in the table of who does what"
    link = ReadLink.make(draft, by=cast.wouter).link
    for client in (Client(), cast.sit(Client(), cast.noor)):
        shown = shown_on(with_claims(client, [Claim(link.pk, link.generation)]), "read_agreement",
                         link.pk)  # fmt: skip
        assert cast.noor.name not in shown
        assert "let erop: een deelnemer van de groep" in shown
        assert "zoekt het uit: een deelnemer van de groep" in shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Als het goed gaat, dan", "het goed gaat"),
        ("als het goed gaat, dan:", "het goed gaat"),
        ("het goed gaat.", "het goed gaat"),
        ("het goed gaat", "het goed gaat"),
        ("alsof het goed gaat", "alsof het goed gaat"),
        ("dan", "dan"),
        ("als", "als"),
        ("…", "…"),
    ],
)
def test_the_words_around_a_condition_are_ours(
    official: Client, clause: Clause, typed: str, kept: str
) -> None:
    send(official, clause, {"text": "Dan mag het.", "condition": typed})
    assert clause.commitments.get().condition == kept


def test_who_keeps_an_eye_on_it_is_a_reference_when_it_is_somebody_here(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    clause = add_clause(draft, "Wie?", line("Samen."))
    member = cast.sit(Client(), cast.noor)
    draft.open_draft(by=cast.wouter)
    sent = {"text": "Samen.", "watcher": cast.noor.name}
    assert send(member, clause, sent).status_code in (302, 303)
    kept = clause.commitments.get()
    assert kept.watcher == f"{{@{cast.noor.pk}}}"
    address = reverse("version", args=[draft.pk])
    assert f"let erop: {cast.noor.name}" in member.get(address).content.decode()
    # The official does not read the nickname, and may save the clause without losing who it is.
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert cast.noor.name not in body and f"{{@deelnemer {cast.noor.pk}}}" in body
    sent = {"text": "Ook samen.", "watcher": f"{{@deelnemer {cast.noor.pk}}}", "key": kept.key}
    assert send(official, again(clause), sent).status_code in (302, 303)
    assert clause.commitments.get().watcher == f"{{@{cast.noor.pk}}}"
    shown = shown_on(official, "version", draft.pk)
    assert "let erop: een deelnemer van de groep" in shown


def test_somebody_who_is_not_here_cannot_keep_an_eye_on_it(
    official: Client, clause: Clause
) -> None:
    response = send(official, clause, {"text": "Samen.", "watcher": "{@Niemand}"})
    assert response.status_code == 422
    assert "“Niemand” doet hier niet mee" in response.content.decode()


@pytest.mark.parametrize("name", ["condition", "instead", "reservation", "decider", "sign"])
def test_nobody_is_a_reference_in_another_field(
    cast: Cast, official: Client, clause: Clause, name: str
) -> None:
    response = send(official, clause, {"text": "Samen.", name: f"{{@{cast.wouter.name}}}"})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"stance": "cannot"}, "Schrijf er ook bij wat er wel kan."),
        ({"stance": "cannot", "instead": "Op zaterdag wel."}, ""),
        ({"stance": "can"}, ""),
        ({"stance": "unknown"}, "Zet het ook bij “Nog niet afgesproken”."),
    ],
)
def test_a_no_asks_kindly_for_what_can_be_done(
    official: Client, draft: AgreementVersion, fields: dict[str, str], note: str
) -> None:
    add_clause(draft, "Slapen?", line("Blijven slapen.", **fields))
    shown = shown_on(official, "write", draft.pk)
    for known in ("wat er wel kan.", "Zet het ook bij"):
        assert (known in shown) == (bool(note) and known in note)
    draft.propose(by=draft.began_by)  # said, never in the way


@pytest.mark.parametrize(
    ("field", "note"),
    [("text", "Schrijf {@Zwaluwnoor}"), ("watcher", "Schrijf {@"), ("sign", "Laat de naam")],
)
def test_a_plain_name_is_noticed_in_every_field(
    cast: Cast, draft: AgreementVersion, field: str, note: str
) -> None:
    draft.open_draft(by=cast.wouter)
    text = {"text": "Samen.", field: f"Vraag het {cast.noor.name}."}
    add_clause(draft, "Wie?", Line(party="both", **text))
    shown = shown_on(cast.sit(Client(), cast.noor), "write", draft.pk)
    assert note in shown


# The head -----------------------------------------------------------------------------------


def test_the_shared_sentence_the_lead_and_the_help_are_shown(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    add_clause(draft, "Wie?", line("Samen."))
    draft.save_head(
        revision=draft.revision, vision="Elke vrijdag open.", lead="both", support="on_request"
    )
    for name in ("write", "version"):
        shown = shown_on(official, name, draft.pk)
        assert "Elke vrijdag open." in shown
        assert "Groep en gemeente hebben samen de leiding." in shown
        assert "De groep vraagt om hulp als dat nodig is." in shown


# The seal -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in WRITTEN if name != "due_on"])
def test_a_line_changed_by_hand_breaks_the_seal(cast: Cast, name: str) -> None:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    clause = add_clause(version, "Hoe?", Line(**EVERYTHING))
    version.propose(by=cast.wouter)
    assert version.has_valid_seal()
    other = {"party": "both", "kind": "promise", "stance": "can"}.get(name, "Iets anders.")
    clause.commitments.update(**{name: other})
    assert not version.has_valid_seal()


@pytest.mark.parametrize("name", HEAD_FIELDS)
def test_the_head_changed_by_hand_breaks_the_seal(cast: Cast, name: str) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    version.propose(by=cast.wouter)
    is_day = name.endswith(("_on", "_until"))
    other = timezone.localdate() + timedelta(days=9) if is_day else "anders"
    AgreementVersion.objects.filter(pk=version.pk).update(**{name: other})
    assert not AgreementVersion.objects.get(pk=version.pk).has_valid_seal()


@pytest.mark.parametrize("name", ["what", "party", "finder", "due_on", "key"])
def test_an_open_point_changed_by_hand_breaks_the_seal(cast: Cast, name: str) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    point = OpenPoint.add(version, what="De tuin?", party="group")
    version.propose(by=cast.wouter)
    assert version.has_valid_seal()
    other = timezone.localdate() if name == "due_on" else "other"
    OpenPoint.objects.filter(pk=point.pk).update(**{name: other})
    assert not version.has_valid_seal()
    OpenPoint.objects.filter(pk=point.pk).delete()
    assert version.seal != seal_of(version)


def test_a_line_without_the_newer_fields_keeps_the_seal_it_had(cast: Cast) -> None:
    """What stood in a text before those fields were there counts as before."""
    version = make_agreement(cast.club, by=cast.wouter, clauses=1)
    clause = version.clauses.get()
    before = seal_of(version)
    plain = clause.commitments.get().as_line()
    clause.rewrite(
        revision=clause.revision, heading=clause.heading, lines=[replace(plain, sign="")]
    )
    assert seal_of(version) == before


# Who does what ------------------------------------------------------------------------------


def test_roles_come_from_duties_and_from_the_lines(cast: Cast, draft: AgreementVersion) -> None:
    make_participant(cast.club, name="Zwaluwkey", duty=DutyKind.KEY_HOLDER)
    make_participant(cast.club, Side.OTHER, "Buurthuis", duty=DutyKind.CONTACT)
    add_clause(
        draft,
        "De sleutel?",
        line("Samen.", watcher=f"{{@{cast.noor.pk}}}"),
        line("Ook.", "municipality", reservation="geld", decider="de raad"),
    )
    OpenPoint.add(draft, what="De tuin?", party="group", finder="de beheerder")
    present = list(
        cast.club.participants_on(timezone.localdate()).with_today().with_official_duties()
    )
    clauses = list(draft.clauses.prefetch_related("commitments"))
    points = [view.point for view in point_views(draft.open_points.all())]
    for person in present:
        person.initiative = cast.club
    rows = {row.what: row for row in roles_in(Who(cast.wouter.user, []), present, clauses, points)}
    assert [p.name for p in rows["Vast gezicht van de gemeente"].named] == ["Wouter de Graaf"]
    assert "Vast gezicht van de groep" not in rows, "another party does not speak for it"
    key = rows["Heeft een sleutel"]
    assert (key.named, key.unnamed) == ([], 1), "a nickname is not for the municipality"
    assert rows["Let erop"].about == ["De sleutel?"]
    assert (rows["Beslist"].text, rows["Beslist"].about) == ("de raad", ["geld"])
    assert rows["Zoekt uit"].text == "de beheerder"
    assert "Vervanger" not in rows, "nobody does that"


# Where a line is told as somebody's doing ---------------------------------------------------


def test_the_group_page_says_the_condition_and_leaves_out_what_cannot_be_done(cast: Cast) -> None:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    passed = timezone.localdate() - timedelta(days=3)
    promise = {"party": "municipality", "kind": "promise"}
    add_clause(
        version,
        "Wat doet de gemeente?",
        line("Dan komt er een podium.", condition="het goed gaat", due_on=passed, **promise),
        line("Blijven slapen.", stance="cannot", instead="Een filmavond.", **promise),
        line("Een zwembad.", stance="unknown", **promise),
        line("Een sleutel erbij.", stance="can", **promise),
    )
    version.propose(by=cast.wouter)
    for person in (cast.noor, cast.dex):
        Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=cast.wouter, word=Word.BEHIND, has_mandate=True)
    version.take_effect(by=cast.wouter)
    member = cast.sit(Client(), cast.noor)
    shown = shown_on(member, "group_page", cast.club.pk)
    assert "Als het goed gaat, dan: Dan komt er een podium." in shown
    assert "Een sleutel erbij." in shown
    assert "Blijven slapen." not in shown and "Een zwembad." not in shown
    assert "te laat" not in shown, "what depends on something is not late"
    Commitment.objects.filter(condition="het goed gaat").update(condition="")
    assert "te laat" in shown_on(member, "group_page", cast.club.pk)
