"""How a contact of the group is reached: left by that contact, opened with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.forms.reaching import ChannelForm, OpenChannelForm
from initiatives.models import (
    ChannelKind,
    ChannelReader,
    ContactChannel,
    Participant,
    Side,
    ViewReason,
)
from initiatives.states import Refused
from initiatives.views.people import load_person


def _load_me(request: Request, pk: int) -> Participant:
    """Oneself, as somebody of the group."""
    person = load_person(request, pk)
    require(request.who, Action.LEAVE_CHANNEL, person)
    me = request.who.participant_in(person.initiative)
    if me is None or me.pk != person.pk:
        raise PermissionDenied(_("Alleen deze persoon zelf laat dit achter."))
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def leave_channel(request: Request, pk: int) -> HttpResponse:
    """One number or address, and who may open it. What was left before is not shown again."""
    person = _load_me(request, pk)
    if not person.is_contact:
        raise PermissionDenied(_("Dit is er voor een vast gezicht van de groep."))
    form, status = ChannelForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            filled = form.cleaned_data
            try:
                acting(request.who, Action.LEAVE_CHANNEL, person)
                ContactChannel.leave(
                    person,
                    kind=ChannelKind(filled["kind"]),
                    value=filled["value"],
                    read_by=ChannelReader(filled["read_by"]),
                )
                messages.success(request, _("Je bent nu te bereiken. Weghalen kan altijd."))
                return done(request, page=reverse("participant", args=[pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"person": person, "initiative": person.initiative, "form": form}
    return render_page(request, "initiatives/leave_channel.html", context, status=status)


@require_POST
def remove_channel(request: Request, pk: int) -> HttpResponse:
    person = _load_me(request, pk)
    acting(request.who, Action.LEAVE_CHANNEL, person)
    ContactChannel.objects.filter(participant=person).delete()
    messages.success(request, _("Het is weg. Niemand kan het meer openen."))
    return done(request, page=reverse("participant", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def open_channel(request: Request, pk: int) -> HttpResponse:
    """Asks for a reason, writes down who looked, and only then shows what was left."""
    person = load_person(request, pk)
    require(request.who, Action.OPEN_CHANNEL, person)
    # Without the value: only the answer to a POST with a reason reads it.
    channel = ContactChannel.objects.filter(participant=person).defer("value").first()
    if channel is None or not (person.is_contact and person.since and person.side == Side.GROUP):
        raise Http404
    me = request.who.participant_in(person.initiative)
    if me is None or (me.side != Side.GUIDE and channel.read_by != ChannelReader.MUNICIPALITY):
        raise PermissionDenied(_("Alleen de begeleiding mag dit openen."))
    form, status, value = OpenChannelForm(posted(request)), 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.OPEN_CHANNEL, person)
            channel.participant = person
            value = channel.open(by=me, reason=ViewReason(form.cleaned_data["reason"]))
            status = 200
    context = {
        "person": person,
        "initiative": person.initiative,
        "kind": channel.kind,
        "kind_name": channel.get_kind_display(),
        "value": value,
        "form": form,
    }
    answer = render_page(request, "initiatives/open_channel.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
