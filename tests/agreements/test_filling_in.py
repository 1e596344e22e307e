"""Writing one clause: blanks that are filled in, and people who are named."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause
from tests.agreements.typing_in import as_typed, send, texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

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


def test_what_somebody_is_may_follow_the_name(cast: Cast, official: Client) -> None:
    """The name of an official is a reference too, so that it can be forgotten."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    clause = add_clause(draft, "Wie is er?", line("{naam en functie} is er."))
    text = {"text": "{naam en functie} is er.", "blanks": "{naam en functie}"}
    send(official, clause, text | {"blank_0": "Wouter de Graaf, beheerder"})
    assert texts_of(clause) == [f"{{@{cast.wouter.pk}}}, beheerder is er."]


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
