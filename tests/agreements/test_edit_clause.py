"""Writing one clause: lines, blanks, people, and two who write at once."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause, Line
from agreements.models.clause import MOST_LINES
from initiatives.models import Event
from tests.agreements.typing_in import as_typed, clause_data, texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    return make_agreement(cast.club, by=cast.wouter, clauses=0)


@pytest.fixture
def clause(draft: AgreementVersion) -> Clause:
    return add_clause(
        draft,
        "Wanneer?",
        line("Open op {dag} van {tijd} tot {tijd}."),
        line("De verwarming is aan.", "municipality"),
    )


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def send(client: Client, clause: Clause, *lines: dict[str, Any], **more: Any) -> Any:
    headers = more.pop("headers", {})
    address = reverse("edit_clause", args=[clause.pk])
    return client.post(address, clause_data(clause, *lines, **more), headers=headers)


def again(clause: Clause) -> Clause:
    return Clause.objects.get(pk=clause.pk)


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


# Blanks ----------------------------------------------------------------------------------------


def with_blanks(clause: Clause, *answers: str, text: str = "") -> dict[str, Any]:
    first = as_typed(clause)[0]
    return {
        **first,
        "text": text or first["text"],
        "blanks": "{dag}{tijd}{tijd}",
        **{f"blank_{n}": answer for n, answer in enumerate(answers)},
    }


def test_the_form_asks_for_each_open_blank(official: Client, clause: Clause) -> None:
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert body.count('class="blank"') == 3
    assert f'name="c{clause.pk}-0-blanks" value="{{dag}}{{tijd}}{{tijd}}"' in body


def test_answers_fill_the_text_and_what_is_left_open_stays_open(
    official: Client, clause: Clause
) -> None:
    send(official, clause, with_blanks(clause, "vrijdag", "", "22.00"))
    assert texts_of(clause) == ["Open op vrijdag van {tijd} tot 22.00."]


def test_a_blank_that_was_filled_in_the_text_itself_is_no_trouble(
    official: Client, clause: Clause
) -> None:
    text = "Open op vrijdag van 19.00 tot {tijd}."
    send(official, clause, with_blanks(clause, "", "", "22.00", text=text))
    assert texts_of(clause) == ["Open op vrijdag van 19.00 tot 22.00."]


def test_an_answer_without_a_place_is_not_thrown_away(official: Client, clause: Clause) -> None:
    response = send(official, clause, with_blanks(clause, "vrijdag", text="Altijd open."))
    assert response.status_code == 422
    body = response.content.decode()
    assert "“vrijdag” past nergens meer" in body
    assert 'value="vrijdag"' in body and "Altijd open." in body


def test_a_filled_text_that_is_too_long_says_so(official: Client, clause: Clause) -> None:
    text = "x" * 590 + " {tijd}"
    response = send(
        official, clause, {"text": text, "blanks": "{tijd}", "blank_0": "van 19.00 tot 22.00"}
    )
    assert response.status_code == 422
    assert "Dit is te lang: 610 tekens. Er passen er 600." in response.content.decode()


def test_a_name_in_a_blank_for_a_name_becomes_a_reference(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.samira, clauses=0)
    clause = add_clause(draft, "De sleutel?", line("{Naam} en {naam} op {dag}."))
    guide = Client()
    guide.force_login(cast.samira.user)
    answers = {"blank_0": "zwaluwnoor", "blank_1": "Opa Piet", "blank_2": "Zwaluwdex"}
    send(
        guide,
        clause,
        {"text": "{Naam} en {naam} op {dag}.", "blanks": "{Naam}{naam}{dag}"} | answers,
    )
    assert texts_of(clause) == [f"{{@{cast.noor.pk}}} en Opa Piet op Zwaluwdex."]


# People ----------------------------------------------------------------------------------------


def test_an_unknown_name_is_said_at_the_field_and_the_text_stays(
    official: Client, clause: Clause
) -> None:
    response = send(official, clause, {"text": "{@Zwaluwnoor} sluit af."}, {"text": "Goed."})
    assert response.status_code == 422
    body = response.content.decode()
    assert "“Zwaluwnoor” doet hier niet mee, of heet anders." in body
    assert "{@Zwaluwnoor} sluit af." in body and "Goed." in body


def test_an_official_keeps_a_person_whose_name_he_cannot_read(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    stored = f"{{@{cast.noor.pk}}} sluit af."
    clause = add_clause(draft, "Wie?", line(stored))
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert f"{{@deelnemer {cast.noor.pk}}} sluit af." in body
    send(official, clause, {"text": f"{{@deelnemer {cast.noor.pk}}} sluit altijd af."})
    assert texts_of(clause) == [f"{{@{cast.noor.pk}}} sluit altijd af."]


def test_somebody_who_left_can_stay_in_the_text(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    clause = add_clause(draft, "Wie?", line(f"{{@{cast.noor.pk}}} sluit af."))
    cast.noor.leave(by=None)
    send(official, clause, {"text": f"{{@deelnemer {cast.noor.pk}}} sloot af."})
    assert texts_of(clause) == [f"{{@{cast.noor.pk}}} sloot af."]


def test_names_to_choose_are_those_the_writer_may_read(
    cast: Cast, official: Client, clause: Clause
) -> None:
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert '<option value="{@Samira Bakali}">' in body
    assert cast.noor.name not in body


@pytest.mark.parametrize("field", ["heading", "reservation", "decider", "rhythm", "party_name"])
def test_a_person_is_named_in_the_text_of_a_line_only(
    official: Client, clause: Clause, field: str
) -> None:
    lines: dict[str, Any] = {"text": "Tekst.", "party": "other", "party_name": "Buren"}
    heading = None
    if field == "heading":
        heading = "Wie is {@Noor}?"
    else:
        lines[field] = "{@Noor}"
    response = send(official, clause, lines, heading=heading)
    assert response.status_code == 422
    assert "Noem hier niemand met" in response.content.decode()


# One line more, and a look at it first -----------------------------------------------------------


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


def test_a_preview_shows_what_the_group_will_see_and_keeps_nothing(
    official: Client, clause: Clause
) -> None:
    before = texts_of(clause)
    response = send(official, clause, {"text": "Nieuwe <b>tekst</b>."}, preview="1", headers=HTMX)
    body = response.content.decode()
    assert 'id="write-preview"' in body and "Nieuwe &lt;b&gt;tekst&lt;/b&gt;." in body
    assert texts_of(clause) == before
    assert send(official, clause, {"text": "x" * 601}, preview="1").status_code == 204


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


# Two who write at once ---------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_writer_sees_both_texts_and_loses_nothing(
    official: Client, clause: Clause, headers: dict[str, str]
) -> None:
    clause.rewrite(revision=clause.revision, heading="Van een ander?", lines=[line("Hun tekst.")])
    response = send(official, clause, {"text": "Mijn tekst."}, revision=2, headers=headers)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Iemand anders heeft dit onderdeel net veranderd." in body
    assert "Hun tekst." in body and "Van een ander?" in body
    assert body.count("Mijn tekst.") == 2, "beside theirs, and still in the form"
    assert f'name="c{clause.pk}-revision" value="{again(clause).revision}"' in body
    assert texts_of(clause) == ["Hun tekst."]
    # Saving again is a choice that was made with both texts in sight.
    assert send(official, again(clause), {"text": "Mijn tekst."}).status_code == 303
    assert texts_of(clause) == ["Mijn tekst."]


def test_the_same_form_sent_twice_is_no_conflict(official: Client, clause: Clause) -> None:
    revision = clause.revision
    for _ in range(2):
        assert (
            send(official, clause, {"text": "Twee tikken."}, revision=revision).status_code == 303
        )
    assert texts_of(clause) == ["Twee tikken."]
    assert again(clause).revision == revision + 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_clause_that_was_taken_out_gives_the_text_back(
    official: Client, clause: Clause, headers: dict[str, str]
) -> None:
    data = clause_data(clause, {"text": "Mijn lange tekst."}, heading="Mijn vraag?")
    address = reverse("edit_clause", args=[clause.pk])
    clause.remove()
    response = official.post(address, data, headers=headers)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Iemand heeft dit onderdeel net weggehaald." in body
    assert "readonly>Mijn vraag?\nMijn lange tekst.</textarea>" in body


def test_a_clause_that_was_taken_out_says_nothing_to_a_stranger(cast: Cast, clause: Clause) -> None:
    data = clause_data(clause, {"text": "Mijn tekst."})
    address = reverse("edit_clause", args=[clause.pk])
    clause.remove()
    guide = Client()
    guide.force_login(cast.samira.user)
    assert guide.post(address, data).status_code == 404
    assert guide.post(address, {**data, "version": "x"}).status_code == 404
    assert guide.post(address).status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_text_that_was_proposed_meanwhile_gives_the_typed_text_back(
    cast: Cast, official: Client, draft: AgreementVersion, headers: dict[str, str]
) -> None:
    clause = add_clause(draft, "Klaar?", line("Klaar."))
    data = clause_data(clause, {"text": "Nog een idee."})
    draft.propose(by=cast.wouter)
    response = official.post(reverse("edit_clause", args=[clause.pk]), data, headers=headers)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Deze tekst is al voorgesteld." in body
    assert "Nog een idee.</textarea>" in body
    assert texts_of(clause) == ["Klaar."]
    draft.refresh_from_db()
    assert draft.has_valid_seal()
