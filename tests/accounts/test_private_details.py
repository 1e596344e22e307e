"""What is asked about before it is kept, and what is left alone. Every number is made up."""

from __future__ import annotations

import re
from time import perf_counter

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.asking import TICK
from accounts.fields import OneLine, PlainText
from accounts.private_details import Detail, find_private, passes_eleven_test
from config.sentences import in_a_row

# As people write them, each in a sentence of its own.
PHONES = """
06-12345678 | 06 12345678 | 0612345678 | 06 12 34 56 78 | 06-12 34 56 78 | 06 - 12345678
06.12.34.56.78 | 06/12345678 | 06 123 456 78 | 06 1234 5678 | 06-1234-5678 | 061 234 5678
(06) 12345678 | (06) 12 34 56 78 | 06 – 12345678 | 0 6 1 2 3 4 5 6 7 8 | 06 12 345 678
+31612345678 | +31 6 12345678 | +31 6 12 34 56 78 | +31-6-12345678 | +31 (0)6 12345678
+31 (0) 6 12 34 56 78 | +31(0)612345678 | 0031612345678 | 0031 6 12345678 | 00316 12345678
31612345678 | 31 6 12345678 | +31 20 123 45 67 | 020-1234567 | 020 1234567 | (020) 1234567
(020) 123 45 67 | 020 123 45 67 | 020-123 45 67 | 0201234567 | 0182-123456 | 0182 123456
0182 12 34 56 | (0182) 12 34 56 | 0182 - 12 34 56 | 010 - 123 45 67 | 070/1234567 | 030.123.45.67
+32 470 12 34 56 | +32470123456 | 0032 470 12 34 56 | +49 151 23456789 | +49 (0)151 2345678
0049 151 23456789 | +90 532 123 45 67 | +212 6 12 34 56 78 | +48 512 345 678 | +44 20 7946 0958
""".replace("\n", "|").split("|")
MAILS = """
naam@voorbeeld.nl | n.achter@post.voorbeeld.nl | naam+groep@voorbeeld.org | naam_2@voorbeeld.co.uk
NAAM@VOORBEELD.NL | naam@voorbeeld-buurt.nl | naam @ voorbeeld.nl | naam(at)voorbeeld.nl
naam (at) voorbeeld.nl | naam [at] voorbeeld.nl | naam [at] voorbeeld [punt] nl
naam (apenstaartje) voorbeeld (punt) nl | naam apenstaartje voorbeeld punt nl
naam at voorbeeld dot nl | naam (at) voorbeeld (dot) com | n@v.eu
""".replace("\n", "|").split("|")
# These pass the test of eleven; the series that begins with 9999 is given to nobody.
CITIZENS = """
999990019 | 999990020 | 999990032 | 999990044 | 999990056 | 999990068 | 999990081 | 999990093
999990111 | 999990123 | 999 990 135 | 999.990.147 | 999-990-159 | 9999 90 160 | 9999.90.172
""".replace("\n", "|").split("|")
SENTENCES = ("{}", "Bel {} na schooltijd.", "Je kunt me bereiken ({}), liefst voor 19.00 uur")

HARMLESS = """
Woensdag 19.00-22.30 uur | Van 19.00 tot 22.00 en van 06.30 tot 07.45 uur | 06.30 uur
06:30-07:45 | 06.30-07.45 08.00-09.30 | 19.00-22.30 en 10.00-12.00 | Om 6.30, 7.30 en 8.30
23:00-01:00 uur | Op 08-12-2026 | 08-12-2026 19.00 uur | 8/12/2026 van 19 tot 21 | 2026-12-08
2026-12-08 19:30 | 01-02-2026 - 03-04-2026 | 01.02.2026 tot 03.04.2026
tussen 01-02-2026 en 01-03-2026 | 1 2 2026 | sinds 2019 | in 2024, 2025 en 2026 | 2024-2026
2026/2027 | van 1998 tot 2004 | eind jaren 90 | 1234 AB | 1234AB 56
Postcode 1234 AB, nummer 12-14 | Dorpsstraat 12 | nummer 123-125 | 12a, 12b en 14 | kamer 0.12
lokaal 1.03 en 1.04 | ruimte 0.12, 0.13, 0.14 en 0.15 | deur 3, 4 en 5 | bus 12, 13 en 14 | € 250
€ 1.250,00 | 1.250.000 euro | € 123.456.782 | 0,50 cent | € 10.000.000 | 12,5 % | 100%
25 euro 50 | 100000000 euro | 1000 stuks | 12 tot 16 jaar | 16+ | 12-/12+ | 12 mensen
25 mensen, 30 stoelen | 3 van de 10 | 10 op 10 | 1 2 3 4 5 6 7 8 9 10 | 10 20 30 40 50
5, 6, 7 en 8 december | 1e, 2e, 3e | week 49, 50, 51 en 52 | 49-52 | 3x per week | 2 x 30 minuten
1,5 meter | 2,40 x 3,60 m | 400 m2 | versie 1.2.3 | versie 10.11.12 | artikel 7:611
wet van 1 januari 2020 | nummer 2026-0012345 | 20260012345 | zaaknummer 12345 | KvK 12345678
kenmerk 2026.123.456 | bestelling 4711 | order 100200300 | 123456789 | 112 | 0900-8844 | 0800-1234
14 020 | bel 112 | @dekelder | volg @chill_club | 3 @ 4 | a @ b | de stand is 3-2
21-19, 18-21, 21-12 | 1 op de 4 | 50/50 | 24/7 | 7 dagen, 24 uur | 06 en 07 | 06
https://voorbeeld.nl/2026/12/08 | www.voorbeeld.nl | voorbeeld.nl | kijk op voorbeeld.nl/12345
op de koffie | we aten soep at home | punt nl | de bus van 7.12, 7.42 en 8.12 | tram 1, 2, 5 en 12
12.00, 13.00, 14.00, 15.00 | 07.00 08.00 09.00 10.00 | 10.30-11.30-12.30 | 0 tot 4 jaar
000000000 | opkomst: 12 - 14 - 9 - 16 - 8 | scores 7 8 9 6 7 8 | 1.000 + 2.000 = 3.000 | +3 graden
-5 | + 12 mensen
""".replace("\n", "|").split("|")


def clean(rows: list[str]) -> list[str]:
    return [row.strip() for row in rows if row.strip()]


def wanted() -> list[tuple[Detail, str]]:
    kinds = (
        (Detail.PHONE, PHONES),
        (Detail.EMAIL, MAILS),
        (Detail.CITIZEN_NUMBER, CITIZENS),
    )
    return [
        (kind, sentence.format(one))
        for kind, rows in kinds
        for one in clean(rows)
        for sentence in SENTENCES
    ]


def test_at_least_95_percent_is_found() -> None:
    every = wanted()
    missed = [text for kind, text in every if kind not in [f.detail for f in find_private(text)]]
    assert len(every) > 250
    assert len(missed) <= len(every) * 0.05, missed


def test_at_most_5_percent_of_the_harmless_is_asked_about() -> None:
    every = clean(HARMLESS)
    asked = [text for text in every if find_private(text)]
    assert len(every) > 100
    assert len(asked) <= len(every) * 0.05, asked


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("0612345678 of naam@voorbeeld.nl", [Detail.EMAIL, Detail.PHONE]),
        ("0612345678 / 06 87654321", [Detail.PHONE, Detail.PHONE]),
        ("06\u200b12345678", [Detail.PHONE]),
        ("０６１２３４５６７８", [Detail.PHONE]),
        ("06\u00a012\u00a034\u00a056\u00a078", [Detail.PHONE]),
        ("NL00 BANK 0123 4567 89", [Detail.BANK_ACCOUNT]),
        ("06123456789", []),
        ("", []),
    ],
)
def test_what_is_in_a_text(text: str, kinds: list[Detail]) -> None:
    assert [found.detail for found in find_private(text)] == kinds


def test_the_test_of_eleven() -> None:
    assert passes_eleven_test("999990019")
    assert not passes_eleven_test("999990018")
    assert not passes_eleven_test("000000000")


@pytest.mark.parametrize("text", ["1" * 5000, "1 " * 2500, "a." * 2500, "a@" * 2500, "06." * 1700])
def test_no_text_takes_long(text: str) -> None:
    start = perf_counter()
    find_private(text)
    assert perf_counter() - start < 0.5


class Form(forms.Form):
    text = PlainText(max_length=200)
    title = OneLine(max_length=80, required=False)
    nick = OneLine(max_length=80, required=False, asks_first=False)


def sent(**fields: str) -> Form:
    data = QueryDict(mutable=True)
    data.update(fields)
    return Form(data)


def marks_of(form: Form, name: str = "text") -> str:
    tick = re.search(rf'name="{name}{TICK}"[^>]* value="([^"]+)"', str(form[name]))
    return tick[1] if tick else ""


def test_it_asks_once_with_the_text_kept_and_one_tick() -> None:
    form = sent(text="Bel 06 12345678.")
    assert not form.is_valid()
    assert form.errors["text"] == [
        "Wil je dit echt delen? In je tekst staat een telefoonnummer. "
        "Haal het weg, of zet een vinkje bij “Ja, dit mag erin”."
    ]
    html = str(form["text"])
    assert "Bel 06 12345678." in html
    assert html.count('type="checkbox"') == 1
    assert " checked" not in html
    assert "Ja, dit mag erin" in html
    again = sent(text="Bel 06 12345678.", **{f"text{TICK}": marks_of(form)})
    assert again.is_valid()
    assert again.cleaned_data["text"] == "Bel 06 12345678."


def test_yes_is_for_what_was_asked_and_not_for_the_next_number() -> None:
    marks = marks_of(sent(text="Bel 06 12345678."))
    other = sent(text="Bel 06 12345678 of 06 87654321.", **{f"text{TICK}": marks})
    assert not other.is_valid()
    assert " checked" not in str(other["text"])
    for guess in ("on", "1", "ja", "."):
        assert not sent(text="Bel 06 12345678.", **{f"text{TICK}": guess}).is_valid()


def test_the_tick_stays_on_while_something_else_is_wrong() -> None:
    marks = marks_of(sent(text="Bel 06 12345678."))
    form = sent(text="Bel 06 12345678.", title="x" * 81, **{f"text{TICK}": marks})
    assert not form.is_valid()
    assert "text" not in form.errors
    assert " checked" in str(form["text"])


def test_a_text_that_was_kept_before_was_said_yes_to() -> None:
    form = Form(initial={"text": "Bel 06 12345678."})
    assert " checked" in str(form["text"])
    same = sent(text="Bel 06 12345678.", **{f"text{TICK}": marks_of(form)})
    assert same.is_valid()


def test_without_a_reason_there_is_no_tick() -> None:
    for form in (Form(), sent(text="Om 19.00 uur."), Form(initial={"text": "Gewoon."})):
        assert "checkbox" not in str(form)
        assert "<textarea" in str(form["text"])


def test_every_field_of_a_form_has_its_own_tick() -> None:
    form = sent(text="Bel 06 12345678.", title="naam@voorbeeld.nl", nick="06 12345678")
    assert set(form.errors) == {"text", "title"}
    ticks = {f"text{TICK}": marks_of(form), f"title{TICK}": marks_of(form, "title")}
    again = sent(text="Bel 06 12345678.", title="naam@voorbeeld.nl", **ticks)
    assert again.is_valid()


def test_forms_do_not_share_a_tick() -> None:
    first, second = Form(prefix="a"), Form(prefix="b")
    assert first.fields["text"].widget is not second.fields["text"].widget
    first.fields["text"].widget.attrs["rows"] = 9
    assert 'rows="9"' in str(first["text"])
    assert 'rows="9"' not in str(second["text"])


def test_a_field_by_itself_asks_too() -> None:
    with pytest.raises(ValidationError) as asked:
        OneLine(max_length=99).clean("naam@voorbeeld.nl en 06 12345678")
    assert "een mailadres en een telefoonnummer" in asked.value.messages[0]
    assert asked.value.code == "asks_first"


def test_a_row_of_words() -> None:
    assert [in_a_row("abc"[:n]) for n in range(4)] == ["", "a", "a en b", "a, b en c"]
