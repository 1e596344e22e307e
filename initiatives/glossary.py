"""Words of the municipality, said so that everybody knows what they mean.

The words are Dutch, as they stand in what people write; what they mean is translated. A partnership
adds words of its own: see `OwnWord`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A word, what it means in at most two sentences, and how else it is written."""

    word: str
    meaning: str | Promise
    forms: tuple[str, ...] = ()


def _entry(word: str, meaning: str | Promise, *forms: str) -> Entry:
    return Entry(word, meaning, forms)


GLOSSARY: tuple[Entry, ...] = (
    _entry(
        "aansprakelijk",
        _("Wie aansprakelijk is, moet de schade betalen."),
        "aansprakelijke",
        "aansprakelijkheid",
    ),
    _entry("ambtenaar", _("Iemand die bij de gemeente werkt."), "ambtenaren"),
    _entry(
        "APV",
        _("De regels van de gemeente voor buiten. Bijvoorbeeld over geluid, vuur en feesten."),
    ),
    _entry(
        "beheerder",
        _("Wie voor een gebouw of een plek zorgt. Aan de beheerder vraag je of iets kan."),
        "beheerders",
    ),
    _entry("beleid", _("Wat de gemeente wil, en hoe ze dat gaat doen.")),
    _entry(
        "beleidsmedewerker",
        _("Iemand bij de gemeente die plannen maakt over een onderwerp."),
        "beleidsmedewerkers",
    ),
    _entry(
        "begroting",
        _("Een lijst van wat iets kost en waar het geld vandaan komt."),
        "begrotingen",
    ),
    _entry(
        "bestemmingsplan",
        _("Daarin stond wat er op een plek mag. Nu heet dit het omgevingsplan."),
        "bestemmingsplannen",
    ),
    _entry(
        "bezwaarschrift",
        _("Een brief aan de gemeente. Je schrijft waarom je het niet eens bent met een besluit."),
        "bezwaarschriften",
    ),
    _entry("boa", _("Iemand die op straat let op de regels, en boetes mag geven."), "boa's"),
    _entry("borg", _("Geld dat je vooraf geeft. Je krijgt het terug als alles heel is.")),
    _entry(
        "brandveiligheid",
        _("Zorgen dat er geen brand komt, en dat iedereen snel naar buiten kan."),
        "brandveilig",
        "brandveilige",
    ),
    _entry(
        "bruikleen",
        _("Je leent een ruimte of spullen, gratis. Daarna geef je het terug zoals het was."),
        "bruikleenovereenkomst",
    ),
    _entry("calamiteit", _("Een noodgeval, zoals brand of een ongeluk."), "calamiteiten"),
    _entry(
        "college",
        _("De burgemeester en de wethouders samen. Zij besturen de gemeente."),
        "college van B en W",
        "college van burgemeester en wethouders",
    ),
    _entry(
        "convenant",
        _("Een afspraak op papier tussen organisaties. Daarin staat wie wat doet."),
        "convenanten",
    ),
    _entry(
        "coöperatie",
        _("Mensen die samen een bedrijf hebben. Ieder lid beslist mee."),
        "coöperaties",
    ),
    _entry("draagvlak", _("Hoeveel mensen het een goed idee vinden.")),
    _entry(
        "evaluatie",
        _("Samen terugkijken: wat ging goed, en wat kan beter?"),
        "evaluaties",
        "evalueren",
        "evaluatiemoment",
    ),
    _entry(
        "gebruiksovereenkomst",
        _("Een contract over hoe je een ruimte gebruikt."),
        "gebruiksovereenkomsten",
    ),
    _entry(
        "gedogen",
        _("Iets mag eigenlijk niet, maar de gemeente laat het toe."),
        "gedoogd",
        "gedoogt",
    ),
    _entry(
        "gemeenteraad",
        _("Mensen die door inwoners zijn gekozen. Zij nemen de grote besluiten van de gemeente."),
    ),
    _entry(
        "haalbaarheid",
        _("Of iets echt kan, met de tijd, het geld en de regels."),
        "haalbaar",
        "haalbare",
    ),
    _entry(
        "handhaving",
        _("Kijken of mensen zich aan de regels houden, en er iets van zeggen als het moet."),
        "handhaven",
        "handhaver",
        "handhavers",
    ),
    _entry("inspraak", _("Je mag zeggen wat je van een plan vindt, voordat er een besluit is.")),
    _entry(
        "jongerenwerker",
        _("Iemand die voor het werk jongeren helpt om iets voor elkaar te krijgen."),
        "jongerenwerkers",
        "jongerenwerk",
    ),
    _entry(
        "krachtenveld",
        _("Wie ermee te maken heeft, wat die wil en hoeveel invloed die heeft."),
    ),
    _entry("leges", _("Wat je de gemeente betaalt voor een vergunning of een papier.")),
    _entry(
        "mandaat",
        _("Je mag beslissen namens iemand anders. Bijvoorbeeld een ambtenaar namens de wethouder."),
        "gemandateerd",
    ),
    _entry("offerte", _("Een papier van een bedrijf: dit doen wij, en dit kost het."), "offertes"),
    _entry(
        "omgevingsplan",
        _("Regels van de gemeente over wat er op een plek mag, zoals wonen of sporten."),
        "omgevingsplannen",
    ),
    _entry(
        "onkostenvergoeding",
        _("Je krijgt terug wat je zelf betaalde. Het is geen loon."),
        "onkostenvergoedingen",
    ),
    _entry(
        "ontheffing",
        _("Je mag iets wat anders niet mag. De gemeente geeft daar toestemming voor."),
        "ontheffingen",
    ),
    _entry(
        "openbare ruimte",
        _("Buiten, waar iedereen mag komen: straten, pleinen en parken."),
    ),
    _entry(
        "opbouwwerker",
        _("Iemand die voor het werk bewoners helpt om samen iets te doen."),
        "opbouwwerkers",
        "opbouwwerk",
    ),
    _entry(
        "participatie",
        _("De gemeente heeft een plan en vraagt bewoners om mee te denken of mee te doen."),
    ),
    _entry(
        "persoonsgegevens",
        _("Alles waaraan je iemand herkent: een naam, een foto, een nummer."),
    ),
    _entry(
        "portefeuillehouder",
        _("De wethouder die over dit onderwerp gaat."),
        "portefeuillehouders",
    ),
    _entry(
        "rechtspersoon",
        _("Een organisatie die zelf mag tekenen en betalen, zoals een stichting."),
        "rechtspersonen",
        "rechtspersoonlijkheid",
    ),
    _entry(
        "rechtsvorm",
        _("Wat een groep is volgens de wet, zoals een vereniging. Zonder kan ook."),
        "rechtsvormen",
    ),
    _entry(
        "stichting",
        _("Een organisatie met een bestuur en zonder leden, gemaakt bij een notaris."),
        "stichtingen",
    ),
    _entry(
        "subsidie",
        _("Geld van de gemeente voor iets goeds. Daarna laat je zien wat je ermee deed."),
        "subsidies",
        "subsidieaanvraag",
    ),
    _entry("termijn", _("De tijd waarbinnen iets klaar moet zijn."), "termijnen"),
    _entry(
        "toezegging",
        _("Wie iets toezegt, gaat het doen. Je mag erop rekenen."),
        "toezeggingen",
        "toegezegd",
    ),
    _entry(
        "uitdaagrecht",
        _("Bewoners nemen een taak van de gemeente over, met het geld erbij."),
        "right to challenge",
    ),
    _entry(
        "vergunning",
        _("Toestemming van de gemeente om iets te doen. Je vraagt die van tevoren aan."),
        "vergunningen",
        "evenementenvergunning",
        "omgevingsvergunning",
    ),
    _entry("verordening", _("Regels van de gemeente die voor iedereen gelden."), "verordeningen"),
    _entry(
        "VOG",
        _("Een papier van het Rijk. Daarin staat dat je dit werk mag doen."),
        "verklaring omtrent het gedrag",
    ),
    _entry(
        "voorbehoud",
        _("Het geldt pas als iets anders ook rond is. Wat dat is, staat erbij."),
    ),
    _entry("voornemen", _("Wat iemand wil doen, maar nog niet belooft.")),
    _entry(
        "vrijwilligersverzekering",
        _("Een verzekering van de gemeente voor vrijwilligers. Vraag of jullie meetellen."),
    ),
    _entry(
        "wethouder",
        _(
            "Iemand die samen met de burgemeester de gemeente bestuurt. "
            "Elk heeft eigen onderwerpen."
        ),
        "wethouders",
    ),
    _entry(
        "wijkagent",
        _("De agent die jullie wijk kent. Die helpt ook als er niets mis is."),
        "wijkagenten",
    ),
    _entry(
        "wijkregisseur",
        _("Iemand van de gemeente die de wijk goed kent, en mensen bij elkaar brengt."),
        "wijkregisseurs",
    ),
    _entry(
        "woningcorporatie",
        _("Een organisatie die huizen verhuurt en geen winst hoeft te maken."),
        "woningcorporaties",
        "woningbouwvereniging",
    ),
)
