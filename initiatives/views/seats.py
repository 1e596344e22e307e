"""Coming in by a link: opening it, saying who you are, and leaving the device."""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.http import Request, done, posted, render_page
from config.middleware import open_to_all
from config.visitors import WINDOW, count_wrong_token, wants_a_preview
from initiatives.access import Action, acting, require
from initiatives.forms.people import SeatForm
from initiatives.models import Initiative, LinkKind, Participant, Seat, ShareLink, Side
from initiatives.models.link_kind import TARGETS
from initiatives.names import name_for
from initiatives.opening import claims_with
from initiatives.states import Refused
from initiatives.who import read_claims, write_claims

FORM_LIFE = 3600  # seconds in which a form that is sent twice is recognised
LONGEST_NEXT = 500


@open_to_all
@require_safe
def open_link(request: Request, token: str) -> HttpResponse:
    """Keeps the link on this device and goes on to what it opens. Changes no table.

    A preview gets one card, whatever the token; a wrong token gets one page, whatever was wrong.
    """
    if wants_a_preview(request):
        return render_page(request, "initiatives/link_card.html")
    link = ShareLink.objects.by_token(token)
    if link is None:
        return wrong_token(request)
    response = HttpResponseRedirect(_clean_address(link))
    response.status_code = 303
    write_claims(response, claims_with(request, link))
    return response


def _clean_address(link: ShareLink) -> str:
    """Where a link leads, without its token: what stands in the address bar and in history."""
    if link.kind == LinkKind.PERSONAL:
        return reverse("this_is_me", args=[link.pk])
    if link.kind in TARGETS:
        return reverse(TARGETS[link.kind].path, args=[link.pk])
    return reverse("group_page", args=[link.initiative_id])


def wrong_token(request: Request) -> HttpResponse:
    """One page, whatever was wrong. Counted for each address."""
    if count_wrong_token(request):
        return render_page(request, "initiatives/link_wrong.html", status=404)
    response = render_page(request, "initiatives/link_wrong.html", {"too_many": True}, status=429)
    response["Retry-After"] = str(WINDOW)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take_seat(request: Request, pk: int) -> HttpResponse:
    """ "Wie ben je?": one field, no names. Goes on to what somebody wanted to do."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    goal = goal_of(request, initiative)
    if request.who.participant_in(initiative) is not None:
        return done(request, page=goal)
    require(request.who, Action.TAKE_SEAT, initiative)
    user = request.who.user
    if user is not None and user.is_professional:
        if request.method == "POST":
            raise PermissionDenied(_("Met een werkaccount neem je geen plek van de groep in."))
        return render_page(request, "initiatives/no_seat.html", {"initiative": initiative})
    link = request.who.link_to(initiative)
    if link is not None and link.kind == LinkKind.PERSONAL:
        # This phone came for one person, and asks no name.
        query = urlencode({"next": goal})
        return done(request, page=f"{reverse('this_is_me', args=[link.pk])}?{query}")
    form, status = SeatForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _sit_down(request, initiative, form.cleaned_data["name"], goal)
            except Refused as refusal:
                form.add_error("name", refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "next": goal,
        "once": once_of(request) or secrets.token_urlsafe(16),
        "wants_to_write": goal != reverse("group_page", args=[pk]),
    }
    return render_page(request, "initiatives/take_seat.html", context, status=status)


def _sit_down(request: Request, initiative: Initiative, name: str, goal: str) -> HttpResponse:
    link = request.who.link_to(initiative)
    if link is None:
        raise PermissionDenied
    user = request.who.user
    # Also when the name is refused: nobody tries a whole list of names.
    link.count_write()
    if user is not None:
        person = link.take_part(name, user=user)
        return _welcome(request, person, goal)
    seat = take_once(request, link, lambda: link.take_seat(name))
    response = _welcome(request, seat.participant, goal, seat)
    write_claims(response, claims_with(request, link, seat))
    return response


def _welcome(
    request: Request, person: Participant, goal: str, seat: Seat | None = None
) -> HttpResponse:
    """On to the goal. Who is new here and was not in the middle of something is asked first how
    to take part."""
    messages.success(request, _("Hoi {name}, je doet mee.").format(name=person.name))
    before = person.seats.exclude(pk=seat.pk) if seat else person.seats.all()
    home = reverse("group_page", args=[person.initiative_id])
    if goal != home or not person.came_by_link or before.exists():
        return done(request, page=goal)
    query = urlencode({"next": goal})
    return done(request, page=f"{reverse('first_step', args=[person.initiative_id])}?{query}")


def take_once(request: Request, link: ShareLink, take: Callable[[], Seat]) -> Seat:
    """The seat that `take` gives. The form is remembered with it in one step: whoever taps twice
    and never got the first answer would else find the own name taken, by nobody."""
    seat = _seat_of_form(request, link)
    if seat is not None:
        return seat
    once = once_of(request)
    with transaction.atomic():
        # Outside the verb as well: the second tap waits here until the first has its seat.
        ShareLink.objects.select_for_update().get(pk=link.pk)
        seat = _seat_of_form(request, link)
        if seat is not None:
            return seat
        seat = take()
        if once:
            cache.set(f"seat-of-form:{once}", seat.pk, FORM_LIFE)
    return seat


def _seat_of_form(request: Request, link: ShareLink) -> Seat | None:
    """The seat that this same form already took on this link."""
    once = once_of(request)
    pk = cache.get(f"seat-of-form:{once}") if once else None
    return Seat.objects.taken().filter(pk=pk, link=link).first() if pk else None


def once_of(request: Request) -> str:
    """The number of the form; only what looks like one of ours."""
    once = request.POST.get("once", "")
    ours = once.isascii() and once.replace("-", "").replace("_", "").isalnum() and len(once) == 22
    return once if ours else ""


def goal_of(request: Request, initiative: Initiative) -> str:
    """Where somebody wanted to go, when that is a page of ours; else the page of the group."""
    given = request.POST.get("next") or request.GET.get("next", "")
    is_ours = (
        given.startswith("/")
        and len(given) <= LONGEST_NEXT
        and given.isprintable()
        and url_has_allowed_host_and_scheme(given, allowed_hosts=None, require_https=settings.HTTPS)
    )
    return given if is_ours else reverse("group_page", args=[initiative.pk])


@require_POST
def free_seat(request: Request, pk: int) -> HttpResponse:
    """Frees the seat of somebody who has another phone now."""
    visible = Participant.objects.visible_to(request.who).select_related("initiative")
    person = get_object_or_404(visible, pk=pk)
    me = acting(request.who, Action.FREE_SEAT, person)
    if person.side != Side.GROUP:
        raise PermissionDenied
    seat = person.seats.filter(ended_at=None).first()
    if seat is not None:
        seat.free(by=me)
    said = _("De plek van {name} is vrij. Die kan nu op een andere telefoon meedoen.")
    messages.success(request, said.format(name=name_for(request.who, person)))
    if me.pk == person.pk:
        return done(request, page=reverse("group_page", args=[person.initiative_id]))
    if seat is not None and request.POST.get("back") == "link":
        return done(request, page=reverse("link", args=[seat.link_id]))
    page = f"{reverse('people', args=[person.initiative_id])}#deelnemer-{pk}"
    return done(request, page=page, fragment=reverse("participant", args=[pk]))


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def leave_device(request: Request) -> HttpResponse:
    """ "Dit is niet mijn telefoon": ends the seats of this device and throws everything away.

    Signing out is apart: an account is not a seat.
    """
    claims = read_claims(request)
    if request.method != "POST":
        context = {"has_claims": bool(claims)}
        return render_page(request, "initiatives/leave_device.html", context)
    for seat in Seat.objects.filter(pk__in=[c.seat for c in claims if c.seat]):
        seat.leave()
    response = done(request, page=reverse("leave_device"))
    for name in (
        settings.SEAT_COOKIE_NAME,
        settings.ROOM_COOKIE_NAME,
        settings.TRUST_COOKIE_NAME,
    ):
        response.delete_cookie(name, samesite="Lax")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
