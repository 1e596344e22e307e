"""Beginning with the text of an earlier agreement: which ones, and what does not come along."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from agreements.earlier import as_template, cleaner, earlier_texts
from agreements.models import Agreement, AgreementVersion
from initiatives.models import DutyKind, Initiative, Neighbourhood, Participant, Partner, Side
from tests.conftest import Cast
from tests.factories import (
    add_clause,
    line,
    make_agreement,
    make_link,
    make_participant,
    make_proposal,
)


@pytest.fixture
def wouter_in_garden(cast: Cast) -> Participant:
    """The official of the club is the contact of the garden too."""
    make_link(cast.garden)
    return make_participant(
        cast.garden,
        Side.MUNICIPALITY,
        "Wouter de Graaf",
        user=cast.wouter.user,
        duty=DutyKind.CONTACT,
    )


def page(client: Client, cast: Cast, **query: str) -> str:
    address = reverse("earlier_agreements", args=[cast.club.pk])
    response = client.get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def begin(client: Client, cast: Cast, version: AgreementVersion, **fields: Any) -> Any:
    data = {"title": "Nieuwe plek", "earlier": version.pk, **fields}
    return client.post(reverse("start_agreement", args=[cast.club.pk]), data)


def everything(version: AgreementVersion) -> str:
    texts = [version.purpose]
    for clause in version.clauses.all():
        texts.append(clause.heading)
        for row in clause.commitments.all():
            texts += [str(getattr(row, f.attname)) for f in row._meta.concrete_fields]
    return "\n".join(texts)


def test_only_what_one_may_read_and_was_proposed(
    cast: Cast, official: Client, wouter_in_garden: Participant
) -> None:
    make_proposal(cast.club, by=cast.wouter, title="Van ons")
    make_agreement(cast.club, by=cast.wouter, title="Nog een concept")
    taken_back = make_proposal(cast.club, by=cast.wouter, title="Teruggenomen")
    taken_back.withdraw(by=cast.wouter)
    make_proposal(cast.garden, by=wouter_in_garden, title="Van de tuin")
    body = page(official, cast)
    assert body.index("Van ons") < body.index("Van de tuin"), "the own ones come first"
    assert "Nog een concept" not in body and "Teruggenomen" not in body
    # The phone of the club does not know the garden.
    body = page(cast.sit(Client(), cast.noor), cast)
    assert "Van ons" in body and "Van de tuin" not in body and cast.garden.name not in body


def test_the_newest_text_of_each_counts(cast: Cast, official: Client) -> None:
    first = make_proposal(cast.club, by=cast.wouter, title="Onze plek")
    second = first.agreement.start_version(by=cast.wouter)
    who = _who(official, cast)
    assert list(earlier_texts(who, cast.club)) == [first]
    second.propose(by=cast.wouter)
    assert list(earlier_texts(who, cast.club)) == [second]


def _who(client: Client, cast: Cast) -> Any:
    request: Any = client.get(reverse("start_agreement", args=[cast.club.pk])).wsgi_request
    return request.who


def test_search_finds_words_of_title_and_initiative(
    cast: Cast, official: Client, wouter_in_garden: Participant
) -> None:
    make_proposal(cast.club, by=cast.wouter, title="Sleutel en tijden")
    make_proposal(cast.garden, by=wouter_in_garden, title="Water en spullen")
    assert "Water" not in page(official, cast, q="sleutel")
    body = page(official, cast, q="groene water")
    assert "Water en spullen" in body and "Sleutel" not in body
    assert "Geen afspraak gevonden" in page(official, cast, q="zwembad")
    assert page(official, cast, q="x" * 300), "too long to look for is everything"


def test_nothing_yet_says_what_to_do(cast: Cast, official: Client) -> None:
    assert "Kies een sjabloon." in page(official, cast)


def test_it_has_pages_that_keep_what_was_sought(cast: Cast, official: Client) -> None:
    for n in range(27):
        make_proposal(cast.club, by=cast.wouter, title=f"Plek {n}", clauses=1)
    body = page(official, cast, q="plek")
    assert "?page=2&amp;q=plek" in body
    assert "?page=1&amp;q=plek" in page(official, cast, q="plek", page="2")


def test_the_start_page_shows_the_newest_three_and_the_way_to_the_rest(
    cast: Cast, official: Client
) -> None:
    address = reverse("start_agreement", args=[cast.club.pk])
    assert "die er al is" not in official.get(address).content.decode()
    for n in range(4):
        make_proposal(cast.club, by=cast.wouter, title=f"Plek {n}", clauses=1)
    body = official.get(address).content.decode()
    assert body.count("?earlier=") == 3
    assert reverse("earlier_agreements", args=[cast.club.pk]) in body


def garden_text(cast: Cast, wouter: Participant) -> AgreementVersion:
    """A proposal of the garden, full of what is only theirs."""
    garden = cast.garden
    garden.neighbourhood = Neighbourhood.objects.create(name="Bomenwijk")
    garden.place = "Park Zuid"
    garden.save()
    make_participant(garden, name="Mo")
    version = make_agreement(garden, by=wouter, clauses=0)
    version.save_head(
        revision=version.revision,
        purpose="Groene Hoek wil vanaf 3 mei 2026 groen in de Bomenwijk.",
        look_back_on=version.look_back_on,
        ends_on=version.ends_on,
    )
    add_clause(
        version,
        "Wat doet Groene Hoek in Park Zuid?",
        line(f"{{@{cast.gardener.pk}}} geeft water. {{@{wouter.pk}}} helpt tot 3-5-2026.", "group"),
        line(
            "De buren bellen Wouter op 06-12345678, of mailen mo@voorbeeld.invalid.",
            "municipality",
            kind="promise",
            reservation="overleg met Mo",
            decider="Wouter de Graaf",
            rhythm="elke week met Mo",
            condition="Mo het goed vindt",
            instead="Bel Mo",
            watcher="Mo",
            sign="Tuinier belt op 12 mei",
            due_on=date(2030, 5, 3),
        ),
        line("De school doet mee op 2026-05-03.", "other", party_name="Basisschool Mo"),
        line("mo en TUINIER en De Graaf ook. De mop en de moestuin blijven.", "both"),
    )
    version.propose(by=wouter)
    return version


SECRETS = (
    "Mo ", "mo ", "Mo\n", "Tuinier", "TUINIER", "Wouter", "Graaf", "Groene Hoek", "Park Zuid",
    "Bomenwijk", "06-12345678", "12345678", "mo@", "3 mei", "3-5-2026", "2026-05-03", "12 mei",
    "2030", "Basisschool", "{@",
)  # fmt: skip


def test_nothing_of_another_initiative_comes_along(
    cast: Cast, official: Client, wouter_in_garden: Participant
) -> None:
    source = garden_text(cast, wouter_in_garden)
    assert all(secret in everything(source) + " " for secret in ("Mo", "Wouter", "2030", "{@"))
    response = begin(official, cast, source)
    agreement = Agreement.objects.get(title="Nieuwe plek")
    version = agreement.versions.get()
    assert response.headers["Location"] == reverse("write", args=[version.pk])
    said = everything(version)
    assert [secret for secret in SECRETS if secret in said + " "] == []
    assert version.purpose == "{naam groep} wil vanaf {datum} groen in de {buurt}."
    clause = version.clauses.get()
    assert clause.heading == "Wat doet {naam groep} in {plek}?"
    group, municipality, other, both = clause.commitments.all()
    assert group.text == "{wie} geeft water. {wie} helpt tot {datum}."
    assert municipality.text == "De buren bellen {wie} op {nummer}, of mailen {nummer}."
    assert (municipality.kind, municipality.reservation, municipality.decider) == ("", "", "")
    assert (municipality.watcher, municipality.instead, municipality.due_on) == ("", "", None)
    assert municipality.condition == "{wie} het goed vindt"
    assert (other.party_name, other.text) == ("{wie}", "De school doet mee op {datum}.")
    assert both.text == "{wie} en {wie} en {wie} ook. De mop en de moestuin blijven."
    assert (version.look_back_on, version.ends_on) == (None, None)


def test_who_writes_is_told_where_it_came_from_and_to_read_it_well(
    cast: Cast, official: Client, wouter_in_garden: Participant
) -> None:
    source = garden_text(cast, wouter_in_garden)
    agreement_page = official.get(
        reverse("start_agreement", args=[cast.club.pk]), {"earlier": source.pk}
    ).content.decode()
    assert "Je begint met de tekst van" in agreement_page
    assert 'name="template"' not in agreement_page
    response = begin(official, cast, source)
    body = official.get(response.headers["Location"]).content.decode()
    assert "Begonnen met de tekst van een eerdere afspraak." in body
    assert "Groene Hoek" not in body
    agreement = Agreement.objects.get(title="Nieuwe plek")
    assert (agreement.template_key, agreement.template_number) == ("earlier", None)


def test_of_the_own_initiative_words_stay_but_people_and_days_become_blanks(
    cast: Cast, official: Client
) -> None:
    source = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(source, "Wie?", line(f"{{@{cast.noor.pk}}} van de Chillclub, vanaf 1 juni."))
    source.propose(by=cast.wouter)
    begin(official, cast, source)
    text = Agreement.objects.get(title="Nieuwe plek").versions.get().clauses.get()
    assert text.commitments.get().text == "{wie} van de Chillclub, vanaf {datum}."


@pytest.mark.parametrize("earlier", ["0", "x", "999999", "9" * 30, "-1"])
def test_what_cannot_be_read_is_refused_and_the_title_stays(
    cast: Cast, official: Client, earlier: str
) -> None:
    address = reverse("start_agreement", args=[cast.club.pk])
    assert official.get(address, {"earlier": earlier}).status_code == 200
    data = {"title": "Mijn titel", "earlier": earlier, "template": "empty"}
    response = official.post(address, data)
    assert response.status_code == 422
    body = response.content.decode()
    assert "Die afspraak is er niet meer." in body and 'value="Mijn titel"' in body
    assert not Agreement.objects.exists()


def test_a_text_of_an_initiative_that_is_not_yours_is_as_if_it_were_not_there(
    cast: Cast, official: Client
) -> None:
    make_participant(cast.garden, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    make_link(cast.garden)
    secret = make_proposal(cast.garden, by=cast.gardener, title="Geheim van de tuin")
    response = begin(official, cast, secret)
    assert response.status_code == 422 and "Geheim" not in response.content.decode()
    asked = official.get(reverse("start_agreement", args=[cast.club.pk]), {"earlier": secret.pk})
    assert "Geheim" not in asked.content.decode()


def test_blanks_that_are_longer_than_the_name_still_fit(cast: Cast) -> None:
    garden = cast.garden
    Initiative.objects.filter(pk=garden.pk).update(name="Ab")
    source = make_agreement(garden, by=cast.gardener, clauses=0)
    source.initiative.refresh_from_db()
    full = ("Ab " * 33 + "?")[:100]
    add_clause(source, full, line("Ab " * 200, rhythm="Ab " * 20, condition="Ab " * 66))
    text = as_template(source, to=cast.club)
    clause = text.clauses[0]
    assert len(clause.heading) == 100 and clause.heading.endswith("…")
    assert len(clause.lines[0].text) <= 600 and len(clause.lines[0].rhythm) <= 60
    assert "Ab" not in str(text)


def test_parts_of_a_name_that_people_use_become_blanks_too(cast: Cast) -> None:
    club = cast.club
    club.place = "De kelder van buurthuis De Merel"
    club.save()
    Partner.add(club, by=cast.noor, name="De Merelschool", kind="school", role="leent spullen")
    clean = cleaner(club, is_own=False)
    assert clean("In De Kelder is de kelder van ons.") == "In {naam groep} is de kelder van ons."
    assert clean("De Merel en de merelschool helpen.") == "{plek} en {wie} helpen."
    assert (
        clean("Onder de {De Kelder} van {naam groep}.") == "Onder de {De Kelder} van {naam groep}."
    )


@pytest.mark.parametrize("many", [3, 40])
def test_queries_do_not_grow(
    cast: Cast,
    official: Client,
    wouter_in_garden: Participant,
    many: int,
    django_assert_max_num_queries: Any,
) -> None:
    for n in range(many):
        make_proposal(cast.garden, by=wouter_in_garden, title=f"Plek {n}", clauses=1)
    for name in ("start_agreement", "earlier_agreements"):
        with django_assert_max_num_queries(8):
            official.get(reverse(name, args=[cast.club.pk]))


NAMES = st.text(st.sampled_from("abAB éß.'-{}@1İı"), min_size=2, max_size=12).filter(
    lambda name: len(name.strip()) > 1
)


@given(name=NAMES, before=st.text(max_size=10), after=st.text(max_size=10))
def test_a_name_between_other_words_is_never_left(name: str, before: str, after: str) -> None:
    """Whatever a group is called; what stands in braces already is a blank of its own."""
    name = name.strip()
    if set(name) & set("{}"):
        return
    initiative = Initiative(pk=1, name=name)

    nobody: Any = SimpleNamespace(
        filter=lambda **_what: nobody,
        exclude=lambda **_what: nobody,
        values_list=lambda *_a, **_b: [],
    )
    with pytest.MonkeyPatch.context() as patch:
        for model in (Participant, Partner):
            patch.setattr(model, "objects", nobody)
        clean = cleaner(initiative, is_own=False)
    plain = "".join(sign for sign in before + after if sign not in "{}" and not sign.isdigit())
    if name.casefold() in plain.casefold():
        return
    assert name not in clean(f"Wij zijn {name} en {plain}.").replace("{naam groep}", "")


def test_a_name_in_braces_that_are_no_blank_becomes_one_too(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.samira)
    add_clause(draft, "Wie?", line(f"{{{cast.noor.name} opent, {'en dan wij, ' * 7}}}"))
    draft.propose(by=cast.samira)
    assert cast.noor.name not in str(as_template(draft, to=cast.garden))
