"""Every open blank of a draft on one page: in its sentence, with one button; nothing is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements import filling
from agreements.forms.filling import mark_of
from agreements.models import AgreementVersion, Clause, OpenPoint
from tests.agreements.typing_in import again, texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

INPUT = re.compile(r'<input[^>]*name="([^"]+)"[^>]*>')
VALUE = re.compile(r'value="([^"]*)"')


def address_of(draft: AgreementVersion) -> str:
    return reverse("fill_blanks", args=[draft.pk])


def fields_on(client: Client, draft: AgreementVersion) -> dict[str, str]:
    """What the form on the page holds, as a browser would send it."""
    body = client.get(address_of(draft)).content.decode()
    form = body[body.index('<form class="stack stack--wide"') :]
    found = {}
    for match in INPUT.finditer(form[: form.index("</form>")]):
        value = VALUE.search(match.group(0))
        found[match.group(1)] = value.group(1) if value else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def blank(clause: Clause, n: int, i: int, field: str = "text") -> str:
    """The name of the input for blank `i` in line `n` of `clause`."""
    return f"c{clause.pk}-{clause.commitments.all()[n].key}-{field}-blank_{i}"


def answered(client: Client, draft: AgreementVersion, answers: dict[str, str]) -> Any:
    return client.post(address_of(draft), {**fields_on(client, draft), **answers})


def test_each_blank_stands_in_its_sentence_in_order(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    body = official.get(address_of(draft)).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", body[body.index("Wanneer?") :]).split())
    assert "Open op dag van tijd tot tijd ." in words
    assert "De verwarming is aan." not in body, "only what has a blank"
    names = [name for name in fields_on(official, draft) if "blank_" in name]
    assert names == [blank(clause, 0, i) for i in range(3)]


def test_answers_come_in_their_place_and_the_rest_stays_open(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    add_clause(draft, "En {wie}?", line("Samen met {naam}."))
    answers = {blank(clause, 0, 0): "vrijdag", blank(clause, 0, 2): "22.00 uur"}
    response = answered(official, draft, answers)
    assert response.status_code == 302 and response.headers["Location"] == address_of(draft)
    assert texts_of(clause) == [
        "Open op vrijdag van {tijd} tot 22.00 uur.",
        "De verwarming is aan.",
    ]
    assert again(clause).revision == clause.revision + 1
    body = official.get(address_of(draft)).content.decode()
    assert "Er zijn nog 3 lege plekken." in body


def test_the_last_one_leads_back_to_writing(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    answers = {blank(clause, 0, n): f"x{n}" for n in range(3)}
    response = answered(official, draft, answers)
    assert response.headers["Location"] == reverse("write", args=[draft.pk])
    body = official.get(address_of(draft)).content.decode()
    assert "Er zijn geen lege plekken." in body and "<form class" not in body


def test_blanks_are_found_and_filled_everywhere(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    draft.save_head(
        revision=draft.revision, purpose="Voor {wie}.", vision="Elke {dag} open.",
        trial_decider="{functie}", trial_then="Dan {wat}.",
    )  # fmt: skip
    fields = {
        "party_name": "{club}", "condition": "het {zo} gaat", "text": "Met {naam}.",
        "instead": "Op {dag}.", "reservation": "{geld}", "decider": "{functie}",
        "rhythm": "elke {dag}", "watcher": "{naam}", "sign": "{teken}",
    }  # fmt: skip
    clause = add_clause(draft, "Wat is {dit}?", line(**{"party": "other", **fields}))
    point = OpenPoint.add(draft, what="Mag {plek}?", party="group", finder="{wie}")
    sent = fields_on(official, draft)
    names = [name for name in sent if name.endswith("blank_0")]
    assert len(names) == 4 + 1 + 9 + 2
    response = answered(official, draft, dict.fromkeys(names, "ingevuld"))
    assert response.headers["Location"] == reverse("write", args=[draft.pk])
    draft.refresh_from_db()
    point.refresh_from_db()
    kept = clause.commitments.get()
    for thing, texts in (
        (draft, ("purpose", "vision", "trial_decider", "trial_then")),
        (again(clause), ("heading",)),
        (kept, fields),
        (point, ("what", "finder")),
    ):
        for name in texts:
            assert "ingevuld" in getattr(thing, name) and "{" not in getattr(thing, name), name
    assert draft.todos() == []


def test_a_name_in_a_blank_for_a_person_becomes_a_reference(
    cast: Cast, draft: AgreementVersion
) -> None:
    draft.open_draft(by=cast.wouter)
    clause = add_clause(draft, "Wie?", line("{naam} en {@" + str(cast.dex.pk) + "} sluiten af."))
    member = cast.sit(Client(), cast.noor)
    assert f"{cast.dex.name} sluiten af." in member.get(address_of(draft)).content.decode()
    answered(member, draft, {blank(clause, 0, 0): cast.noor.name.upper()})
    assert texts_of(clause) == [f"{{@{cast.noor.pk}}} en {{@{cast.dex.pk}}} sluiten af."]


def test_names_of_the_group_are_not_on_the_page_of_an_official(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    clause = add_clause(draft, "Wie?", line("{dag}: {@" + str(cast.dex.pk) + "} sluit af."))
    body = official.get(address_of(draft)).content.decode()
    assert cast.dex.name not in body and "een deelnemer van de groep sluit af." in body.lower()
    answered(official, draft, {blank(clause, 0, 0): "Vrijdag"})
    assert texts_of(clause) == [f"Vrijdag: {{@{cast.dex.pk}}} sluit af."]


@pytest.mark.parametrize(
    ("answer", "says"),
    [("a" * 81, "Dit is te lang"), ("{@Niemand}", "“Niemand” doet hier niet mee")],
)
def test_one_wrong_answer_saves_nothing_and_loses_nothing(
    official: Client, draft: AgreementVersion, clause: Clause, answer: str, says: str
) -> None:
    other = add_clause(draft, "En?", line("Met {wat}."))
    before = texts_of(clause) + texts_of(other)
    response = answered(official, draft, {blank(clause, 0, 0): answer, blank(other, 0, 0): "thee"})
    body = response.content.decode()
    assert response.status_code == 422 and says in body
    assert f'value="{answer}"' in body and 'value="thee"' in body
    assert texts_of(clause) + texts_of(other) == before


def test_a_text_that_gets_too_long_is_said(official: Client, draft: AgreementVersion) -> None:
    clause = add_clause(draft, "Lang?", line("x" * 590 + " {wat}."))
    response = answered(official, draft, {blank(clause, 0, 0): "y" * 40})
    assert response.status_code == 422 and "Dit is te lang: 632" in response.content.decode()


def test_nothing_filled_in_changes_nothing(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    assert answered(official, draft, {blank(clause, 0, 0): "  "}).status_code == 302
    assert again(clause).revision == clause.revision


def test_braces_in_an_answer_make_no_new_blank(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    answered(official, draft, {blank(clause, 0, 0): "{vrijdag}"})
    assert texts_of(clause)[0].startswith("Open op (vrijdag) van")


# Two at once ----------------------------------------------------------------------------------


def test_another_line_that_changed_is_no_conflict(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    sent = fields_on(official, draft) | {blank(clause, 0, 0): "vrijdag"}
    first, second = (row.as_line() for row in clause.commitments.all())
    clause.rewrite(
        revision=clause.revision, heading="Hoe laat?",
        lines=[first, line("Van een ander.", key=second.key)],
    )  # fmt: skip
    assert official.post(address_of(draft), sent).status_code == 302
    assert texts_of(clause) == ["Open op vrijdag van {tijd} tot {tijd}.", "Van een ander."]


def test_a_sentence_that_changed_is_asked_again_and_the_others_are_saved(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    other = add_clause(draft, "En?", line("Met {wat}."))
    sent = fields_on(official, draft)
    sent |= {blank(clause, 0, 0): "vrijdag", blank(other, 0, 0): "thee"}
    first, second = (row.as_line() for row in clause.commitments.all())
    clause.rewrite(
        revision=clause.revision, heading="Wanneer?",
        lines=[line("Dicht op {dag}.", key=first.key), second],
    )  # fmt: skip
    response = official.post(address_of(draft), sent)
    body = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders heeft hier net iets veranderd." in body
    assert texts_of(clause)[0] == "Dicht op {dag}.", "not filled into a sentence nobody read"
    assert texts_of(other) == ["Met thee."]
    assert "Dicht op" in body and 'value="vrijdag"' in body and "Met " not in body
    # Now it was read: the same answer fits.
    again_sent = fields_on(official, draft) | {blank(clause, 0, 0): "vrijdag"}
    assert official.post(address_of(draft), again_sent).status_code == 302
    assert texts_of(clause)[0] == "Dicht op vrijdag."


def test_a_sentence_that_is_gone_gives_the_answer_back(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    sent = fields_on(official, draft) | {blank(clause, 0, 0): "vrijdag"}
    clause.rewrite(revision=clause.revision, heading="Wanneer?", lines=[line("Altijd.")])
    response = official.post(address_of(draft), sent)
    assert response.status_code == 409 and "vrijdag" in response.content.decode()


def test_the_same_form_sent_twice_is_no_conflict(
    official: Client, draft: AgreementVersion, clause: Clause
) -> None:
    sent = fields_on(official, draft) | {blank(clause, 0, 0): "vrijdag"}
    for _twice in range(2):
        assert official.post(address_of(draft), sent).status_code == 302
    assert again(clause).revision == clause.revision + 1


def test_a_draft_that_was_proposed_meanwhile_gives_the_answers_back(
    cast: Cast, official: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    clause = add_clause(draft, "Wanneer?", line("Open op {dag}."))
    sent = fields_on(official, draft) | {blank(clause, 0, 0): "vrijdag"}
    clause.rewrite(revision=clause.revision, heading="Wanneer?", lines=[line("Altijd.")])
    draft.propose(by=cast.wouter)
    response = official.post(address_of(draft), sent)
    assert response.status_code == 409 and "vrijdag" in response.content.decode()
    assert texts_of(clause) == ["Altijd."]
    assert official.get(address_of(draft)).headers["Location"] == reverse(
        "version", args=[draft.pk]
    )


# Big ones -------------------------------------------------------------------------------------


def test_what_does_not_fit_on_the_page_comes_after(
    official: Client, draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "MOST_ON_PAGE", 4)
    clauses = [add_clause(draft, f"Vraag {n}?", line("{een} en {twee}.")) for n in range(3)]
    sent = fields_on(official, draft)
    assert sum("blank_" in name for name in sent) == 4
    assert "Hierna komen er nog 2." in official.get(address_of(draft)).content.decode()
    names = [blank(clause, 0, n) for clause in clauses[:2] for n in range(2)]
    assert answered(official, draft, dict.fromkeys(names, "x")).headers["Location"] == address_of(
        draft
    )
    assert sum("blank_" in name for name in fields_on(official, draft)) == 2


@pytest.mark.parametrize("size", [3, 30])
def test_at_most_eight_queries_whatever_the_size(
    cast: Cast, official: Client, size: int, django_assert_max_num_queries: Any
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=size)
    for n in range(size):
        add_clause(draft, f"Hoe {n}?", line("Open op {dag}.", reservation="{geld}"))
    with django_assert_max_num_queries(8):
        assert official.get(address_of(draft)).status_code == 200


def test_a_mark_follows_every_change() -> None:
    assert mark_of("Open op {dag}.") != mark_of("Open op {dag}. ")


@pytest.mark.parametrize("number", ["²", "٣", "9" * 5000, "-1", ""])
def test_a_number_that_our_page_never_sends_is_left_alone(
    official: Client, draft: AgreementVersion, clause: Clause, number: str
) -> None:
    sent = {f"head-purpose-blank_{number}": "vrijdag", "head-purpose-blanks": "{dag}{tijd}"}
    assert official.post(address_of(draft), sent).status_code < 500


def test_nobody_is_named_where_that_cannot_be_shown(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    there = add_clause(draft, "Wie opent {dag}?", line("{wie} opent.", reservation="{wie} mag"))
    fields = ("heading", "reservation", "text")
    names = [f"c{there.pk}-heading-blank_0", *(blank(there, 0, 0, f) for f in fields[1:])]
    for name in names[:2]:
        response = answered(official, draft, {name: "{@Samira Bakali}"})
        assert response.status_code == 422
        assert "Noem hier niemand" in response.content.decode()
    assert answered(official, draft, {names[2]: "{@Samira Bakali}"}).status_code == 302
    there.refresh_from_db()
    assert there.heading == "Wie opent {dag}?"
    assert there.commitments.get().text == f"{{@{cast.samira.pk}}} opent."
