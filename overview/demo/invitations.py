"""In the demo one colleague is invited and has not come in yet."""

from accounts.models import Function, Invitation

from .people import DemoPeople


def invite_somebody(people: DemoPeople) -> None:
    """No mail goes out: the coordinator finds it in the list, and can send it anew."""
    invitation = Invitation.invite(
        by=people.karin,
        email="joris@demo.invalid",
        name="Joris Wilgenhof",
        function=Function.COMMUNITY_WORKER,
        organisation="Welzijn Merelstad",
    )
    invitation.note_sent()
