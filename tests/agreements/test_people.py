"""A person in a text is a reference: who may read the name reads it, others read what it is."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from agreements.people import (
    UnknownPerson,
    from_typed,
    people_of,
    plain_names_in,
    show_people,
    to_typed,
)
from initiatives.models import DutyKind, Participant
from initiatives.who import Who
from tests.conftest import Cast

OFFICIAL_READS = "Een deelnemer van de groep sluit af."


def who_is(person: Participant) -> Who:
    return Who(person.user, [])


def text_about(person: Participant) -> str:
    return f"{{@{person.pk}}} sluit af."


def shown(cast: Cast, who: Who, text: str) -> str:
    return show_people(text, who, people_of(cast.club, [text]))


def test_each_side_reads_its_own_words(cast: Cast) -> None:
    text = text_about(cast.noor)
    assert shown(cast, who_is(cast.samira), text) == "Zwaluwnoor sluit af."
    assert shown(cast, who_is(cast.wouter), text) == OFFICIAL_READS
    assert shown(cast, who_is(cast.police), text) == OFFICIAL_READS
    assert shown(cast, Who(None, []), text) == OFFICIAL_READS


def test_a_key_holder_is_called_so(cast: Cast) -> None:
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=None)
    text = text_about(cast.noor)
    expected = "Een sleutelhouder van de groep sluit af."
    assert shown(cast, who_is(cast.wouter), text) == expected
    assert shown(cast, who_is(cast.samira), text) == "Zwaluwnoor sluit af."
    cast.noor.drop_duty(DutyKind.KEY_HOLDER, by=None)
    assert shown(cast, who_is(cast.wouter), text) == OFFICIAL_READS


def test_several_who_cannot_be_named_are_counted(cast: Cast) -> None:
    """Never "een sleutelhouder van de groep en een sleutelhouder van de groep"."""
    text = f"{{@{cast.noor.pk}}} en {{@{cast.dex.pk}}} sluiten af."
    assert shown(cast, who_is(cast.samira), text) == "Zwaluwnoor en Zwaluwdex sluiten af."
    assert shown(cast, who_is(cast.wouter), text) == "Twee deelnemers van de groep sluiten af."
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=None)
    each = "Een sleutelhouder van de groep en een deelnemer van de groep sluiten af."
    assert shown(cast, who_is(cast.wouter), text) == each
    cast.dex.take_duty(DutyKind.KEY_HOLDER, by=None)
    assert shown(cast, who_is(cast.wouter), text) == "Twee sleutelhouders van de groep sluiten af."
    more = f"{{@{cast.noor.pk}}}, {{@{cast.dex.pk}}} en {{@{cast.wouter.pk}}} sluiten af."
    assert "Wouter de Graaf" in shown(cast, who_is(cast.wouter), more)


def test_a_name_that_was_shown_is_read_by_all(cast: Cast) -> None:
    cast.noor.show_name(by=cast.noor, is_named=True)
    assert shown(cast, who_is(cast.wouter), text_about(cast.noor)) == "Zwaluwnoor sluit af."


def test_a_faded_name_is_a_participant_for_everybody(cast: Cast) -> None:
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=None)
    cast.noor.name = ""
    cast.noor.save()
    for person in (cast.samira, cast.wouter):
        text = text_about(cast.noor)
        assert shown(cast, who_is(person), text) == "Een deelnemer sluit af."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Vraag het aan {}.", "Vraag het aan een deelnemer van de groep."),
        ("Klaar. {} sluit.", "Klaar. Een deelnemer van de groep sluit."),
        ("- schoon\n- {} sluit", "- schoon\n- Een deelnemer van de groep sluit"),
    ],
)
def test_only_a_sentence_begins_with_a_capital(cast: Cast, before: str, after: str) -> None:
    text = before.format(f"{{@{cast.noor.pk}}}")
    assert shown(cast, who_is(cast.wouter), text) == after


def test_somebody_of_another_initiative_is_never_found(cast: Cast) -> None:
    text = text_about(cast.gardener)
    assert people_of(cast.club, [text]) == {}
    assert shown(cast, who_is(cast.samira), text) == "Een deelnemer sluit af."


def test_everybody_is_loaded_at_once(cast: Cast, django_assert_num_queries: Any) -> None:
    texts = [text_about(cast.noor), text_about(cast.dex), text_about(cast.wouter)]
    present = list(cast.club.participants_on(cast.club.logged_at.date()).with_today())
    with django_assert_num_queries(1):
        assert len(people_of(cast.club, texts)) == 3
    with django_assert_num_queries(0):
        assert len(people_of(cast.club, texts, known=present)) == 3


def test_what_is_typed_comes_back_as_it_was(cast: Cast) -> None:
    present = [cast.noor, cast.dex, cast.wouter]
    stored = f"{{@{cast.noor.pk}}} en {{@{cast.wouter.pk}}} praten."
    people = people_of(cast.club, [stored])
    guide, official = who_is(cast.samira), who_is(cast.wouter)
    assert to_typed(stored, guide, people) == "{@Zwaluwnoor} en {@Wouter de Graaf} praten."
    typed = to_typed(stored, official, people)
    assert typed == f"{{@deelnemer {cast.noor.pk}}} en {{@Wouter de Graaf}} praten."
    for who in (guide, official):
        assert from_typed(to_typed(stored, who, people), who, present) == stored


@pytest.mark.parametrize("name", ["{@zwaluwNOOR}", "{@ Zwaluw noor }", "{@Zwaluw\u200bnoor}"])
def test_spelling_does_not_matter(cast: Cast, name: str) -> None:
    stored = from_typed(name, who_is(cast.samira), [cast.noor])
    assert stored == f"{{@{cast.noor.pk}}}"


@pytest.mark.parametrize(
    "text",
    ["{@Niemand}", "{@}", "{@ }", "{@deelnemer 999999}", "{@1}", "{@Zwaluwnoor", "{@" + "x" * 200],
)
def test_an_unknown_name_is_refused(cast: Cast, text: str) -> None:
    with pytest.raises(UnknownPerson):
        from_typed(text, who_is(cast.samira), [cast.noor])


def test_an_official_cannot_name_whom_he_may_not_read(cast: Cast) -> None:
    present = [cast.noor, cast.wouter]
    with pytest.raises(UnknownPerson) as caught:
        from_typed("{@Zwaluwnoor} sluit af.", who_is(cast.wouter), present)
    assert caught.value.name == "Zwaluwnoor"


def test_a_nickname_written_out_is_noticed_for_who_may_read_it(cast: Cast) -> None:
    present = [cast.noor, cast.dex, cast.samira]
    text = "Zwaluwnoor en Samira Bakali sluiten af. Zwaluwnoorderlicht niet."
    assert plain_names_in(text, who_is(cast.samira), present) == ["Zwaluwnoor"]
    assert plain_names_in(text, who_is(cast.wouter), present) == []
    assert plain_names_in("Niemand.", who_is(cast.samira), []) == []


def rendered(cast: Cast, who: Who, text: str) -> str:
    request = RequestFactory().get("/")
    request.who = who  # type: ignore[attr-defined]
    template = Template("{% load clause_texts %}{% clause_text text people %}")
    people = people_of(cast.club, [text])
    return template.render(Context({"request": request, "text": text, "people": people}))


def test_the_tag_escapes_everything_and_marks_blanks(cast: Cast) -> None:
    cast.noor.name = "<b>Noor"
    cast.noor.save()
    html = rendered(cast, who_is(cast.samira), text_about(cast.noor) + " <i>{<dag>}</i>")
    assert "&lt;b&gt;Noor" in html
    assert '<mark class="blank blank--empty">&lt;dag&gt;</mark>' in html
    assert "<i>" not in html


def test_a_text_without_blanks_has_paragraphs_lists_and_links(cast: Cast) -> None:
    html = rendered(cast, who_is(cast.samira), "Zie https://voorbeeld.nl\n\n- een\n- twee")
    assert 'href="https://voorbeeld.nl"' in html
    assert html.count("<li>") == 2
