"""Giving one of the three words: exceptions, changing, and what another party says."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.carrying import carrying_of
from agreements.models import AgreementVersion, Confirmation, ObjectionTalk
from agreements.states import Word
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.saying import html, say, signed_in, three_clauses
from tests.conftest import Cast


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return three_clauses(cast)


def key(version: AgreementVersion, heading: str) -> str:
    return version.clauses.get(heading=heading).key


def test_all_but_one_clause_counts_as_behind_it_and_is_said_apart(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    address = reverse("confirm", args=[proposal.pk, "sta-erachter"])
    assert "Alles, behalve" in html(client, "confirm", proposal.pk, "sta-erachter")
    sent = {"text": "Te vroeg dicht.", "except_keys": [key(proposal, "Tijden?")]}
    assert client.post(address, sent).status_code == 302
    backing = carrying_of(proposal).backing
    assert (backing.behind, backing.with_exception, backing.in_favour) == (0, 1, 1)
    assert "1 op een onderdeel na" in backing.sentence
    page = html(client, "version", proposal.pk)
    assert page.count("Jij staat achter de rest, maar niet hierachter.") == 1
    other = html(signed_in(cast.wouter), "version", proposal.pk)
    assert other.count("1 persoon staat achter de rest, maar niet hierachter.") == 1
    assert "Jij staat hierachter, op 1 onderdeel na" in page
    assert "Niet achter:" in page


def test_exceptions_follow_the_order_of_the_text_and_know_only_its_clauses(
    cast: Cast, proposal: AgreementVersion
) -> None:
    keys = [key(proposal, "Schoon?"), "bestaat-niet", key(proposal, "Tijden?")]
    said = say(proposal, cast.noor, except_keys=keys)
    assert said.except_keys == [key(proposal, "Tijden?"), key(proposal, "Schoon?")]


def test_behind_nothing_is_no_way_to_stand_behind_it(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    keys = [clause.key for clause in proposal.clauses.all()]
    with pytest.raises(Refused, match="Zo blijft er niets over"):
        say(proposal, cast.noor, except_keys=keys)
    cast.sit(client, cast.noor)
    address = reverse("confirm", args=[proposal.pk, "sta-erachter"])
    response = client.post(address, {"text": "Nee hoor", "except_keys": keys})
    assert response.status_code == 409
    assert "Nee hoor" in response.content.decode()
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("value", ["bestaat-niet", "", "<b>"])
def test_an_unknown_clause_is_said_at_the_field(
    cast: Cast, client: Client, proposal: AgreementVersion, value: str
) -> None:
    address = reverse("confirm", args=[proposal.pk, "sta-erachter"])
    response = cast.sit(client, cast.noor).post(address, {"except_keys": [value]})
    assert response.status_code == 422
    assert "Kies onderdelen van deze afspraak." in response.content.decode()
    assert not Confirmation.objects.exists()


def test_for_the_municipality_nobody_stands_behind_a_part(
    cast: Cast, proposal: AgreementVersion
) -> None:
    keys = [key(proposal, "Tijden?")]
    with pytest.raises(Refused, match="Namens de gemeente"):
        say(proposal, cast.wouter, has_mandate=True, except_keys=keys)
    say(proposal, cast.wouter, except_keys=keys)
    assert not carrying_of(proposal).by_municipality


def test_exceptions_go_with_standing_behind_it_only(cast: Cast, proposal: AgreementVersion) -> None:
    keys = [key(proposal, "Tijden?")]
    said = say(proposal, cast.noor, Word.BEHIND_WITH_CONCERN, text="De buren?", except_keys=keys)
    assert said.except_keys == []
    say(proposal, cast.noor, except_keys=keys)
    said = say(proposal, cast.noor, Word.OBJECT, text="Nee.")
    assert said.except_keys == [], "a new word does not keep what belonged to the old one"


def test_the_form_shows_what_was_said_before(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    say(proposal, cast.noor, text="Behalve de tijd.", except_keys=[key(proposal, "Tijden?")])
    body = html(cast.sit(client, cast.noor), "confirm", proposal.pk, "sta-erachter")
    assert "Behalve de tijd." in body
    assert body.count("checked") == 1


def test_the_timeline_says_it_was_not_all(cast: Cast, proposal: AgreementVersion) -> None:
    say(proposal, cast.noor, except_keys=[key(proposal, "Tijden?")])
    assert Event.objects.filter(verb="confirmed_with_exception").count() == 1
    say(proposal, cast.noor, except_keys=[key(proposal, "Tijden?")])
    assert Event.objects.filter(verb="confirmed_with_exception").count() == 1, "twice is once"


def test_who_left_or_looks_around_no_longer_counts_at_a_clause(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    say(proposal, cast.dex, except_keys=[key(proposal, "Tijden?")])
    cast.sit(client, cast.noor)
    assert "maar niet hierachter" in html(client, "version", proposal.pk)
    cast.dex.leave(by=cast.samira)
    assert "maar niet hierachter" not in html(client, "version", proposal.pk)


# An objection that is taken back ----------------------------------------------------------------


def test_an_objection_that_its_maker_closes_stays_to_be_read(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    say(proposal, cast.noor)
    objection = say(proposal, cast.dex, Word.OBJECT, text="Te vroeg dicht.")
    ObjectionTalk.note(
        objection, by=cast.wouter, talked_on=proposal.began_at.date(), because="We proberen het."
    )
    said = say(proposal, cast.dex)
    assert carrying_of(proposal).by_group
    assert said.objection == "Te vroeg dicht."
    assert said.objection_closed_at is not None
    page = html(cast.sit(client, cast.noor), "version", proposal.pk)
    assert "Te vroeg dicht." in page and "zelf teruggenomen" in page
    assert "We proberen het." in page, "and what was noted of the talk"


def test_other_words_for_an_objection_ask_for_a_new_talk(
    cast: Cast, proposal: AgreementVersion
) -> None:
    objection = say(proposal, cast.dex, Word.OBJECT, text="Te vroeg.")
    for by in (cast.samira, cast.wouter):
        ObjectionTalk.note(
            objection, by=by, talked_on=proposal.began_at.date(), because="Proberen."
        )
    assert carrying_of(proposal).backing.talked_over == 1
    said = say(proposal, cast.dex, Word.OBJECT, text="En te duur.")
    assert carrying_of(proposal).backing.objecting == 1
    assert said.objection == "", "it was not closed by its maker"


def test_an_objection_made_again_after_a_talk_is_open(
    cast: Cast, proposal: AgreementVersion
) -> None:
    objection = say(proposal, cast.dex, Word.OBJECT, text="Te vroeg.")
    for by in (cast.samira, cast.wouter):
        ObjectionTalk.note(
            objection, by=by, talked_on=proposal.began_at.date(), because="Proberen."
        )
    say(proposal, cast.dex)
    say(proposal, cast.dex, Word.OBJECT, text="Toch niet.")
    assert carrying_of(proposal).backing.objecting == 1


def test_a_hidden_objection_stays_hidden_when_it_is_taken_back(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    objection = say(proposal, cast.dex, Word.OBJECT, text="Iets gemeens.")
    objection.hide(by=cast.noor, because="gemeen")
    say(proposal, cast.dex)
    assert "Iets gemeens." not in html(cast.sit(client, cast.noor), "version", proposal.pk)


# Another party ------------------------------------------------------------------------------------


def test_another_party_says_something_of_the_goal_and_is_never_counted(
    cast: Cast, proposal: AgreementVersion
) -> None:
    police = signed_in(cast.police)
    page = html(police, "version", proposal.pk)
    assert "Ik sta achter het doel" in page and "Hier kan ik niet mee leven" not in page
    body = html(police, "confirm", proposal.pk, "sta-erachter")
    assert "Wij willen samen een eigen plek." in body and "Alles, behalve" not in body
    before = carrying_of(proposal)
    assert police.post(reverse("confirm", args=[proposal.pk, "sta-erachter"])).status_code == 302
    after = carrying_of(proposal)
    assert after.backing == before.backing and after.mandates == []
    assert Event.objects.filter(verb="supports_goal").count() == 1
    page = html(police, "version", proposal.pk)
    assert "Jij staat achter het doel" in page
    assert "staat achter het doel. Dat telt niet mee." in page


def test_another_party_may_have_a_concern_but_holds_nothing_back(
    cast: Cast, proposal: AgreementVersion
) -> None:
    police = signed_in(cast.police)
    police.post(reverse("confirm", args=[proposal.pk, "zorg"]), {"text": "Het verkeer?"})
    assert "Staat achter het doel, met een zorg" in html(police, "version", proposal.pk)
    gone = reverse("confirm", args=[proposal.pk, "niet-mee-leven"])
    assert police.get(gone).status_code == 404
    with pytest.raises(Refused, match="alleen iets over het doel"):
        say(proposal, cast.police, Word.OBJECT, text="Nee.")


def test_an_official_is_asked_for_whom(cast: Cast, proposal: AgreementVersion) -> None:
    official = signed_in(cast.wouter)
    address = reverse("confirm", args=[proposal.pk, "sta-erachter"])
    keys = [key(proposal, "Tijden?")]
    response = official.post(address, {"mandate": "mine", "except_keys": keys})
    assert response.status_code == 409
    assert "Namens de gemeente sta je achter de hele tekst." in response.content.decode()
    assert official.post(address, {"mandate": "self", "except_keys": keys}).status_code == 302
