"""The personal fields of places: who holds a key, who went round, and what was written on the way.

A place itself names nobody: who looks after it and who can be called are functions.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from accounts.personal import Field, Forget, Personal
from initiatives.masking import Mask, mask_rows
from initiatives.models import Initiative
from initiatives.personal_fields import fact, text, who
from places.models import ClosingCheck, Key, Place, PlaceReport, RoomLink

BOTH = "both sides of the initiative"
WALL = "who stands in the room, and coordinators"
USERS = "both sides of who has hours there, and coordinators"
A_YEAR = "12 months"
WITH_PLACE = "with the place"


def _for_a_year(field: Field) -> Field:
    return replace(field, kept=A_YEAR)


def _of_place(name: str, purpose: str, seen_by: str = WALL) -> Field:
    return Field(name, purpose, seen_by, WITH_PLACE, Forget.STAYS)


PERSONAL = (
    Personal(
        Key,
        _("Sleutel die je hebt of had"),
        (
            text("label", _("welke sleutel"), "to know keys apart", BOTH),
            who(
                "holder", "who holds a key of the building; agreed to be named to both sides", BOTH
            ),
            fact("agreed_to_be_named", _("naam bij de gemeente"), "agreed to be named", BOTH),
            fact("is_deputy", _("valt alleen in"), "who comes first", BOTH),
            fact("since", _("sinds"), "since when", BOTH),
            fact("due_back_on", _("terug voor"), "when it has to be back", BOTH),
            who("given_by", "who wrote it down", BOTH),
            who("ended_by", "who wrote down that it is back or lost", BOTH),
            fact("ended_on", _("tot"), "until when", BOTH),
            fact("ended_how", _("hoe het ophield"), "whether it is back or lost", BOTH),
        ),
        owner="holder",
        at="since",
    ),
    Personal(
        ClosingCheck,
        _("Wat je naliep bij het weggaan"),
        (
            _for_a_year(who("by", "who went round")),
            _for_a_year(fact("ticks", _("lijst"), "what was in order")),
            _for_a_year(
                text("problem", _("wat er aan de hand was"), "what the next ones must know")
            ),
        ),
        owner="by",
        at="at",
    ),
    Personal(
        PlaceReport,
        "",
        (
            Field("text", "what is the matter in a room", USERS, A_YEAR, Forget.DELETED),
            who("settled_by", "who dealt with it", USERS),
        ),
        home="",
    ),
    Personal(
        Place,
        "",
        (
            _of_place("caretaker", "a function: who looks after it"),
            _of_place("deputy", "a function: who stands in"),
            _of_place("neighbours_contact", "a function: whom the neighbours can call"),
            _of_place("house_rules", "how people behave there"),
            _of_place("opening_list", "what to do on coming in"),
            _of_place("closing_list", "what to do before leaving"),
            Field("changed_by", "who changed it last", "nobody", WITH_PLACE, Forget.EMPTIED),
        ),
        home="",
    ),
    Personal(
        RoomLink,
        "",
        (Field("made_by", "who hung it up", "nobody", WITH_PLACE, Forget.EMPTIED),),
        home="",
    ),
)

NOT_PERSONAL = {
    "places.Place.name": "the name of a building or a room",
    "places.Place.address": "the address of a public building",
    "places.ClosingCheck.once": "random bits, so that a form that is sent twice counts once",
    "places.RoomLink.token_hash": "a hash of random bits",
}


def mask_texts(initiative: Initiative, mask: Mask) -> None:
    """Takes the names of `mask` out of every text about the keys and rounds of `initiative`."""
    for rows in PERSONAL:
        if rows.model is Key:
            _mask_labels(initiative, mask)
        elif rows.home:
            mask_rows(rows, initiative, mask)


def _mask_labels(initiative: Initiative, mask: Mask) -> None:
    """What two keys are called can become the same; then the second gets a number."""
    most = Key._meta.get_field("label").max_length or 0
    for key in Key.objects.filter(initiative=initiative).order_by("pk"):
        masked = label = mask.over(key.label, most)
        if masked == key.label:
            continue
        taken = Key.objects.held().filter(place=key.place_id).exclude(pk=key.pk)
        n = 2
        while taken.filter(label=label).exists():
            label = f"{masked[: most - 4]} {n}"
            n += 1
        Key.objects.filter(pk=key.pk).update(label=label)
