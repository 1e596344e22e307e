"""Writing in a draft of a template: its head, its clauses, two writers, and a text that is gone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agreements.library import BY_KEY, LibraryLine
from agreements.models import TemplateClause, TemplateVersion
from agreements.models import template as template_module
from agreements.models.simpler_word import SimplerWord
from tests.conftest import Cast
from tests.factories import make_template


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.manager


@pytest.fixture
def client(manager: User) -> Client:
    client = Client()
    client.force_login(manager)
    return client


@pytest.fixture
def template(manager: User) -> TemplateVersion:
    return make_template(by=manager)


@pytest.fixture
def clause(template: TemplateVersion) -> TemplateClause:
    return template.clauses.get()


def data(clause: TemplateClause, *lines: tuple[str, str], **more: Any) -> dict[str, Any]:
    """What the form of a clause sends."""
    clause.refresh_from_db()
    sent = {"heading": clause.heading, "revision": clause.revision, "count": len(lines), **more}
    for n, (party, text) in enumerate(lines):
        sent |= {f"r{n}-party": party, f"r{n}-text": text}
    return sent


def edit(client: Client, clause: TemplateClause, sent: dict[str, Any]) -> Any:
    return client.post(reverse("edit_template_clause", args=[clause.pk]), sent)


def texts(clause: TemplateClause) -> list[tuple[str, str]]:
    return list(clause.lines.values_list("party", "text"))


def test_the_page_shows_every_line_with_its_blanks_and_notes(
    client: Client, template: TemplateVersion, clause: TemplateClause, manager: User
) -> None:
    SimplerWord.add(by=manager, word="faciliteren", simpler="helpen")
    lines = [LibraryLine("group", "Wij faciliteren {wat}.")]
    clause.rewrite(by=manager, revision=1, heading="Wie helpt?", lines=lines)
    body = client.get(reverse("write_template", args=[template.pk])).content.decode()
    assert "Wie helpt?" in body and '<mark class="blank blank--empty">wat</mark>' in body
    assert "“faciliteren” kan simpeler: “helpen”." in body
    assert "geen namen van mensen" in body


def test_a_clause_is_written_and_an_empty_line_is_taken_out(
    client: Client, clause: TemplateClause
) -> None:
    sent = data(clause, ("group", "Wij halen water."), ("both", "  "), ("municipality", "Kraan."))
    response = edit(client, clause, {**sent, "heading": "Waar is water?"})
    address = reverse("write_template", args=[clause.template_id])
    assert response.headers["Location"] == f"{address}#green_water"
    clause.refresh_from_db()
    assert (clause.heading, clause.revision) == ("Waar is water?", 2)
    assert texts(clause) == [("group", "Wij halen water."), ("municipality", "Kraan.")]


def test_more_lines_keep_what_was_typed_and_save_nothing(
    client: Client, clause: TemplateClause
) -> None:
    before = texts(clause)
    response = edit(client, clause, data(clause, ("group", "Half"), more="1"))
    body = response.content.decode()
    assert response.status_code == 200 and "Half" in body and 'name="r2-text"' in body
    assert texts(clause) == before


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"heading": ""}, "Vul dit in."),
        ({"r0-text": "x" * 601}, "601 tekens. Er passen er 600."),
        ({"r0-text": "Bel {@Noor}"}, "Noem hier niemand"),
        ({"r0-party": "other"}, "Selecteer"),
        ({"r0-party": ""}, "Kies van wie deze regel is."),
        ({"revision": ""}, "kwam niet goed aan"),
        ({"count": "x"}, "kwam niet goed aan"),
    ],
)
def test_a_bad_form_says_so_and_keeps_what_was_typed(
    client: Client, clause: TemplateClause, sent: dict[str, str], sentence: str
) -> None:
    before = texts(clause)
    good = data(clause, ("group", "Wij halen water."))
    response = edit(client, clause, {**good, **sent})
    assert response.status_code == 422
    body = response.content.decode()
    assert sentence in body
    assert "Wij halen water." in body or "r0-text" in sent or "count" in sent
    assert texts(clause) == before


def test_a_second_writer_is_shown_both_texts_and_can_save_after_all(
    client: Client, clause: TemplateClause, manager: User
) -> None:
    mine = data(clause, ("group", "Mijn tekst."))
    theirs = [LibraryLine("both", "Hun tekst.")]
    clause.rewrite(by=manager, revision=1, heading=clause.heading, lines=theirs)
    response = edit(client, clause, mine)
    body = response.content.decode()
    assert response.status_code == 409 and "Mijn tekst." in body and "Hun tekst." in body
    assert texts(clause) == [("both", "Hun tekst.")]
    clause.refresh_from_db()
    assert f'name="revision" value="{clause.revision}"' in body
    assert edit(client, clause, {**mine, "revision": clause.revision}).status_code == 303
    assert texts(clause) == [("group", "Mijn tekst.")]


def test_the_same_form_twice_is_once(client: Client, clause: TemplateClause) -> None:
    sent = data(clause, ("group", "Wij halen water."))
    assert [edit(client, clause, sent).status_code for _ in range(2)] == [303, 303]
    clause.refresh_from_db()
    assert clause.revision == 2


def test_a_text_is_not_lost_when_the_clause_or_the_draft_is_gone(
    client: Client, template: TemplateVersion, clause: TemplateClause, manager: User
) -> None:
    sent = data(clause, ("group", "Wat ik typte."))
    clause.remove(by=manager)
    response = edit(client, clause, sent)
    assert response.status_code == 409 and "Wat ik typte." in response.content.decode()
    assert client.get(reverse("edit_template_clause", args=[clause.pk])).status_code == 404
    head = reverse("edit_template", args=[template.pk])
    template.discard(by=manager)
    response = client.post(head, {"name": "Mijn naam", "revision": "1"})
    assert response.status_code == 409 and "Mijn naam" in response.content.decode()
    assert client.get(head).status_code == 404


def test_a_text_is_not_lost_when_it_was_published_meanwhile(
    client: Client, template: TemplateVersion, clause: TemplateClause, manager: User
) -> None:
    sent = data(clause, ("group", "Wat ik typte."))
    template.publish(by=manager)
    response = edit(client, clause, sent)
    assert response.status_code == 409 and "Wat ik typte." in response.content.decode()
    for name, pk in (
        ("write_template", template.pk),
        ("edit_template_clause", clause.pk),
        ("remove_template_clause", clause.pk),
        ("add_template_clause", template.pk),
        ("discard_template", template.pk),
    ):
        response = client.get(reverse(name, args=[pk]))
        assert response.headers["Location"] == reverse("template_text", args=[template.key, 1])


def test_the_head_is_written_and_a_second_writer_sees_both(
    client: Client, template: TemplateVersion, manager: User
) -> None:
    address = reverse("edit_template", args=[template.pk])
    fields = {"name": "Tuin", "about": "Voor een tuin.", "purpose": "Wij willen {doel}."}
    assert client.post(address, {**fields, "revision": 1}).status_code == 302
    template.refresh_from_db()
    assert (template.name, template.about, template.purpose) == tuple(fields.values())
    assert client.post(address, {**fields, "revision": 1}).status_code == 302, "twice is once"
    response = client.post(address, {**fields, "name": "Bos", "revision": 1})
    body = response.content.decode()
    assert response.status_code == 409 and "Tuin" in body and 'value="Bos"' in body
    template.refresh_from_db()
    assert template.name == "Tuin"
    assert client.post(address, {**fields, "name": "Bos", "revision": 2}).status_code == 302


def test_clauses_come_from_the_library_or_as_a_question(
    client: Client, template: TemplateVersion
) -> None:
    address = reverse("add_template_clause", args=[template.pk])
    body = client.get(address).content.decode()
    assert "staat er al in" in body and BY_KEY["key"].heading in body
    response = client.post(address, {"key": "green_water"})
    assert response.headers["Location"].endswith("#green_water_2")
    response = client.post(address, {"heading": "Wie heeft de schep?"})
    own = template.clauses.get(heading="Wie heeft de schep?")
    assert response.headers["Location"] == reverse("edit_template_clause", args=[own.pk])
    assert own.position == 3
    for bad in ({"heading": ""}, {"key": "onzin"}, {}):
        assert client.post(address, bad).status_code == 422
    assert template.clauses.count() == 3


def test_a_template_holds_a_number_of_clauses(
    client: Client, template: TemplateVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_module, "MOST_TEMPLATE_CLAUSES", 1)
    response = client.post(
        reverse("add_template_clause", args=[template.pk]), {"heading": "Past het?"}
    )
    assert response.status_code == 409 and "Past het?" in response.content.decode()
    assert template.clauses.count() == 1


def test_clauses_move_and_go(client: Client, template: TemplateVersion, manager: User) -> None:
    for key in ("place", "times"):
        template.add_clause(BY_KEY[key], by=manager)

    def order() -> list[str]:
        return list(template.clauses.values_list("key", flat=True))

    times = template.clauses.get(key="times")
    move = reverse("move_template_clause", args=[times.pk])
    response = client.post(move, {"to": "up"})
    assert response.headers["Location"].endswith("#times")
    assert order() == ["green_water", "times", "place"]
    client.post(move, {"to": "up"})
    client.post(move, {"to": "up"})
    assert order() == ["times", "green_water", "place"]
    client.post(move, {"to": "down"})
    assert order() == ["green_water", "times", "place"]
    remove = reverse("remove_template_clause", args=[times.pk])
    assert BY_KEY["times"].heading in client.get(remove).content.decode()
    assert order() == ["green_water", "times", "place"], "looking removes nothing"
    client.post(remove)
    assert order() == ["green_water", "place"]
    assert client.post(remove).status_code == 404
    assert client.post(move, {"to": "up"}).status_code == 404


@pytest.mark.parametrize("many", [2, 20])
def test_queries_do_not_grow(
    client: Client, template: TemplateVersion, manager: User, many: int,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for clause in list(BY_KEY.values())[:many]:
        template.add_clause(clause, by=manager)
    first = template.clauses.all()[0]
    for name, pk in (
        ("write_template", template.pk),
        ("edit_template", template.pk),
        ("add_template_clause", template.pk),
        ("edit_template_clause", first.pk),
    ):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(name, args=[pk])).status_code == 200
