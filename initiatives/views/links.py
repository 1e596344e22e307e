"""The group link: showing and sharing it, and what can be done about it."""

import io
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.http import Request, done, render_page
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Participant, ShareLink, Side
from initiatives.views.initiatives import home_of


def _load(request: Request, pk: int) -> tuple[Initiative, Action]:
    """The initiative, and by which right its link is shown. 404, or 403 when by none.

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


def link_of(initiative: Initiative) -> ShareLink | None:
    """The link that was not stopped. It may have expired."""
    return initiative.links.filter(revoked_at=None).first()


def address_of(link: ShareLink) -> str:
    return settings.SITE_URL + reverse("open_link", args=[link.token])


@require_http_methods(["GET", "HEAD", "POST"])
def group_link(request: Request, pk: int) -> HttpResponse:
    """Shows the link with its QR and a ready text. A POST makes it."""
    initiative, action = _load(request, pk)
    here = reverse("group_link", args=[pk])
    if request.method == "POST":
        ShareLink.make(initiative, by=acting(request.who, action, initiative))
        return done(request, page=here)
    link = link_of(initiative)
    context = {
        "initiative": initiative,
        "link": link,
        "home": home_of(request, initiative),
        "may_manage": action == Action.SHOW_LINK,
    }
    if link is not None and link.is_working:
        address = address_of(link)
        text = _(
            "Hoi! Dit is de link van {name}. Hier lees je wat we met de gemeente afspreken. "
            "Je kunt ook reageren. Een account is niet nodig."
        ).format(name=initiative.name)
        message = f"{text}\n{address}"
        context |= {
            "address": address,
            "message": message,
            "whatsapp_url": "https://wa.me/?" + urlencode({"text": message}),
        }
    return render_page(request, "initiatives/group_link.html", context)


@require_safe
def group_link_qr(request: Request, pk: int) -> HttpResponse:
    """The QR code of the link, as a picture. It holds the token, so it has the same guard."""
    initiative, _action = _load(request, pk)
    link = link_of(initiative)
    if link is None or not link.is_working:
        raise Http404
    picture = io.BytesIO()
    segno.make(address_of(link), error="m", micro=False).save(
        picture, kind="svg", xmldecl=False, omitsize=True, border=4, light="#fff", lineclass=None
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _load_link(request: Request, pk: int) -> tuple[ShareLink, Participant]:
    visible = ShareLink.objects.visible_to(request.who).select_related("initiative")
    link = get_object_or_404(visible, pk=pk)
    return link, acting(request.who, Action.SHOW_LINK, link)


def _to_link(request: Request, link: ShareLink) -> HttpResponse:
    return done(request, page=reverse("group_link", args=[link.initiative_id]))


@require_POST
def renew_link(request: Request, pk: int) -> HttpResponse:
    """A new address: only newcomers are kept out, or everybody opens it again."""
    link, me = _load_link(request, pk)
    for_all = request.POST.get("for_all") == "yes"
    link.renew(by=me, for_all=for_all)
    if for_all:
        said = _("Er is een nieuwe link. Iedereen moet die opnieuw openen.")
    else:
        said = _("Er is een nieuwe link. Wie al meedoet, blijft meedoen.")
    messages.success(request, said)
    return _to_link(request, link)


@require_POST
def revoke_link(request: Request, pk: int) -> HttpResponse:
    link, me = _load_link(request, pk)
    link.revoke(by=me)
    messages.success(request, _("De link staat uit. Niemand komt er nog mee binnen."))
    if request.who.user is None:
        return done(request, page=reverse("leave_device"))
    return _to_link(request, link)


@require_POST
def read_only_link(request: Request, pk: int) -> HttpResponse:
    """Puts the link on reading only, or lets it write again."""
    link, me = _load_link(request, pk)
    is_read_only = request.POST.get("is_read_only") == "yes"
    link.set_read_only(is_read_only=is_read_only, by=me)
    if is_read_only:
        said = _("Met de link kan iedereen nu alleen lezen.")
    else:
        said = _("Met de link kan iedereen weer reageren.")
    messages.success(request, said)
    if request.who.user is None:
        return done(request, page=reverse("group_page", args=[link.initiative_id]))
    return _to_link(request, link)
