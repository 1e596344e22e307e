"""Two names for one person: merging them, and taking them apart again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.forms.links import MergeForm
from initiatives.models import Participant, Side, merging
from initiatives.names import name_for
from initiatives.states import Refused

MOST_NAMES = 400


def _load(request: Request, pk: int) -> Participant:
    visible = Participant.objects.visible_to(request.who)
    person = get_object_or_404(visible.select_related("initiative", "merged_into"), pk=pk)
    require(request.who, Action.MERGE, person)
    if person.side != Side.GROUP:
        raise PermissionDenied(_("Dit kan alleen bij mensen van de groep."))
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def merge_participants(request: Request, pk: int) -> HttpResponse:
    """This name is a double of another one: says what happens, and does it.

    On the page of a name that was kept stand its doubles, to be taken apart again.
    """
    person = _load(request, pk)
    form, status = MergeForm(posted(request), people=_others(person)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.MERGE, person)
                merging.merge(person, into=form.chosen, by=me)
                said = _("{double} hoort nu bij {name}.")
                said = said.format(double=person.name, name=form.chosen.name)
                messages.success(request, said)
                return done(request, page=reverse("merge_participants", args=[form.chosen.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    doubles = list(person.doubles.order_by("name_key", "pk"))
    context = {
        "person": person,
        "initiative": person.initiative,
        "form": form,
        "doubles": doubles,
        # A name that others were merged into is kept: those come loose first.
        "may_merge": not doubles and person.merged_into_id is None and bool(form.people),
    }
    return render_page(request, "initiatives/merge_participants.html", context, status=status)


def _others(person: Participant) -> list[Participant]:
    """Whose name could be the one to keep; who takes part today comes first."""
    group = person.initiative.participants.of_group().filter(merged_into=None)
    people = group.exclude(pk=person.pk).exclude(name="").order_by("name_key", "pk")[:MOST_NAMES]
    here = set(group.on(timezone.localdate()).values_list("pk", flat=True))
    return sorted(people, key=lambda other: other.pk not in here)


@require_POST
def undo_merge(request: Request, pk: int) -> HttpResponse:
    """ "Toch twee mensen": the double is somebody else again, as before."""
    double = _load(request, pk)
    kept = double.merged_into
    me = acting(request.who, Action.MERGE, double)
    merging.undo_merge(double, by=me)
    double.refresh_from_db()
    said = _("{name} staat weer los.").format(name=name_for(request.who, double))
    messages.success(request, said)
    return done(request, page=reverse("merge_participants", args=[kept.pk if kept else pk]))
