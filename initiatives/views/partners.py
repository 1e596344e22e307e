"""One organisation around the initiative: what is known of it, and who of us knows somebody."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.forms.partner import MOST_TO_CHOOSE, EditPartnerForm, partner_as_typed
from initiatives.models import Initiative, Participant, Partner, Side
from initiatives.names import is_readable, name_for
from initiatives.states import Overtaken, Refused
from initiatives.who import Who


def who_can_know(
    who: Who, initiative: Initiative, known_by: Participant | None = None
) -> list[tuple[Participant, str]]:
    """Who can be said to know somebody there: all who take part today and whose name `who` may
    read. Whoever it was already (`known_by`) stays a choice, under a name or without one."""
    here = initiative.participants_on(timezone.localdate()).exclude(name="")
    found = list(here.filter(merged_into=None).order_by("name", "pk")[:MOST_TO_CHOOSE])
    for person in found:
        person.initiative = initiative
    me = who.participant_in(initiative)
    readable = [p for p in found if is_readable(who, p) and p.side != Side.OTHER]
    # Oneself first: that is whom one knows best.
    readable.sort(key=lambda person: me is None or person.pk != me.pk)
    if known_by is not None and all(known_by.pk != person.pk for person in readable):
        known_by.initiative = initiative
        readable.append(known_by)
    return [(person, name_for(who, person)) for person in readable]


@require_http_methods(["GET", "HEAD", "POST"])
def edit_partner(request: Request, pk: int) -> HttpResponse:
    """What stands at an organisation. When somebody changed the same meanwhile, both texts."""
    partners = (
        Partner.objects.visible_to(request.who).with_home().select_related("known_by__merged_into")
    )
    partner = get_object_or_404(partners, pk=pk)
    initiative = partner.initiative
    require(request.who, Action.CHANGE_PROFILE, partner)
    if partner.hidden_at is not None:
        raise Refused(_("Deze tekst is verborgen. Laat hem eerst weer zien."))
    people = who_can_know(request.who, initiative, partner.known_by)
    form = EditPartnerForm(posted(request), initial=partner_as_typed(partner), people=people)
    back = reverse("partnership", args=[initiative.pk]) + "#eromheen"
    status, overtaken = 200, dict[str, object]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.CHANGE_PROFILE, partner)
            try:
                partner.change(by=me, before=form.before(), **form.changed())
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=back)
            except Overtaken as refusal:
                status, overtaken = 409, form.start_from(refusal.now)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "partner": partner,
        "form": form,
        "overtaken": overtaken,
        "back": back,
    }
    return render_page(request, "initiatives/edit_partner.html", context, status=status)
