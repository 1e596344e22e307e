"""Other parties at an agreement: adding, changing, ending, and what the page shows of them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Confirmation, OtherParty, PartyLink
from agreements.other_parties import party_of as whose_line
from agreements.states import ParentalConsent, PartyKind, Word
from initiatives.models import Event, Participant, ShareLink, Side
from initiatives.models.staying import is_here
from initiatives.states import Refused
from overview.forgetting import fade
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_proposal
from tests.initiatives.conftest import as_, text_of  # noqa: F401  a fixture
from tests.world_makers import take_effect

BUREN = "De buren van de Merelhof"


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    """Proposed, with one line of the neighbours."""
    version = make_agreement(cast.club, by=cast.wouter, title="Over de kelder")
    add_clause(
        version,
        "Wat doen de buren?",
        line(
            "Zij bellen eerst de groep.",
            "other",
            party_name="de buren van de merelhof",
            reservation="een nummer van de groep",
        ),
    )
    version.propose(by=cast.wouter)
    return version.agreement


def add(agreement: Agreement, by: Participant, name: str = BUREN, **more: str) -> OtherParty:
    return OtherParty.add(agreement, by=by, kind=PartyKind.NEIGHBOURS, name=name, **more)


def page(client: Client, agreement: Agreement) -> str:
    return text_of(client.get(reverse("parties", args=[agreement.pk])))


@pytest.mark.parametrize("person", ["noor", "samira", "wouter"])
def test_both_sides_put_one_there(as_, cast: Cast, agreement, person: str) -> None:  # noqa: F811
    client = as_(getattr(cast, person))
    assert "Hier staat nog geen andere partij" in page(client, agreement)
    data = {"name": BUREN, "kind": "neighbours", "role": "Wonen erboven."}
    for _ in range(2):
        response = client.post(reverse("add_party", args=[agreement.pk]), data)
        assert response.status_code == 303
    party = OtherParty.objects.get()
    assert response["Location"].endswith(f"#partij-{party.pk}")
    assert (party.by, party.participant.side) == (getattr(cast, person), Side.OTHER)
    body = page(client, agreement)
    for words in (BUREN, "Wonen erboven.", "Zij bellen eerst de groep.", "een nummer van de groep"):
        assert words in body
    assert Event.objects.filter(verb="party_added").count() == 1, "a double tap is one"


@pytest.mark.parametrize("person", ["police", None])
def test_others_read_and_change_nothing(as_, cast: Cast, agreement, person) -> None:  # noqa: F811
    party = add(agreement, cast.noor)
    client = as_(person and getattr(cast, person))
    assert BUREN in page(client, agreement)
    for name in ("edit_party", "end_party", "put_back_party", "make_party_link"):
        assert client.post(reverse(name, args=[party.pk])).status_code == 403
    assert "Maak een link voor hen" not in page(client, agreement)


def test_not_while_the_text_is_of_one_side(as_, cast: Cast) -> None:  # noqa: F811
    draft = make_agreement(cast.club, by=cast.wouter)
    client = as_(cast.wouter)
    path = reverse("add_party", args=[draft.agreement_id])
    sentence = "De tekst is nog van één kant."
    assert sentence in text_of(client.get(path))
    response = client.post(path, {"name": BUREN, "kind": "police", "role": "Kijkt mee."})
    assert response.status_code == 409 and sentence in text_of(response)
    assert "Kijkt mee." in text_of(response), "what was typed is kept"
    draft.open_draft(by=cast.wouter)
    add(draft.agreement, cast.noor)


def test_a_party_is_never_somebody_of_the_group(as_, cast: Cast, agreement) -> None:  # noqa: F811
    client = as_(cast.samira)
    for name, role in ((cast.noor.name, ""), (BUREN, f"De ouders van {cast.dex.name}.")):
        data = {"name": name, "kind": "parents", "role": role}
        response = client.post(reverse("add_party", args=[agreement.pk]), data)
        assert response.status_code == 422
        assert "Hier staat een naam van iemand van de groep" in text_of(response)
    assert not OtherParty.objects.exists()


def test_a_name_that_is_taken_says_nothing_about_whose_it_is(cast: Cast, agreement) -> None:
    party = add(agreement, cast.wouter, cast.noor.name)
    assert party.participant.pk != cast.noor.pk
    assert party.participant.name_key != cast.noor.name_key
    with_account = add(agreement, cast.wouter, cast.police.name)
    assert with_account.participant.pk != cast.police.pk, "a link never speaks for an account"


def test_one_party_at_two_agreements_is_one_participant(cast: Cast, agreement) -> None:
    other = make_proposal(cast.club, by=cast.wouter, title="Iets anders").agreement
    first, second = add(agreement, cast.noor), add(other, cast.noor, BUREN.upper())
    assert first.participant == second.participant
    first.leave(by=cast.noor)
    assert is_here(second.participant), "it still takes part in the other one"
    second.leave(by=cast.noor)
    assert not is_here(second.participant)


def test_ending_stops_the_link_and_keeps_the_lines(as_, cast: Cast, agreement) -> None:  # noqa: F811
    party = add(agreement, cast.noor)
    link = PartyLink.make(party, by=cast.wouter).link
    client = as_(cast.noor)
    for _ in range(2):
        assert client.post(reverse("end_party", args=[party.pk])).status_code == 303
    link.refresh_from_db()
    assert not link.is_working
    body = page(client, agreement)
    assert "doet niet meer mee sinds" in body and "Zij bellen eerst de groep." in body
    assert Event.objects.filter(verb="party_left").count() == 1
    with pytest.raises(Refused):
        PartyLink.make(party, by=cast.wouter)
    assert client.post(reverse("put_back_party", args=[party.pk])).status_code == 303
    party.refresh_from_db()
    assert party.is_present and is_here(party.participant)
    again = PartyLink.make(party, by=cast.wouter).link
    assert again.pk != link.pk, "the old address stays dead"


def test_another_role_and_somebody_who_was_faster(as_, cast: Cast, agreement) -> None:  # noqa: F811
    party = add(agreement, cast.noor, role="Wonen erboven.")
    client = as_(cast.noor)
    path = reverse("edit_party", args=[party.pk])
    data = {"kind": "neighbours", "role": "Bellen eerst.", "before": "Wonen erboven."}
    assert client.post(path, data).status_code == 303
    late = {**data, "role": "Klagen nooit."}
    response = client.post(path, late)
    body = text_of(response)
    assert response.status_code == 409 and "Bellen eerst." in body and "Klagen nooit." in body
    assert 'value="Bellen eerst."' in body, "a second tap was meant"
    party.refresh_from_db()
    assert (party.role, party.name) == ("Bellen eerst.", BUREN)


def test_at_most_so_many(cast: Cast, agreement, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agreements.models.other_party.MOST_PARTIES", 1)
    add(agreement, cast.noor)
    with pytest.raises(Refused, match="Er staan er hier al 1"):
        add(agreement, cast.noor, "De school")


def test_who_comes_back_needs_room_too(
    cast: Cast, agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agreements.models.other_party.MOST_PARTIES", 1)
    gone = add(agreement, cast.noor)
    gone.leave(by=cast.noor)
    school = add(agreement, cast.noor, "De school")
    for come_back in (lambda: gone.come_back(by=cast.noor), lambda: add(agreement, cast.noor)):
        with pytest.raises(Refused, match="Er staan er hier al 1"):
            come_back()
    school.come_back(by=cast.noor)
    school.leave(by=cast.noor)
    gone.come_back(by=cast.noor)
    assert gone.is_present


@pytest.mark.parametrize("name", ["De gemeente", "GROEP", "Wij"])
def test_no_party_is_called_as_a_side(as_, cast: Cast, agreement, name: str) -> None:  # noqa: F811
    data = {"name": name, "kind": "neighbours"}
    response = as_(cast.noor).post(reverse("add_party", args=[agreement.pk]), data)
    assert response.status_code == 409
    assert "lijkt op een kant van de afspraak" in text_of(response)
    assert not OtherParty.objects.exists()
    add(agreement, cast.noor, "Politie")


def test_a_name_from_a_line_is_offered(as_, cast: Cast, agreement) -> None:  # noqa: F811
    client = as_(cast.wouter)
    body = page(client, agreement)
    assert "Deze namen staan al in een regel" in body and "de buren van de merelhof" in body
    form = client.get(reverse("add_party", args=[agreement.pk]), {"naam": "de school"})
    assert 'value="de school"' in text_of(form)
    add(agreement, cast.wouter)
    assert "Deze namen staan al in een regel" not in page(client, agreement)


def test_lines_go_by_name_and_prefer_who_is_there(cast: Cast, agreement) -> None:
    party = add(agreement, cast.noor)
    own = agreement.versions.get().clauses.last().commitments.get()
    assert whose_line(own, [party]) == party
    party.left_at = party.added_at
    twin = OtherParty(name="DE BUREN van de Merelhof")
    assert whose_line(own, [party, twin]) is twin
    own.party = "group"
    assert whose_line(own, [party, twin]) is None


def test_hidden_words_reach_nobody(as_, cast: Cast, agreement) -> None:  # noqa: F811
    party = add(agreement, cast.noor, "Die lastige overburen", role="Zeuren altijd.")
    path = reverse("hide_text", args=["partij", party.pk])
    assert as_(cast.wouter).get(path).status_code == 403, "of the group's side"
    response = as_(cast.samira).post(path, {"because": "Niet aardig."})
    assert response.status_code == 302
    pages = [("parties", agreement.pk), ("timeline", cast.club.pk), ("people", cast.club.pk)]
    for client in (as_(cast.noor), as_(cast.wouter)):
        for name, pk in pages:
            body = text_of(client.get(reverse(name, args=[pk])))
            assert "lastige" not in body and "Zeuren" not in body, name
        edit = reverse("edit_party", args=[party.pk])
        for response in (client.get(edit), client.post(edit, {"kind": "school", "role": "Nieuw."})):
            assert response.status_code == 409 and "Zeuren" not in text_of(response)
    as_(cast.samira).post(reverse("show_text", args=["partij", party.pk]))
    assert "lastige" in page(as_(cast.noor), agreement)


def test_their_word_is_read_and_never_counted(as_, cast: Cast, agreement) -> None:  # noqa: F811
    party, version = add(agreement, cast.noor), agreement.versions.get()
    Confirmation.say(
        version, by=party.participant, word=Word.BEHIND_WITH_CONCERN, text="Wel na tien uur stil."
    )
    body = page(as_(cast.noor), agreement)
    assert "met een zorg" in body and "Wel na tien uur stil." in body
    reading = text_of(as_(cast.wouter).get(reverse("version", args=[version.pk])))
    assert "staat achter de eigen regels. Dat telt niet mee." in reading
    assert "Staat achter de eigen regels, met een zorg" in reading
    assert "achter het doel" not in reading
    assert Event.objects.filter(verb="supports_own_lines_with_concern").exists()
    with pytest.raises(Refused):
        Confirmation.say(version, by=party.participant, word=Word.OBJECT, text="Nee.")
    take_effect(version, cast.wouter)


def test_own_word_first_holds_here_too(as_, cast: Cast, agreement) -> None:  # noqa: F811
    party, version = add(agreement, cast.noor), agreement.versions.get()
    Agreement.objects.filter(pk=agreement.pk).update(own_word_first=True)
    Confirmation.say(version, by=party.participant, word=Word.BEHIND, text="")
    assert "Zij staan achter hun regels." not in page(as_(cast.noor), agreement)
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    assert "Zij staan achter hun regels." in page(as_(cast.noor), agreement)
    assert not Event.objects.filter(verb__startswith="supports").exists()


@pytest.mark.parametrize("person", ["noor", "samira", "wouter"])
def test_consent_of_parents_without_a_name(as_, cast: Cast, agreement, person) -> None:  # noqa: F811
    client = as_(getattr(cast, person))
    path = reverse("parental_consent", args=[agreement.pk])
    fields = text_of(client.get(path)).split("<main")[1]
    assert 'type="text"' not in fields and "<textarea" not in fields
    for _ in range(2):
        assert client.post(path, {"consent": ParentalConsent.NOT_YET}).status_code == 303
    assert Event.objects.filter(verb="consent_noted").count() == 1
    version = agreement.versions.get().pk
    for name, pk in (
        ("version", version),
        ("print_agreement", version),
        ("parties", agreement.pk),
        ("in_effect_on", agreement.pk),
    ):
        if name != "in_effect_on":
            assert "Toestemming ouders:" in text_of(client.get(reverse(name, args=[pk]))), name
    assert client.post(path, {"consent": "mama"}).status_code == 422
    assert client.post(path, {"consent": ""}).status_code == 303
    agreement.refresh_from_db()
    assert agreement.parental_consent == ""


def test_an_ended_agreement_changes_no_more(cast: Cast, agreement) -> None:
    party = add(agreement, cast.noor)
    take_effect(agreement.versions.get(), cast.wouter)
    agreement.end(by=cast.noor, because="Klaar.")
    for act in (
        lambda: add(agreement, cast.noor, "De school"),
        lambda: party.leave(by=cast.noor),
        lambda: PartyLink.make(party, by=cast.noor),
        lambda: agreement.note_consent(ParentalConsent.ARRANGED, by=cast.noor),
    ):
        with pytest.raises(Refused, match="gestopt"):
            act()


def test_the_groups_own_rule_stands_where_words_are_said(as_, cast: Cast, agreement) -> None:  # noqa: F811
    client, version = as_(cast.noor), agreement.versions.get()
    said = [reverse("confirm", args=[version.pk, "zorg"])]
    said.append(reverse("note_on_behalf", args=[version.pk]))
    assert "Zo beslist de groep" not in text_of(client.get(said[0]))
    path = reverse("edit_about", args=[cast.club.pk, "beslissen"])
    data = {"decides_how": "Op vrijdag, met wie er is.", "initial-decides_how": ""}
    assert client.post(path, data).status_code == 303
    for page_of in said:
        assert "Op vrijdag, met wie er is." in text_of(client.get(page_of))
    assert as_(cast.wouter).get(path).status_code == 403
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)


def test_the_write_page_offers_who_is_there(as_, cast: Cast, agreement) -> None:  # noqa: F811
    add(agreement, cast.noor)
    draft = agreement.start_version(by=cast.noor)
    clause = draft.clauses.all()[0]
    body = text_of(as_(cast.noor).get(reverse("edit_clause", args=[clause.pk])))
    assert f'<option value="{BUREN}">' in body and f'list="parties-c{clause.pk}"' in body


def test_few_queries_with_many_parties(
    as_,  # noqa: F811
    cast: Cast,
    agreement: Agreement,
    django_assert_max_num_queries,
) -> None:
    for n in range(12):
        PartyLink.make(add(agreement, cast.noor, f"Partij {n}"), by=cast.noor)
    client = as_(cast.wouter)
    with django_assert_max_num_queries(10):
        client.get(reverse("parties", args=[agreement.pk]))
    assert ShareLink.objects.filter(kind="party").count() == 12


def test_people_in_their_lines_are_named_for_who_may_read_it(as_, cast: Cast, agreement) -> None:  # noqa: F811
    draft = agreement.start_version(by=cast.noor)
    text = f"Zij bellen {{@{cast.noor.pk}}}."
    add_clause(draft, "Wie belt wie?", line(text, "other", party_name=BUREN, reservation="Pasen"))
    draft.propose(by=cast.noor)
    add(agreement, cast.noor)
    assert f"Zij bellen {cast.noor.name}." in page(as_(cast.samira), agreement)
    seen = page(as_(cast.wouter), agreement)
    assert "Zij bellen een deelnemer van de groep." in seen and "Pasen" in seen
    assert "Zwaluw" not in seen


def test_a_forgotten_name_goes_where_they_speak_too(cast: Cast, agreement) -> None:
    party = add(agreement, cast.wouter, "De buren van Zwaluwdex")
    cast.dex.leave(by=cast.dex)
    fade(cast.dex, by=cast.noor)
    party.refresh_from_db()
    speaker = Participant.objects.get(pk=party.participant_id)
    assert party.name == speaker.name == "De buren van een deelnemer"
