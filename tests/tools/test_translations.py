import polib
import pytest

from tools import translations
from tools.translations import Sentence


def sentences(*found: Sentence) -> dict[tuple[str, str], Sentence]:
    return {sentence.key: sentence for sentence in found}


def catalogue(**translated: str) -> polib.POFile:
    made = polib.POFile()
    made.extend(polib.POEntry(msgid=text, msgstr=english) for text, english in translated.items())
    return made


def test_a_template_gives_its_sentences():
    source = """{% load i18n %}<p title="{% translate 'Zet "iets" op' %}">it's
      {% blocktranslate trimmed count n=xs|length %}
        één {{ n }} ding {% plural %} {{ n }} dingen
      {% endblocktranslate %}
    {% translate "Maart" context "maand" %} {{ _("Hallo") }} {# translate "nooit" #} "los"
    """
    assert list(translations.in_template(source)) == [
        Sentence('Zet "iets" op'),
        Sentence("één %(n)s ding", plural="%(n)s dingen"),
        Sentence("Maart", context="maand"),
        Sentence("Hallo"),
    ]


def test_python_gives_its_sentences():
    source = (
        '_("Zo " "is het"); _lazy("Later"); '
        'ngettext("%(n)d ding", "%(n)d dingen", 3); x.pgettext("maand", "m")'
    )
    assert set(translations.in_python(source)) == {
        Sentence("Zo is het"),
        Sentence("Later"),
        Sentence("%(n)d ding", plural="%(n)d dingen"),
        Sentence("m", context="maand"),
    }


@pytest.mark.parametrize("call", ["_(name)", '_(f"Dag {name}")', '_("Dag " + name)'])
def test_a_sentence_that_is_not_written_out_is_refused(call):
    with pytest.raises(translations.CannotRead):
        list(translations.in_python(call))


def test_merging_keeps_what_fits_and_drops_the_rest():
    old = catalogue(Ja="Yes", Weg="Gone")
    merged = translations.merge(sentences(Sentence("Ja"), Sentence("Nieuw")), old)
    assert [(entry.msgid, entry.msgstr) for entry in merged] == [("Ja", "Yes"), ("Nieuw", "")]


def test_merging_again_changes_nothing():
    found = sentences(Sentence("Ja"), Sentence("ding", plural="dingen"))
    once = translations.merge(found, catalogue(Ja="Yes"))
    assert str(translations.merge(found, once)) == str(once)


def test_a_complete_catalogue_has_no_mistakes():
    found = sentences(Sentence("Ja"), Sentence("Dag %(naam)s, {n}"))
    good = catalogue(**{"Ja": "Yes", "Dag %(naam)s, {n}": "{n}: hello %(naam)s"})
    assert not translations.mistakes(found, good)


@pytest.mark.parametrize(
    ("text", "entry", "said"),
    [
        ("Ja", polib.POEntry(msgid="Nee", msgstr="No"), "no longer used: Nee"),
        ("Ja", polib.POEntry(msgid="Nee", msgstr="No"), "not in the catalogue: Ja"),
        ("Ja", polib.POEntry(msgid="Ja", msgstr=" "), "not translated: Ja"),
        ("Ja", polib.POEntry(msgid="Ja", msgstr="Yes", flags=["fuzzy"]), "fuzzy: Ja"),
        ("Ja", polib.POEntry(msgid="Ja", msgstr="Yes", obsolete=True), "no longer used: Ja"),
        ("Dag %(a)s", polib.POEntry(msgid="Dag %(a)s", msgstr="Hi %(b)s"), "other placeholders"),
        ("Dag {a}", polib.POEntry(msgid="Dag {a}", msgstr="Hi"), "other placeholders"),
    ],
)
def test_each_mistake_is_seen(text, entry, said):
    bad = polib.POFile()
    bad.append(entry)
    assert any(said in m for m in translations.mistakes(sentences(Sentence(text)), bad))


def test_a_plural_that_misses_a_form_is_seen():
    found = sentences(Sentence("ding", plural="dingen"))
    bad = polib.POFile()
    plural = {0: "thing", 1: ""}
    bad.append(polib.POEntry(msgid="ding", msgid_plural="dingen", msgstr_plural=plural))
    assert translations.mistakes(found, bad) == ["not translated: dingen"]
