"""A clause that saves itself while somebody types: quiet, without doubles, never by accident."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Clause
from agreements.models.clause import MOST_LINES
from initiatives.models import Event, ShareLink
from tests.agreements.typing_in import HTMX, again, as_typed, clause_data, send, texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


def autosave(client: Client, clause: Clause, *lines: dict[str, Any], **more: Any) -> Any:
    return send(client, clause, *lines, autosave="1", headers=HTMX, **more)


def numbers_in(body: str) -> tuple[int, list[str]]:
    """The number of the text that stands there now, and the keys of the lines of the form."""
    found = re.search(r'data-revision="(\d+)" data-keys="([^"]*)"', body)
    assert found, body
    return int(found[1]), found[2].split(",")


def test_it_keeps_the_text_and_tells_when(official: Client, clause: Clause) -> None:
    events = Event.objects.count()
    lines = as_typed(clause)
    lines[1]["text"] = "De verwarming gaat om zes uur aan."
    response = autosave(official, clause, *lines, {"text": ""})
    assert response.status_code == 200
    body = response.content.decode()
    assert re.search(r"Bewaard om \d\d\.\d\d uur\.", body)
    assert texts_of(clause)[1] == "De verwarming gaat om zes uur aan."
    revision, keys = numbers_in(body)
    assert revision == again(clause).revision
    assert keys == [lines[0]["key"], lines[1]["key"], ""]
    assert Event.objects.count() == events


def test_beside_it_stands_what_the_group_will_see_and_how_far_it_is(
    official: Client, clause: Clause
) -> None:
    body = autosave(official, clause, {"text": "Altijd <b>open</b>."}).content.decode()
    preview = body[body.index('id="write-preview"') :]
    assert "Altijd &lt;b&gt;open&lt;/b&gt;." in preview
    assert f'href="#{clause.key}" aria-current="true"' in body and "klaar" in body
    assert "<form" not in body, "the form itself stays as it is"


def test_a_new_line_is_not_there_twice_after_saving_twice(official: Client, clause: Clause) -> None:
    lines = [*as_typed(clause), {"text": "Nieuw."}]
    revision, keys = numbers_in(autosave(official, clause, *lines).content.decode())
    assert keys[2] == f"{clause.key}-3"
    lines[2] = {"key": keys[2], "text": "Nieuw en langer."}
    autosave(official, clause, *lines, revision=revision)
    assert texts_of(clause)[2:] == ["Nieuw en langer."]
    assert [row.key for row in clause.commitments.all()] == keys


def test_an_answer_that_was_lost_is_given_once_more(official: Client, clause: Clause) -> None:
    lines = [*as_typed(clause), {"text": "Nieuw."}]
    first, second = (numbers_in(autosave(official, clause, *lines).content.decode()) for _ in "12")
    assert first == second
    assert texts_of(clause).count("Nieuw.") == 1


def test_a_blank_that_was_filled_stays_filled(official: Client, clause: Clause) -> None:
    """The form still shows `{dag}` in the text and the answer beside it, and goes on so."""
    lines = as_typed(clause)
    lines[0] |= {"blanks": "{dag}{tijd}{tijd}", "blank_0": "maandag"}
    revision, _keys = numbers_in(autosave(official, clause, *lines).content.decode())
    lines[0]["blank_1"] = "19.00"
    autosave(official, clause, *lines, revision=revision)
    assert texts_of(clause)[0] == "Open op maandag van 19.00 tot {tijd}."


def test_a_line_that_is_cleared_to_be_written_anew_keeps_its_place_and_key(
    official: Client, clause: Clause
) -> None:
    lines = as_typed(clause)
    before = texts_of(clause)
    key = lines[0]["key"]
    lines[0]["text"] = ""
    revision, keys = numbers_in(autosave(official, clause, *lines).content.decode())
    assert texts_of(clause) == before and keys[0] == key
    # The button takes it out; that is what one is told beside it.
    send(official, clause, *lines, revision=revision)
    assert texts_of(clause) == before[1:]


def test_a_full_clause_does_not_grow_by_a_line_that_was_cleared(
    official: Client, clause: Clause
) -> None:
    send(official, clause, *({"text": f"Regel {n}."} for n in range(MOST_LINES)))
    lines = as_typed(again(clause))
    lines[0]["text"] = ""
    assert autosave(official, again(clause), *lines, {"text": "Erbij."}).status_code == 200
    assert clause.commitments.count() == MOST_LINES
    assert texts_of(clause)[-1] == "Erbij."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "x" * 601}, "601 tekens. Er passen er 600."),
        ({"text": "Ja.", "party": "other"}, "Schrijf wie dat is."),
        ({"text": "Ja, {@Niemand}."}, "“Niemand” doet hier niet mee"),
    ],
)
def test_what_is_not_right_yet_is_said_and_not_kept(
    official: Client, clause: Clause, fields: dict[str, str], sentence: str
) -> None:
    before = texts_of(clause)
    response = autosave(official, clause, fields)
    assert response.status_code == 422
    body = response.content.decode()
    assert "Nog niet bewaard." in body and sentence in body and "data-revision" not in body
    assert texts_of(clause) == before


def test_somebody_was_first_and_both_texts_are_shown(official: Client, clause: Clause) -> None:
    clause.rewrite(revision=clause.revision, heading="Van hen?", lines=[line("Hun tekst.")])
    response = autosave(official, clause, {"text": "Mijn tekst."}, revision=2)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Hun tekst." in body and "Mijn tekst." in body
    assert f'name="over" value="{clause.revision}"' in body and 'name="beside"' in body
    assert "data-revision" not in body, "the form keeps its number until somebody chose"
    assert texts_of(clause) == ["Hun tekst."]


def test_a_text_that_was_proposed_or_taken_out_meanwhile_is_not_changed(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    kept = add_clause(draft, "Blijft?", line("Ja."))
    gone = add_clause(draft, "Weg?", line("Ja."))
    gone.remove()
    response = autosave(official, gone, {"text": "Nog iets."})
    assert response.status_code == 409
    assert "Iemand heeft dit onderdeel net weggehaald." in response.content.decode()
    draft.propose(by=cast.wouter)
    response = autosave(official, kept, {"text": "Nog iets."})
    assert response.status_code == 409
    assert "Deze tekst is al voorgesteld." in response.content.decode()
    assert texts_of(kept) == ["Ja."]
    draft.refresh_from_db()
    assert draft.has_valid_seal()


def test_a_stranger_and_the_other_side_get_nothing(cast: Cast, clause: Clause) -> None:
    guide = Client()
    guide.force_login(cast.samira.user)
    assert autosave(guide, clause, {"text": "x"}).status_code == 404
    assert autosave(Client(), clause, {"text": "x"}).status_code == 401


def test_typing_on_is_one_write_a_minute(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.samira, clauses=1)
    clause = draft.clauses.get()
    phone = cast.sit(Client(), cast.noor)

    def writes() -> int:
        return max(ShareLink.objects.values_list("writes", flat=True))

    def an_hour_ago() -> None:
        then = timezone.now() - timedelta(hours=1)
        Clause.objects.filter(pk=clause.pk).update(changed_at=then)

    an_hour_ago()
    for n in range(40):
        assert autosave(phone, again(clause), {"text": f"Tekst {n}."}).status_code == 200
    # The clock may pass to the next minute while this runs.
    assert 1 <= writes() <= 2
    an_hour_ago()
    before = writes()
    autosave(phone, again(clause), {"text": "Later."})
    assert writes() == before + 1
    send(phone, again(clause), {"text": "Met de knop."})
    assert writes() == before + 2, "a button always counts"


def test_after_too_much_by_one_link_it_says_so(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.samira, clauses=1)
    clause = draft.clauses.get()
    phone = cast.sit(Client(), cast.noor)
    ShareLink.objects.update(writes=30, writes_since=timezone.now())
    Clause.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    response = autosave(phone, clause, {"text": "Te veel."})
    assert response.status_code == 409
    assert "Wacht tien minuten." in response.content.decode()


def test_a_text_of_this_device_comes_back_unchecked(official: Client, clause: Clause) -> None:
    before = texts_of(clause)
    lines = [{"text": "Half af", "due_on": "32"}, {"text": "x" * 700}, {"text": "Derde."}]
    response = send(official, clause, *lines, again="found", revision=1, headers=HTMX)
    assert response.status_code == 200
    body = response.content.decode()
    assert "Dit typte je eerder." in body and "x" * 700 in body and 'value="32"' in body
    assert "nog niet goed" not in body
    # The number that was read stays: who saved meanwhile is not overwritten.
    assert f'name="c{clause.pk}-revision" value="1"' in body
    assert texts_of(clause) == before


# Moving lines -----------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ("up-2", "b a c"), ("down-1", "b a c"), ("down-2", "a c b"), ("up-3", "a c b"),
        ("up-1", "a b c"), ("down-3", "a b c"), ("up-9", "a b c"), ("up-0", "a b c"),
        ("sideways-1", "a b c"), ("up", "a b c"), ("", "a b c"), ("up--1", "a b c"),
        ("up-²", "a b c"), ("up-99999999999999999999", "a b c"),
    ],
)  # fmt: skip
def test_a_line_moves_by_a_button_with_all_that_belongs_to_it(
    official: Client, clause: Clause, asked: str, order: str, headers: dict[str, str]
) -> None:
    before = texts_of(clause)
    lines = [{"text": t, "rhythm": f"ritme {t}", "key": f"k-{t}"} for t in "abc"]
    response = send(official, clause, *lines, line=asked, headers=headers)
    assert response.status_code == 200
    body = response.content.decode()
    for n, text in enumerate(order.split()):
        prefix = f"c{clause.pk}-{n}"
        area = re.search(rf'<textarea name="{prefix}-text"[^>]*>\s*(\w)</textarea>', body)
        assert area and area[1] == text
        assert re.search(rf'name="{prefix}-rhythm" value="ritme {text}"', body)
        assert f'name="{prefix}-key" value="k-{text}"' in body
    assert 'data-unsaved="typing"' in body and "Nog niet bewaard." in body
    assert texts_of(clause) == before, "nothing is kept by it"
    assert body.count("autofocus data-focus") == (1 if order != "a b c" else 0)


def test_the_order_is_kept_by_saving(official: Client, clause: Clause) -> None:
    one, two = as_typed(clause)
    send(official, clause, two, one)
    assert [row.key for row in clause.commitments.all()] == [two["key"], one["key"]]


def test_no_button_where_a_line_cannot_go(official: Client, clause: Clause) -> None:
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    found = re.findall(r'name="line" value="([^"]*)"', body)
    assert found == ["down-1", "up-2"], "and none at the line that nobody began"


def test_enter_in_a_field_saves(official: Client, clause: Clause) -> None:
    """The first button of a form is what Enter presses: it must carry no other meaning."""
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    form = body[body.index("data-autosave") :]
    first = re.search(r"<button[^>]*>", form)
    assert first and "name=" not in first[0]
    data = clause_data(clause, {"text": "Met Enter."})
    assert official.post(reverse("edit_clause", args=[clause.pk]), data).status_code == 303
