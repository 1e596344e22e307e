"""What happened in the demo: some months of a chillclub, a green spot, and a fresh idea.

Everything goes through the same verbs as in the app, so the demo is a check of them as well.
"""

from initiatives.models import Initiative, Neighbourhood, ShareLink
from initiatives.models.initiative import Status

from .clock import pass_time
from .club import make_chillclub
from .green_spot import make_green_spot
from .invitations import invite_somebody
from .look_backs import keep_in_mind, open_at_green_spot
from .meetings import prepare_next_talk
from .people import DemoPeople
from .progress import say_how_it_stands
from .rooms import close_up
from .templates import make_templates


def tell_story(people: DemoPeople) -> ShareLink:
    """Makes everything; gives the group link of the chillclub."""
    link, rooms = make_chillclub(people)
    barrel, tessa = make_green_spot(people, rooms)
    dex = link.initiative.participants.get(name="Dex")
    close_up(rooms, dex, "Het achterste raam sluit niet goed.", wrong="Ramen dicht")
    pass_time(1)
    open_at_green_spot(barrel, tessa)
    say_how_it_stands(link.initiative)
    prepare_next_talk(link.initiative)
    keep_in_mind(link.initiative)
    make_idea(people)
    make_templates(people.karin)
    invite_somebody(people)
    return link


def make_idea(people: DemoPeople) -> None:
    """Somebody had an idea yesterday; nobody else takes part yet."""
    idea = Initiative.log(
        by=people.samira,
        name="Skaten op het plein",
        sentence="Een paar jongeren willen een eigen skatehoek.",
        neighbourhood=Neighbourhood.objects.get(name="Vogelbuurt"),
    )
    idea.change(by=idea.participants.get(), status=Status.IDEA)
