"""Writing one clause: what is kept, one line more, and bad input."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause, Line
from agreements.models.clause import MOST_LINES
from initiatives.models import Event
from tests.agreements.typing_in import HTMX, again, as_typed, clause_data, send, texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

# Saving ----------------------------------------------------------------------------------------


def test_saving_goes_back_to_the_clause_and_tells_no_event(
    official: Client, clause: Clause
) -> None:
    events = Event.objects.count()
    response = send(official, clause, {"text": "Altijd."}, heading="Wanneer nu?")
    assert response.status_code == 303
    place = f"{reverse('write', args=[clause.version_id])}#{clause.key}"
    assert response.headers["Location"] == place
    assert (again(clause).heading, texts_of(clause)) == ("Wanneer nu?", ["Altijd."])
    assert Event.objects.count() == events


def test_htmx_goes_to_the_part_of_the_page(official: Client, clause: Clause) -> None:
    response = send(official, clause, {"text": "Altijd."}, headers=HTMX)
    assert response.status_code == 303
    assert response.headers["Location"] == reverse("draft_clause", args=[clause.pk])


def test_everything_about_a_line_is_kept(official: Client, clause: Clause) -> None:
    send(
        official,
        clause,
        {
            "party": "municipality",
            "text": "De lampen komen.",
            "kind": "promise",
            "reservation": "geld van de raad",
            "decider": "de wethouder",
            "due_on": "2026-12-08",
            "rhythm": "elke week",
        },
        {"party": "other", "party_name": "De buren", "text": "Wij letten op."},
    )
    first, second = clause.commitments.all()
    assert first.as_line() == Line(
        "De lampen komen.", "municipality", first.key, "", "promise",
        "geld van de raad", "de wethouder", date(2026, 12, 8), "elke week",
    )  # fmt: skip
    assert (second.party, second.party_name) == ("other", "De buren")


def test_keys_stay_and_an_emptied_line_goes(official: Client, clause: Clause) -> None:
    lines = as_typed(clause)
    kept = lines[1]["key"]
    lines[0]["text"] = "  "
    send(official, clause, *lines, {"text": "Nieuw."}, {"text": ""})
    assert [(row.key, row.text) for row in clause.commitments.all()] == [
        (kept, "De verwarming is aan."),
        (f"{clause.key}-3", "Nieuw."),
    ]


def test_a_kind_counts_for_the_municipality_only(official: Client, clause: Clause) -> None:
    send(
        official,
        clause,
        {"party": "group", "text": "Wij vegen.", "kind": "promise", "party_name": "x"},
        {"party": "municipality", "text": "De gemeente verft.", "kind": "intention"},
    )
    group, municipality = clause.commitments.all()
    assert (group.kind, group.party_name) == ("", "")
    assert municipality.kind == "intention"


def test_two_lines_with_one_key_lose_nothing(official: Client, clause: Clause) -> None:
    key = as_typed(clause)[0]["key"]
    send(official, clause, {"key": key, "text": "Een."}, {"key": key, "text": "Twee."})
    assert texts_of(clause) == ["Een.", "Twee."]


def test_a_key_of_another_clause_touches_nothing_there(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    other = add_clause(draft, "Anders?", line("Blijft."))
    send(official, clause, {"key": as_typed(other)[0]["key"], "text": "Hier."})
    assert texts_of(other) == ["Blijft."]
    assert texts_of(clause) == ["Hier."]


def test_a_seat_writes_the_draft_of_the_group(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.samira, clauses=1)
    clause = draft.clauses.get()
    assert send(cast.sit(Client(), cast.noor), clause, {"text": "Wij doen dit."}).status_code == 303
    assert texts_of(clause) == ["Wij doen dit."]


def test_writing_through_the_link_has_a_limit_and_keeps_the_text(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.samira, clauses=1)
    clause = draft.clauses.get()
    client = cast.sit(Client(), cast.noor)
    for n in range(30):
        assert send(client, again(clause), {"text": f"Tekst {n}."}).status_code == 303
    response = send(client, again(clause), {"text": "Te veel."})
    assert response.status_code == 409
    assert "Te veel." in response.content.decode()
    assert texts_of(clause) == ["Tekst 29."]


# One line more --------------------------------------------------------------------------------


def test_one_more_line_keeps_what_was_typed_and_saves_nothing(
    official: Client, clause: Clause
) -> None:
    before = texts_of(clause)
    response = send(official, clause, {"text": "Half af", "due_on": "32"}, more="1")
    assert response.status_code == 200
    body = response.content.decode()
    assert "Half af" in body and 'value="32"' in body
    assert "nog niet goed" not in body, "nobody asked yet whether it is right"
    assert f'name="c{clause.pk}-count" value="2"' in body
    assert f'name="c{clause.pk}-1-text"' in body
    assert texts_of(clause) == before


def test_a_clause_holds_a_number_of_lines(official: Client, clause: Clause) -> None:
    lines = [{"text": f"Regel {n}."} for n in range(MOST_LINES)]
    assert send(official, clause, *lines).status_code == 303
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert 'name="more"' not in body
    response = send(official, again(clause), *lines, {"text": "Een te veel."})
    assert response.status_code == 422
    body = response.content.decode()
    assert "Er passen 12 regels in een onderdeel. Haal er 1 weg." in body
    assert "Een te veel." in body
    assert clause.commitments.count() == MOST_LINES


# Bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "x" * 601}, "601 tekens. Er passen er 600."),
        ({"text": "a\x00b"}, "onzichtbaar teken"),
        ({"text": "a\x07b"}, "onzichtbaar teken"),
        ({"text": "Ja.", "party": "nobody"}, "Selecteer"),
        ({"text": "Ja.", "party": ""}, "Kies van wie deze regel is."),
        ({"text": "Ja.", "party": "other"}, "Schrijf wie dat is."),
        ({"text": "Ja.", "party": "municipality", "kind": "zeker"}, "Selecteer"),
        ({"text": "Ja.", "due_on": "0000-01-01"}, "Dit is geen dag."),
        ({"text": "Ja.", "due_on": "0001-01-01"}, "Dat jaar kan niet kloppen."),
        ({"text": "Ja.", "due_on": "2101-01-01"}, "Dat jaar kan niet kloppen."),
        ({"text": "Ja.", "due_on": "2026-02-30"}, "Dit is geen dag."),
        ({"text": "Ja.", "reservation": "x" * 201}, "201 tekens. Er passen er 200."),
        ({"text": "Ja.", "decider": "x" * 81}, "81 tekens. Er passen er 80."),
        ({"text": "Ja.", "rhythm": "x" * 61}, "61 tekens. Er passen er 60."),
        ({"text": "", "rhythm": "elke week"}, "Schrijf ook de tekst van deze regel."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_bad_line_says_what_is_wrong_and_keeps_everything(
    official: Client, clause: Clause, fields: dict[str, str], sentence: str, headers: dict[str, str]
) -> None:
    before = texts_of(clause)
    response = send(official, clause, fields, {"text": "De andere."}, headers=headers)
    assert response.status_code == 422
    body = response.content.decode()
    assert sentence in body
    assert "De andere." in body
    assert texts_of(clause) == before
    if len(fields["text"]) > 600:
        assert fields["text"] in body


def test_an_emptied_line_is_no_mistake(official: Client, clause: Clause) -> None:
    lines = as_typed(clause)
    lines[0] |= {"text": "", "due_on": "ooit"}
    response = send(official, clause, *lines, {"text": "x" * 601})
    body = response.content.decode()
    assert response.status_code == 422
    assert "Regel 3" in body and "601 tekens" in body
    assert "Schrijf ook de tekst" not in body and "Dit is geen dag" not in body


@pytest.mark.parametrize("heading", ["", "   ", "x" * 101, "a\x00", "twee\nregels"])
def test_a_bad_heading_is_said_at_the_field(official: Client, clause: Clause, heading: str) -> None:
    response = send(official, clause, {"text": "Blijft staan."}, heading=heading)
    assert response.status_code == 422
    assert "Blijft staan." in response.content.decode()


@pytest.mark.parametrize("name", ["count", "revision"])
@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30])
def test_a_form_that_came_in_broken_takes_nothing_out(
    official: Client, clause: Clause, name: str, value: str
) -> None:
    before = texts_of(clause)
    data = clause_data(clause, {"text": "Getypt."}) | {f"c{clause.pk}-{name}": value}
    response = official.post(reverse("edit_clause", args=[clause.pk]), data)
    assert response.status_code == 422
    assert "Dit formulier kwam niet goed aan." in response.content.decode()
    assert texts_of(clause) == before


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "x" * 600,
        "🙂 👩‍👩‍👧",
        "שלום עולם",
        "=SUM(A1)",
        "{",
        "}{",
        "{}",
        "{{dag}}",
    ],
)
def test_strange_texts_are_kept_and_shown_as_text(
    official: Client, clause: Clause, text: str
) -> None:
    assert send(official, clause, {"text": text}).status_code == 303
    assert texts_of(clause) == [text]
    for address in (
        reverse("write", args=[clause.version_id]),
        reverse("edit_clause", args=[clause.pk]),
        reverse("propose", args=[clause.version_id]),
    ):
        response = official.get(address)
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_a_key_is_never_given_to_another_line(cast: Cast) -> None:
    first = make_agreement(cast.club, by=cast.wouter)
    clause = add_clause(first, "Wie?", line("Wij openen."), line("Wij sluiten."))
    gone = clause.commitments.all()[1]
    first.propose(by=cast.wouter)
    second = first.agreement.start_version(by=cast.wouter)
    copy = second.clauses.get(key=clause.key)
    stays = copy.commitments.all()[0].as_line()
    copy.rewrite(revision=copy.revision, heading="Wie?", lines=[stays])
    copy.rewrite(revision=copy.revision, heading="Wie?", lines=[stays, line("Wij vegen.")])
    assert gone.key not in {row.key for row in copy.commitments.all()}


def test_nor_when_the_one_goes_as_the_other_comes(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    clause = add_clause(draft, "Wie?", line("Wij openen."), line("Wij sluiten."))
    stays, gone = (row.as_line() for row in clause.commitments.all())
    clause.rewrite(revision=clause.revision, heading="Wie?", lines=[stays, line("Wij vegen.")])
    assert gone.key not in {row.key for row in clause.commitments.all()}
