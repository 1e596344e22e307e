"""The library of clauses in plain sentences with blanks, and the standard templates made from it.

These texts are content, in Dutch, and become part of an agreement: they are not translated.
A blank stands in braces: {dag}. What an official's line is (information, intention, promise) is
never filled in beforehand: that is for the official to say.

Templates that a coordinator wrote stand in the database: see `agreements.templates`.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .activity import ACTIVITIES, GREEN
from .building import HOUSE_RULES, PLACE, SAFETY, YOUNG
from .money import MONEY
from .shape import AgreementTemplate, LibraryClause, LibraryLine
from .together import CHANGES, CONTACT, TOGETHER

__all__ = [
    "BY_KEY",
    "CLAUSES",
    "EMPTY",
    "GROUPS",
    "TEMPLATES",
    "AgreementTemplate",
    "LibraryClause",
    "LibraryLine",
]


def _keys(clauses: tuple[LibraryClause, ...]) -> tuple[str, ...]:
    return tuple(clause.key for clause in clauses)


# The library in the order in which one looks for something.
PARTS: tuple[tuple[str | Promise, tuple[LibraryClause, ...]], ...] = (
    (_("Hoe we samenwerken"), TOGETHER),
    (_("Gebruik van een plek"), PLACE),
    (_("Activiteiten"), ACTIVITIES),
    (_("Groen in de buurt"), GREEN),
    (_("Huisregels en de buurt"), HOUSE_RULES),
    (_("Jongeren en toezicht"), YOUNG),
    (_("Veilig en verzekerd"), SAFETY),
    (_("Geld, spullen en hulp"), MONEY),
    (_("Contact en overleg"), CONTACT),
    (_("Als er iets verandert"), CHANGES),
)
CLAUSES = tuple(clause for _name, clauses in PARTS for clause in clauses)
BY_KEY = {clause.key: clause for clause in CLAUSES}
GROUPS = tuple((name, _keys(clauses)) for name, clauses in PARTS)

EMPTY = "empty"


def _template(
    key: str, name: str | Promise, about: str | Promise, purpose: str, *keys: str
) -> AgreementTemplate:
    return AgreementTemplate(key, name, about, purpose, tuple(BY_KEY[key] for key in keys))


# What can be begun with as long as no coordinator wrote another text for it.
TEMPLATES = {
    template.key: template
    for template in (
        _template(
            "building_use",
            _("Gebruik van een gebouw"),
            _("Voor een eigen plek: tijden, sleutel, schoonmaken en wat de gemeente doet."),
            "Wij willen samen dat {naam groep} een eigen plek heeft om {doel}. De gemeente wil dat "
            "het goed gaat met de groep en met de buurt.",
            "status",
            "room",
            "who_municipality",
            "place",
            "times",
            "activities",
            "key",
            "house_rules",
            "cleaning",
            "safety",
            "damage",
            "communication",
            "if_wrong",
            "ending",
        ),
        _template(
            "green_spot",
            _("Een stuk groen"),
            _("Voor een tuin, boomspiegel of grasveld: wie zorgt waarvoor, water en spullen."),
            "Wij willen samen dat {plek} een fijne, groene plek is voor de buurt. De gemeente wil "
            "dat het groen en veilig blijft.",
            "status",
            "room",
            "who_municipality",
            "green_place",
            "green_care",
            "green_plants",
            "green_water",
            "green_tools",
            "green_waste",
            "green_paths",
            "communication",
            "green_stop",
        ),
        _template(
            "activity",
            _("Een activiteit"),
            _("Voor een feest, toernooi of markt: waar, wanneer, wie doet wat en opruimen."),
            "Wij willen samen {activiteit} voor de buurt, omdat {reden}. De gemeente helpt mee, "
            "zodat het een mooie en veilige dag is.",
            "status",
            "who_municipality",
            "activity",
            "activity_day",
            "activity_tasks",
            "activity_permit",
            "neighbours",
            "insurance",
            "activity_plan_b",
            "activity_after",
        ),
        _template(
            "small_budget",
            _("Een klein budget"),
            _("Voor geld voor een plan: hoeveel, waarvoor, wie beslist en wat je laat zien."),
            "Wij willen samen {plan} maken. De gemeente vertrouwt de groep daar geld voor toe.",
            "status",
            "room",
            "who_municipality",
            "budget",
            "budget_use",
            "budget_decide",
            "budget_show",
            "budget_left",
            "support",
            "communication",
            "if_wrong",
        ),
        _template(
            EMPTY,
            _("Leeg beginnen"),
            _("Zelf kiezen wat erin komt, uit de bibliotheek of in eigen woorden."),
            "",
        ),
    )
}
