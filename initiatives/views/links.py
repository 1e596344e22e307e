"""Links: the list of an initiative, making and showing one, and what can be done about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.http import Request, done, posted, render_page
from config.paging import page_number
from initiatives.access import Action, acting, may, require
from initiatives.forms.links import LabelForm, PersonalLinkForm
from initiatives.models import Initiative, LinkKind, Participant, ShareLink, Side
from initiatives.models.link_kind import OF_ONE_TEXT
from initiatives.sharing import picture_of, sharing_of
from initiatives.states import Refused
from initiatives.views.initiatives import home_of

ON_A_PAGE = 25
MOST_SEATS = 25
MOST_NAMES = 400
RIGHT_TO = {LinkKind.READ: Action.SHOW_READ_LINK, LinkKind.PARTY: Action.SHOW_PARTY_LINK}


def load_home(request: Request, pk: int) -> tuple[Initiative, Action]:
    """The initiative, and by which right its group link is shown. 404, or 403 when by none.

    The municipality makes the first link where there is no guide and nobody of the group yet.
    """
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    if not may(request.who, Action.MAKE_FIRST_LINK, initiative):
        require(request.who, Action.SHOW_LINK, initiative)
        return initiative, Action.SHOW_LINK
    if _somebody_of_group(initiative):
        raise PermissionDenied(_("De groep en de begeleiding delen de link."))
    return initiative, Action.MAKE_FIRST_LINK


def _somebody_of_group(initiative: Initiative) -> bool:
    present = initiative.participants_on(timezone.localdate())
    return present.filter(side__in=(Side.GROUP, Side.GUIDE)).exists()


def group_link_of(initiative: Initiative) -> ShareLink | None:
    """The group link that was not stopped. It may have expired."""
    return initiative.links.filter(kind=LinkKind.GROUP, revoked_at=None).first()


def right_to(link: ShareLink) -> Action:
    """What somebody must be allowed to show `link` or do something about it."""
    return RIGHT_TO.get(LinkKind(link.kind), Action.SHOW_LINK)


@require_safe
def links(request: Request, pk: int) -> HttpResponse:
    """The links of an initiative that were not stopped, as far as this reader may show them."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.SHOW_READ_LINK, initiative)
    shows_all = may(request.who, Action.SHOW_LINK, initiative)
    form = PersonalLinkForm(people=who_could_have_one(initiative)) if shows_all else None
    return _list(request, initiative, form)


def _list(
    request: Request, initiative: Initiative, form: PersonalLinkForm | None, status: int = 200
) -> HttpResponse:
    """`form`: None for who may show only links to one text."""
    found = initiative.links.filter(revoked_at=None).with_targets()
    if form is None:
        found = found.filter(kind__in=OF_ONE_TEXT)
    seats = Count("seats", filter=Q(seats__ended_at=None))
    found = found.select_related("participant", "made_by").annotate(seat_count=seats)
    page = page_number(request)
    start = (page - 1) * ON_A_PAGE
    # The group link first, then those of other parties and of people, then those for the wall.
    rows = list(found.order_by("kind", "pk")[start : start + ON_A_PAGE + 1])
    for link in rows:
        bring_home(link, initiative)
    here = reverse("links", args=[initiative.pk])
    context = {
        "initiative": initiative,
        "rows": rows[:ON_A_PAGE],
        "has_group_link": page > 1 or any(link.kind == LinkKind.GROUP for link in rows),
        "form": form,
        "newer_url": f"{here}?page={page - 1}" if page > 1 else "",
        "older_url": f"{here}?page={page + 1}" if len(rows) > ON_A_PAGE else "",
    }
    return render_page(request, "initiatives/links.html", context, status=status)


def bring_home(link: ShareLink, initiative: Initiative) -> None:
    """Its people are of this initiative; saying so saves a query for each."""
    link.initiative = initiative
    for person in (link.participant, link.made_by):
        if person is not None:
            person.initiative = initiative


def who_could_have_one(initiative: Initiative, *, also_with: bool = False) -> list[Participant]:
    """Who of the group takes part today and has no personal link yet; or `also_with` one."""
    present = initiative.participants_on(timezone.localdate()).of_group()
    people = present.filter(user=None, merged_into=None).exclude(name="")
    if not also_with:
        personal = ShareLink.objects.filter(initiative=initiative, kind=LinkKind.PERSONAL)
        people = people.exclude(pk__in=personal.filter(revoked_at=None).values("participant"))
    return list(people.order_by("name_key", "pk")[:MOST_NAMES])


@require_http_methods(["GET", "HEAD", "POST"])
def group_link(request: Request, pk: int) -> HttpResponse:
    """Shows the group link with its QR and a ready text. A POST makes it."""
    initiative, action = load_home(request, pk)
    if request.method == "POST":
        ShareLink.make(initiative, by=acting(request.who, action, initiative))
        return done(request, page=reverse("group_link", args=[pk]))
    found = group_link_of(initiative)
    if found is None:
        context = {"initiative": initiative, "home": home_of(request, initiative)}
        return render_page(request, "initiatives/no_group_link.html", context)
    found.initiative = initiative
    return _show(request, found, may_manage=action == Action.SHOW_LINK)


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: Request, pk: int) -> HttpResponse:
    """One link with its QR and a ready text. A POST says what it is for."""
    visible = ShareLink.objects.visible_to(request.who).with_targets()
    found = get_object_or_404(visible.select_related("initiative", "participant", "made_by"), pk=pk)
    require(request.who, right_to(found), found)
    if found.revoked_at is not None:
        return redirect("links", found.initiative_id)
    form = LabelForm(posted(request), initial={"label": found.label})
    if request.method != "POST":
        return _show(request, found, form=form)
    if not form.is_valid():
        return _show(request, found, form=form, status=422)
    acting(request.who, right_to(found), found)
    found.rename(form.cleaned_data["label"])
    messages.success(request, _("Het is bewaard."))
    return done(request, page=_page_of(found))


def _page_of(link: ShareLink) -> str:
    if link.kind == LinkKind.GROUP:
        return reverse("group_link", args=[link.initiative_id])
    return reverse("link", args=[link.pk])


def _show(
    request: Request,
    link: ShareLink,
    *,
    may_manage: bool = True,
    form: LabelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    initiative = link.initiative
    bring_home(link, initiative)
    seats = []
    if may_manage and link.kind not in OF_ONE_TEXT:
        open_seats = link.seats.filter(ended_at=None).select_related("participant")
        seats = list(open_seats.order_by("participant__name_key", "pk")[: MOST_SEATS + 1])
    for seat in seats:
        seat.participant.initiative = initiative
    context = {
        "initiative": initiative,
        "link": link,
        "home": home_of(request, initiative),
        "may_manage": may_manage,
        "form": form or LabelForm(initial={"label": link.label}),
        "seats": seats[:MOST_SEATS],
        "has_more_seats": len(seats) > MOST_SEATS,
        "sharing": sharing_of(link) if link.is_working else None,
    }
    return render_page(request, "initiatives/link.html", context, status=status)


@require_safe
def link_qr(request: Request, pk: int) -> HttpResponse:
    """The QR code of a link, as a picture. It holds the token, so it has the same guard."""
    visible = ShareLink.objects.visible_to(request.who).with_targets()
    found = get_object_or_404(visible.select_related("initiative"), pk=pk)
    if not may(request.who, right_to(found), found):
        if found.kind != LinkKind.GROUP:
            raise PermissionDenied
        load_home(request, found.initiative_id)
    if not found.is_working:
        raise Http404
    return HttpResponse(picture_of(found), content_type="image/svg+xml")


@require_POST
def make_personal_link(request: Request, pk: int) -> HttpResponse:
    """The link of one person of the group; the same one when there is one."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.SHOW_LINK, initiative)
    people = who_could_have_one(initiative, also_with=True)
    form, status = PersonalLinkForm(request.POST, people=people), 422
    if form.is_valid():
        try:
            me = acting(request.who, Action.SHOW_LINK, initiative)
            made = ShareLink.make_personal(form.chosen, by=me)
            return done(request, page=reverse("link", args=[made.pk]))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = 409
    return _list(request, initiative, form, status)


def _load_link(request: Request, pk: int) -> tuple[ShareLink, Participant]:
    visible = ShareLink.objects.visible_to(request.who).select_related("initiative", "participant")
    found = get_object_or_404(visible, pk=pk)
    return found, acting(request.who, right_to(found), found)


@require_POST
def renew_link(request: Request, pk: int) -> HttpResponse:
    """A new address: only newcomers are kept out, or everybody opens it again."""
    found, me = _load_link(request, pk)
    for_all = request.POST.get("for_all") == "yes"
    found.renew(by=me, for_all=for_all)
    if found.kind in OF_ONE_TEXT:
        said = _("Er is een nieuw adres. De oude link en een geprinte code werken niet meer.")
    elif for_all:
        said = _("Er is een nieuwe link. Iedereen moet die opnieuw openen.")
    else:
        said = _("Er is een nieuwe link. Wie al meedoet, blijft meedoen.")
    messages.success(request, said)
    return done(request, page=_page_of(found))


@require_POST
def revoke_link(request: Request, pk: int) -> HttpResponse:
    """Stops a link. Whoever sat on it themselves lands where a phone without a link does."""
    found, me = _load_link(request, pk)
    seat = request.who.seat_in(found.initiative)
    found.revoke(by=me)
    messages.success(request, _("De link staat uit. Niemand komt er nog mee binnen."))
    if seat is not None and seat.link_id == found.pk:
        return done(request, page=reverse("leave_device"))
    if found.kind == LinkKind.GROUP:
        return done(request, page=_page_of(found))
    return done(request, page=reverse("links", args=[found.initiative_id]))


@require_POST
def read_only_link(request: Request, pk: int) -> HttpResponse:
    """Puts the link on reading only, or lets it write again."""
    found, me = _load_link(request, pk)
    if found.kind == LinkKind.READ:
        raise Refused(_("Met een leeslink kan iedereen al alleen lezen."))
    is_read_only = request.POST.get("is_read_only") == "yes"
    seat = request.who.seat_in(found.initiative)
    found.set_read_only(is_read_only=is_read_only, by=me)
    if is_read_only:
        said = _("Met de link kan iedereen nu alleen lezen.")
    else:
        said = _("Met de link kan iedereen weer reageren.")
    messages.success(request, said)
    if is_read_only and seat is not None and seat.link_id == found.pk:
        return done(request, page=reverse("group_page", args=[found.initiative_id]))
    return done(request, page=_page_of(found))
