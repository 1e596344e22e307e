"""The 22 things of agreements in practice that a simple model would miss: each is entered through
the forms, and read back on the page of the group, at the wall and on paper.

Which of them the model knows, and which it holds as plain text: docs/agreement_contents.md.
"""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.models import ChangeProposal, Commitment, OpenPoint
from agreements.states import ProposalStatus, Status
from tests.agreements.at_the_table import (
    Table,
    both,
    group,
    in_days,
    municipality,
    other,
    words_of,
)
from tests.agreements.typing_in import as_typed
from tests.conftest import Cast


@pytest.fixture
def table(cast: Cast) -> Table:
    return Table(cast)


def test_2_age_by_class_with_an_exception_on_a_day(table: Table) -> None:
    table.begin()
    rule = "Voor groep 7 en 8, en voor de brugklas."
    exception = "Op Koningsdag mag groep 6 ook mee."
    table.add("Voor wie is het?", both(rule), both(exception, due_on=in_days(100)))
    table.take_effect()
    table.read_back("Voor wie is het?", rule, exception)


def test_4_a_fixed_way_out_and_where_bicycles_stand(table: Table) -> None:
    table.begin()
    way_out = "We gaan weg door de zijdeur, langs het fietspad. Niet door de Lijsterstraat."
    bicycles = "De fietsen staan in het rek achter het gebouw, niet op de stoep."
    rack = "Er komt een fietsenrek bij voor tien fietsen."
    promise = municipality(rack, due_on=in_days(60))
    table.add("Hoe komen en gaan we?", group(way_out), group(bicycles), promise)
    table.take_effect()
    table.read_back(way_out, bicycles, rack)


def test_5_damage_and_that_paying_together_is_contested(table: Table) -> None:
    table.begin()
    pays = "Heeft iemand het met opzet gedaan? Dan betaalt die het."
    else_all = "Weten we niet wie? Dan betalen allen die er waren, via hun ouders."
    clause = table.add("Wat als er iets kapot gaat?", both(pays), both(else_all))
    question = "Mag je ouders laten betalen voor wat een ander deed?"
    asked = {"text": question, "asked_of": "de jurist van de gemeente", "asked_on": in_days(0)}
    table.post(table.official, "ask_legal_advice", clause.pk, **asked)
    table.take_effect()
    # Both sides see that it is in question, for as long as nobody answered.
    for client in (table.noor, table.official):
        assert question in table.page(client, "version", table.version.pk)
    table.read_back(pays, else_all)


def test_6_a_step_that_is_earned(table: Table) -> None:
    table.begin()
    condition, step = (
        "de buren drie maanden tevreden zijn",
        "gaan we op vrijdag open tot 23.00 uur.",
    )
    table.add("Wat als het goed gaat?", both(step, condition=condition))
    table.take_effect()
    table.read_back(f"Als {condition}, dan: {step}")
    line = Commitment.objects.get(clause__version=table.version)
    table.post(table.noor, "mark_step", line.pk, text="Niemand belde.")
    table.post(table.official, "mark_step", line.pk, text="Ook bij ons niet.")
    assert line.reached.count() == 2
    assert "Niemand belde." in table.page(table.dex, "version", table.version.pk)


def test_7_a_trial_with_its_last_day_and_a_decision(table: Table) -> None:
    decider, then = "Het hoofd wijkzaken, samen met de groep", "Ging het goed? Dan een jaar verder."
    table.begin(trial_until=in_days(91), trial_decider=decider, trial_then=then)
    table.add("Wat proberen we?", both("We proberen de vrijdagavond."))
    table.take_effect()
    table.read_back("Daarna beslist het hoofd wijkzaken, samen met de groep.", then)
    assert table.version.last_day == table.version.trial_until


def test_8_what_is_not_agreed_yet_inside_what_is(table: Table) -> None:
    table.begin()
    table.add("Wanneer?", both("Op vrijdag van 19.00 tot 22.00 uur."))
    what = "Mogen we in de zomer ook in de tuin zitten?"
    point = {"what": what, "party": "municipality", "finder": "de beheerder", "due_on": in_days(30)}
    table.post(table.official, "add_open_point", table.version.pk, **point)
    table.take_effect()
    table.read_back(what, "de beheerder")
    found = {"state": "done", "text": "Ja, tot acht uur."}
    table.post(table.official, "point_progress", OpenPoint.objects.get().pk, **found)
    assert "Ja, tot acht uur." in table.page(table.noor, "version", table.version.pk)


def test_9_two_other_texts_for_one_clause_and_a_choice_later(table: Table) -> None:
    table.begin()
    now = "Op vrijdag tot 22.00 uur."
    clause = table.add("Wanneer?", both(now))
    table.propose()
    later, earlier = "Op vrijdag tot 23.00 uur.", "Op vrijdag tot 21.30 uur."
    name = f"text-{clause.commitments.get().key}"
    for client, text in ((table.noor, later), (table.official, earlier)):
        fields = {name: text, "because": "Dat past beter.", "revision": clause.revision}
        table.post(client, "propose_text", clause.pk, **fields)
    table.read_back(now)
    both_stand = table.page(table.dex, "version", table.version.pk)
    # The two stand there by what is different: both are open.
    assert ChangeProposal.objects.filter(status=ProposalStatus.OPEN).count() == 2
    assert "23.00" in both_stand and "21.30" in both_stand
    of_group, of_municipality = ChangeProposal.objects.order_by("pk")
    because = "Voor negen uur is er nog niemand."
    table.post(table.dex, "decline_text", of_municipality.pk, because=because)
    # A clause that was just copied into the next draft has revision 1.
    table.post(table.official, "take_over_text", of_group.pk, revision=1)
    table.version = table.version.agreement.versions.get(status=Status.DRAFT)
    table.propose()
    table.read_back(later)


def test_10_more_than_two_parties_of_which_some_only_know(table: Table) -> None:
    table.begin()
    calls = "Zij bellen eerst de groep, en dan pas iemand anders."
    walks = "Om de beurt loopt er een ouder mee naar huis."
    comes = "De wijkagent drinkt elke maand een kop thee mee."
    table.add(
        "Wie doet er nog meer mee?",
        other("De buren", calls),
        other("De ouders", walks),
        other("De politie", comes, rhythm="elke maand"),
        group("Wij vertellen de buren wat er komt."),
    )
    table.take_effect()
    agreement = table.version.agreement_id
    for kind, name in (("neighbours", "De buren"), ("parents", "De ouders")):
        table.post(table.official, "add_party", agreement, kind=kind, name=name, role="")
    table.post(table.noor, "parental_consent", agreement, consent="arranged")
    table.read_back("De buren", calls, "De ouders", walks, "De politie", comes)
    # Nobody of them has to sign: two of the group and the municipality carry it.
    parties = table.page(table.noor, "parties", agreement)
    assert "De buren" in parties and "De ouders" in parties


@pytest.mark.parametrize(
    "says",
    [
        "Dit is een afspraak op basis van vertrouwen. Het is geen contract met artikelen.",
        "Dit is een bindende overeenkomst voor het gebruik van het gebouw.",
    ],
)
def test_11_expressly_not_binding_or_expressly_formal(table: Table, says: str) -> None:
    table.begin()
    table.add_from_library("status", both(says), both("De wet geldt gewoon."))
    table.take_effect()
    table.read_back("Wat voor afspraak is dit?", says)


def test_12_blanks_to_be_filled_later(table: Table) -> None:
    table.begin()
    table.post(table.official, "add_clause", table.version.pk, key="times")
    response = table.official.post(reverse("propose", args=[table.version.pk]))
    table.version.refresh_from_db()
    assert table.version.status == Status.DRAFT, "a text with blanks is not proposed"
    assert "lege plekken" in words_of(response)
    clause = table.version.clauses.get()
    first, second = as_typed(clause)
    assert "{dag}" in first["text"]
    filled = "We zijn open op vrijdag van 19.00 tot 22.00 uur. In de vakantie ook op woensdag."
    table.write(clause, first | {"text": filled}, second)
    table.take_effect()
    table.read_back(filled)


def test_13_what_belongs_to_it(table: Table) -> None:
    table.begin(vision="Elke vrijdag een open avond in een schone kelder.")
    plan = "Bij deze afspraak horen de plattegrond en het plan van de groep. Ze hangen bij de deur."
    list_of = "De lijst met wie je kunt bellen hangt ernaast. De gemeente houdt die bij."
    table.add("Wat hoort erbij?", both(plan), municipality(list_of, rhythm="elk jaar"))
    table.take_effect()
    table.read_back("Elke vrijdag een open avond in een schone kelder.", plan, list_of)


def test_14_versions_and_why_it_changed(table: Table) -> None:
    table.begin()
    clause = table.add("Wanneer?", both("Op vrijdag tot 22.00 uur."))
    table.take_effect()
    why = "We willen op vrijdag langer open."
    table.post(table.official, "start_version", table.version.agreement_id, reason=why)
    table.version = table.version.agreement.versions.get(status=Status.DRAFT)
    clause = table.version.clauses.get()
    table.write(clause, as_typed(clause)[0] | {"text": "Op vrijdag tot 23.00 uur."})
    table.take_effect()
    table.read_back("Op vrijdag tot 23.00 uur.")
    assert why in table.page(table.noor, "versions", table.version.agreement_id)
    first = table.version.agreement.versions.get(number=1)
    compared = table.noor.get(reverse("compare_versions", args=[table.version.pk, first.pk]))
    assert b"22.00" in compared.content and b"23.00" in compared.content


def test_15_a_limit_of_a_season(table: Table) -> None:
    table.begin()
    water = "Jullie krijgen water uit de kraan van de school. In de winter is dat afgesloten."
    hands = "Van november tot en met maart geven we water met de hand."
    table.add_from_library("green_water", municipality(water))
    table.add("En in de winter?", group(hands))
    table.take_effect()
    table.read_back(water, hands)


def test_16_a_deposit_and_what_drinks_cost(table: Table) -> None:
    table.begin()
    deposit = "Wij betalen één keer 50 euro borg."
    back = "De borg is binnen een week na het stoppen terug."
    bar = "Fris kost 1 euro. Wij rekenen elke maand af met de beheerder."
    table.add(
        "Wat betalen we?", group(deposit), municipality(back), group(bar, rhythm="elke maand")
    )
    table.take_effect()
    table.read_back(deposit, back, bar, "elke maand")


def test_17_what_goes_first_when_texts_differ(table: Table) -> None:
    table.begin()
    order = "Zegt iets anders iets anders? Dan gaat deze afspraak voor, en daarna de huisregels."
    last = "De algemene voorwaarden van het gebouw komen als laatste."
    table.add("Wat gaat voor?", both(order), both(last))
    table.take_effect()
    table.read_back(order, last)


def test_18_the_steps_when_it_goes_wrong(table: Table) -> None:
    table.begin()
    steps = (
        "Eerst waarschuwt de beheerder iemand één keer.",
        "Daarna gaat diegene even naar huis om af te koelen.",
        "Dan praten we samen.",
        "En daarna is iedereen weer welkom.",
    )
    table.add("Wat als het niet goed gaat?", *(both(step) for step in steps))
    table.take_effect()
    table.read_back(*steps)
    said = table.paper()
    places = [said.index(step) for step in steps]
    assert places == sorted(places), "in this order"


def test_19_until_when_and_how_either_side_stops_earlier(table: Table) -> None:
    table.begin()
    longer = "Daarna geldt de afspraak gewoon door, tot een van ons stopt."
    stops = "Stoppen mag eerder. We zeggen het een maand van tevoren."
    table.add("Hoe lang geldt het?", both(longer), both(stops))
    table.take_effect()
    table.read_back(longer, stops)
    because = "We hebben een andere plek gevonden."
    ending = {"because": because, "key": "returned", "place": "Leeg en schoon.", "lesson": ""}
    table.post(table.noor, "end_agreement", table.version.agreement_id, **ending)
    table.version.refresh_from_db()
    assert table.version.status == Status.ENDED
    assert because in table.page(table.official, "version", table.version.pk)


def test_20_a_list_to_choose_tasks_from(table: Table) -> None:
    table.begin()
    tasks = {
        "cleaning": ("We vegen elke avond.", "Eén keer per maand doen we het samen goed."),
        "green_waste": ("Wij leggen het groenafval bij het hek.", "Het wordt elke week opgehaald."),
    }
    for key, (ours, theirs) in tasks.items():
        second = municipality(theirs) if key == "green_waste" else both(theirs)
        table.add_from_library(key, group(ours), second)
    # What was not chosen is still offered.
    offered = table.page(table.official, "add_clause", table.version.pk)
    assert "Wat doen we terug?" in offered and "Hoe hard mag het?" in offered
    table.take_effect()
    table.read_back(*(text for texts in tasks.values() for text in texts))


def test_21_how_often_they_talk(table: Table) -> None:
    table.begin()
    talk = "We praten met elkaar, op onze plek."
    table.add("Wanneer praten we met elkaar?", both(talk, rhythm="elk kwartaal"))
    table.take_effect()
    table.read_back(talk, "elk kwartaal")


def test_22_what_is_done_in_return_for_free_use(table: Table) -> None:
    table.begin()
    free = "De ruimte is gratis."
    bar = "Wij draaien daarvoor twee keer per maand een bardienst."
    same = "Groepen die betalen en groepen die niet betalen krijgen dezelfde hulp."
    evaluate = "Bij het terugkijken bespreken we of dit voor allebei klopt."
    table.add("Wat krijgen we?", municipality(free), municipality(same, "information"))
    table.add_from_library("give_back", group(bar, rhythm="twee keer per maand"))
    table.add("Klopt het nog?", both(evaluate))
    table.take_effect()
    table.read_back(free, bar, "twee keer per maand", same, evaluate)
