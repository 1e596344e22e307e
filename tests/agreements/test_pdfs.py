"""An agreement as PDF, read back by another library: what is on it, and who is not."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from agreements.models import AgreementVersion, Comment, Confirmation, OpenPoint, ReadLink
from agreements.states import CommentKind, Kind, Party, Stance, Word
from tests.conftest import Cast
from tests.factories import (
    add_clause,
    add_hours,
    line,
    make_agreement,
    make_participant,
    make_place,
)
from tests.paper_reading import Paper, paper_in
from tests.world_makers import take_effect

EVIL = '#read("/etc/passwd") $x$ *vet* <a> {{ } @preview/x:1.0 \\ "“ =kop'


@pytest.fixture
def version(cast: Cast) -> AgreementVersion:
    """In effect, with hours, a line of every side, and somebody of each side in the text."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0, title="Afspraak over De Kelder")
    add_clause(
        draft,
        "Wie heeft de sleutel?",
        line(f"{{@{cast.noor.pk}}} sluit af.\n\n- ramen dicht\n- licht uit", "group"),
        line(
            f"{{@{cast.wouter.pk}}} regelt een tweede sleutel.",
            "municipality",
            kind=Kind.PROMISE,
            reservation="de begroting",
            decider="Het hoofd wijkzaken",
            due_on=date(2031, 5, 6),
        ),
        line("De buren krijgen een nummer.", "other", party_name="Woningbouw Noord"),
        line(
            "Zondag open.", "both", stance=Stance.CANNOT, instead="zaterdag", condition="het lukt"
        ),
    )
    add_clause(
        draft,
        f"Wat doet {cast.noor.name}?",
        line(f"{cast.noor.name} en Wouter praten elke week.", "both"),
    )
    OpenPoint.objects.create(
        version=draft, key="point-1", position=1, what="Wie betaalt de lampen?", party=Party.BOTH
    )
    room = make_place("De Kelder", building=make_place("De Brug", address="Dorpsstraat 1"))
    slot = add_hours(draft, room, "5", "20:00", "01:00", label="Avond van Zwaluwnoor")
    slot.add_exception(on=date(2031, 6, 6), because="Zwaluwnoor is jarig")
    draft.refresh_from_db()
    draft.save_head(revision=draft.revision, vision="Een plek voor iedereen.", lead="group")
    draft.propose(by=cast.wouter)
    Confirmation.say(draft, by=cast.noor, word=Word.BEHIND, is_signed=True)
    Confirmation.say(draft, by=cast.dex, word=Word.BEHIND)
    return take_effect(draft, cast.wouter)


def sheet(client: Client, version: AgreementVersion, name: str = "agreement_pdf") -> Paper:
    return paper_in(client.get(reverse(name, args=[version.pk])))


def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def test_everything_that_was_agreed_is_on_it(cast: Cast, version) -> None:
    paper = sheet(official(cast), version)
    for text in (
        "Chillclub De Kelder",
        "Afspraak over De Kelder",
        "geldt sinds",
        "1. Wie heeft de sleutel?",
        "Een plek voor iedereen.",
        "De groep heeft de leiding.",
        "toezegging Wouter",
        "regelt een tweede sleutel.",
        "onder voorbehoud van de begroting; het hoofd wijkzaken beslist daarover",
        "voor dinsdag 6 mei 2031",
        "Woningbouw Noord De buren krijgen een nummer.",
        "Samen dit kan niet Als het lukt, dan: Zondag open.",
        "Dit kan wel: zaterdag",
        "Wie betaalt de lampen?",
        "De Kelder, De Brug",
        "elke vrijdag van 20.00 tot 01.00 uur (de volgende dag) (Avond van Zwaluwnoor)",
        "niet op vrijdag 6 juni 2031: Zwaluwnoor is jarig",
        "De gemeente staat erachter.",
        f"Zegel: {version.seal[:16]}",
        "1 geldt sinds",
    ):
        assert text in paper.text, (text, paper.text)


def test_the_structure_is_there_for_who_cannot_see_it(cast: Cast, version) -> None:
    ReadLink.make(version, by=cast.wouter)
    paper = sheet(official(cast), version)
    assert paper.language == "nl-NL"
    assert paper.title == "Afspraak over De Kelder – Chillclub De Kelder"
    assert paper.is_marked and paper.shows_title
    assert paper.intents == ["/GTS_PDFA1"]
    assert [v for k, v in paper.claims.items() if "pdfua" in k and k.endswith("part")] == ["1"]
    assert [v for k, v in paper.claims.items() if "pdfa/ns/id" in k] == ["2", "A"]
    assert paper.of("H1") == ["Afspraak over De Kelder"]
    assert "1. Wie heeft de sleutel?" in paper.of("H2")
    assert paper.of("LBody")[:1] and "ramen dicht" in paper.of("LBody")
    assert paper.of("TH") == ["Versie", "Wanneer", "Waarom"]
    assert paper.alts == ["QR-code van de leeslink"], "all other pictures are only to look at"
    assert len(paper.of("Figure")) == 1


def test_of_the_group_only_who_signed_is_named(cast: Cast, version) -> None:
    """In the text nobody, also not who chose to be named to the municipality."""
    cast.dex.is_named = True
    cast.dex.save()
    cast.club.shows_names = True
    cast.club.save()
    for client in (official(cast), cast.sit(Client(), cast.noor)):
        paper = sheet(client, version)
        assert f"Met naam: {cast.noor.name}." in paper.text
        assert cast.dex.name not in paper.text
        assert "van de groep sluit af." in paper.text
        assert "2 van de 2 die hier meedoen staan erachter." in paper.text


def test_who_left_is_not_named_any_more(cast: Cast, version) -> None:
    cast.noor.leave(by=None)
    assert "Met naam" not in sheet(official(cast), version).text


def test_what_people_said_stays_off_it(cast: Cast, version) -> None:
    clause = version.clauses.all()[0]
    Comment.add(clause, by=cast.noor, kind=CommentKind.CONCERN, text="Onder ons gezegd")
    Confirmation.say(version, by=cast.dex, word=Word.OBJECT, text="Zo wil ik het niet")
    text = sheet(official(cast), version).text
    assert "Onder ons gezegd" not in text and "Zo wil ik het niet" not in text
    assert "1 kan hier niet mee leven." in text, "the count is"


def test_counts_are_not_on_it_for_who_says_an_own_word_first(cast: Cast, version) -> None:
    version.agreement.own_word_first = True
    version.agreement.save()
    Confirmation.take_back(version, by=cast.dex)
    text = sheet(cast.sit(Client(), cast.dex), version).text
    assert "Wat anderen vinden, lees je als je zelf iets zei." in text
    assert "de gemeente staat" not in text.lower() and "Met naam" not in text


def test_the_same_version_twice_gives_the_same_bytes(cast: Cast, version, monkeypatch) -> None:
    """Also made anew, a month later, and for who reads the app in English."""
    from config import pdf

    client = official(cast)
    first = client.get(reverse("agreement_pdf", args=[version.pk])).content
    pdf._made_of.cache_clear()
    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        client = official(cast)
        client.post(reverse("set_language"), {"language": "en"})
        assert client.get(reverse("agreement_pdf", args=[version.pk])).content == first
    assert translation.get_language() in ("nl", "en")


def test_a_malicious_text_stays_text(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0, title=EVIL[:80])
    draft.refresh_from_db()
    draft.save_head(revision=draft.revision, purpose=EVIL, vision=EVIL)
    add_clause(draft, EVIL[:100], line(EVIL, "group"), line("- " + EVIL, "both"))
    paper = sheet(official(cast), draft)
    assert '#read("/etc/passwd") $x$ *vet* <a>' in paper.title
    assert paper.text.count('#read("/etc/passwd") $x$ *vet* <a>') >= 5
    assert "root:" not in paper.text
    assert "Dit is nog niet afgesproken." in paper.text


@pytest.mark.parametrize(
    "written",
    [
        "Feest 🎉🎉 in de 👩‍👩‍👧 kelder",
        "مرحبا بكم",
        "欢迎 в клуб",
        "Z͑ͫ̓a̴l̴g̴o " * 20,
        "e\u0301\u0001\u202e\u2028\ufeff\ue000x",
        "w" * 590,
    ],
)
def test_any_sign_can_be_written(cast: Cast, written: str) -> None:
    """A sign that no font holds stops a PDF/A, so it is said in words."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(draft, "Wat?", line(f"Begin {written} eind.", "group"))
    paper = sheet(official(cast), draft)
    assert "Begin" in paper.text and "eind." in paper.text
    if "🎉" in written:
        assert "Feest [plaatje] in de [plaatje] kelder" in paper.text


def test_a_draft_leaves_room_to_write(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(draft, "Wanneer?", line("Open op {dag} van {} uur.", "both"))
    text = sheet(official(cast), draft).text
    assert "Open op _____ (dag) van _____ uur." in text
    assert "Wie staat erachter?" not in text


def test_a_broken_seal_is_said(cast: Cast, version) -> None:
    version.open_points.update(what="Stiekem anders")
    text = sheet(official(cast), version).text
    assert "Het zegel klopt niet" in text and version.seal[:16] not in text


def test_earlier_versions_stand_below_it(cast: Cast, version) -> None:
    second = version.agreement.start_version(by=cast.wouter, reason="De zaterdag erbij")
    second.propose(by=cast.wouter)
    take_effect(second, cast.wouter)
    head, *rows = sheet(official(cast), second).of("TR")
    assert head == "Versie Wanneer Waarom"
    assert rows[0].startswith("2 geldt sinds") and rows[0].endswith("De zaterdag erbij")
    assert rows[1].startswith("1 gold van")
    old = sheet(official(cast), version).text
    assert "Dit geldt niet meer" in old


def test_a_pause_is_said(cast: Cast, version) -> None:
    from agreements.models import Pause

    day = timezone.localdate() + timedelta(days=9)
    Pause.begin(version.agreement, by=cast.wouter, because="Verbouwing", look_again_on=day)
    text = sheet(official(cast), version).text
    assert "De afspraak staat op pauze." in text
    assert "Verbouwing" not in text, "why is said where it can be answered"


def test_the_code_is_there_for_who_may_show_it(cast: Cast, version) -> None:
    ReadLink.make(version, by=cast.wouter)
    reader = sheet(cast.read(Client()), version)
    assert not reader.of("Figure")
    assert "Lees dit op je telefoon" in sheet(official(cast), version).text


# Without a person ---------------------------------------------------------------------------------


def test_the_public_version_names_nobody(cast: Cast, version) -> None:
    ReadLink.make(version, by=cast.wouter)
    paper = sheet(official(cast), version, "public_pdf")
    assert "van de groep sluit af." in paper.text
    assert "Iemand van de gemeente regelt een tweede sleutel." in paper.text
    for name in (cast.noor.name, cast.dex.name, "Wouter", "jarig", "Avond van", "Met naam"):
        assert name not in paper.text, name
    assert "Woningbouw Noord" in paper.text, "that is a party, not a person"
    assert "2. Wat doet een deelnemer?" in paper.text
    assert "elke vrijdag van 20.00 tot 01.00 uur" in paper.text
    assert "niet op vrijdag 6 juni 2031" in paper.text
    assert not paper.of("Figure"), "and gives no way in"
    assert "van de 2" not in paper.text, "no counts of a small group"
    assert "De groep staat erachter." in paper.text
    assert "De gemeente staat erachter." in paper.text


def test_nor_does_what_the_file_says_of_itself(cast: Cast, version) -> None:
    type(version.agreement).objects.update(title=f"De kelder van {cast.noor.name}")
    response = official(cast).get(reverse("public_pdf", args=[version.pk]))
    paper = paper_in(response)
    assert paper.title.startswith("De kelder van een deelnemer")
    assert "zwaluw" not in response["Content-Disposition"].lower()
    assert b"Zwaluw" not in response.content


def test_who_left_and_had_another_name_is_not_in_it_either(cast: Cast) -> None:
    gone = make_participant(cast.club, name="Vroegervogel", former_names="Oudenaam")
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(draft, "Wie?", line("Vroegervogel, ook Oudenaam, en Bakali.", "both"))
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    gone.leave(by=None)
    text = sheet(official(cast), draft, "public_pdf").text
    assert not any(name in text for name in ("Vroegervogel", "Oudenaam", "Bakali"))


def test_nor_is_a_first_name_or_a_name_in_capitals(cast: Cast) -> None:
    make_participant(cast.club, name="Esra van Kelder")
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    said = line(f"Esra sluit de Kelder af. VRAAG HET AAN {cast.noor.name.upper()}!", "both")
    add_clause(draft, "Wie?", said)
    draft.propose(by=cast.wouter)
    text = sheet(official(cast), take_effect(draft, cast.wouter), "public_pdf").text
    assert "Een deelnemer sluit de Kelder af." in text
    assert cast.noor.name.upper() not in text


def test_there_is_none_of_what_never_counted(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    client.force_login(cast.wouter.user)
    address = reverse("public_pdf", args=[draft.pk])
    assert client.get(address).status_code == 404
    draft.propose(by=cast.wouter)
    assert client.get(address).status_code == 404


# What it costs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["agreement_pdf", "public_pdf", "house_rules_pdf"])
@pytest.mark.parametrize("clauses", [2, 30])
def test_it_takes_ten_queries_whatever_the_size(
    cast: Cast, name: str, clauses: int, django_assert_max_num_queries
) -> None:
    gone = make_participant(cast.club, name="Vroegervogel")
    draft = make_agreement(cast.club, by=cast.wouter, clauses=clauses)
    add_clause(draft, "Wie?", line(f"{{@{gone.pk}}} heeft de sleutel."))
    for n in range(clauses):
        add_hours(draft, make_place(f"Zaal {n}"), "123")
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    gone.leave(by=None)
    ReadLink.make(draft, by=cast.wouter)
    client = official(cast)
    with django_assert_max_num_queries(10):
        answer = client.get(reverse(name, args=[draft.pk]), {"onderdeel": "own"})
    assert answer["Content-Type"] == "application/pdf"


def test_a_holiday_is_one_sentence_as_it_is_on_the_page(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    slot = add_hours(draft, make_place("De Kelder"), "5")
    for day in (2, 9, 16):
        slot.add_exception(on=date(2031, 5, day), because="Vakantie")
    said = "niet van vrijdag 2 mei 2031 tot en met vrijdag 16 mei 2031"
    assert f"{said}: Vakantie" in sheet(official(cast), draft).text
    draft.propose(by=cast.wouter)
    public = sheet(official(cast), take_effect(draft, cast.wouter), "public_pdf").text
    assert said in public
    assert "Vakantie" not in public
