"""Who takes part: the page of people, and what can be said about one of them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from config.paging import page_number
from initiatives.access import CORRECTS, ENDS, Action, acting, may, require
from initiatives.forms.people import AddPeopleForm, ParticipantForm
from initiatives.models import (
    DUTIES,
    ContactChannel,
    DutyKind,
    Initiative,
    LadderStep,
    Participant,
    Side,
    stays_of,
)
from initiatives.models.handover import WRITES_HANDOVER
from initiatives.roster import MOST_SILENT, load_roster, may_do_to, row_of, with_step_counts
from initiatives.states import Refused
from initiatives.views.initiatives import home_of
from initiatives.who import Who

MOST_STAYS = 20
MOST_VIEWS = 25

CHANGES = {
    Side.GROUP: Action.CHANGE_GROUP,
    Side.GUIDE: Action.CHANGE_GROUP,
    Side.MUNICIPALITY: Action.CHANGE_MUNICIPALITY,
}


def load_initiative(request: Request, pk: int) -> Initiative:
    """What `people` needs of the initiative, or 404."""
    visible = with_step_counts(Initiative.objects.visible_to(request.who).with_counts())
    return get_object_or_404(visible, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: Request, pk: int) -> HttpResponse:
    """Who takes part. A POST adds nicknames; a name that stands there already is refused."""
    initiative = load_initiative(request, pk)
    form, status = AddPeopleForm(posted(request)), 200
    if request.method == "POST":
        require(request.who, Action.CHANGE_GROUP, initiative)
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.CHANGE_GROUP, initiative)
                added = initiative.add_all_to_group(form.cleaned_data["nicknames"], by=me)
                said = ngettext("{n} naam staat erbij.", "{n} namen staan erbij.", len(added))
                messages.success(request, said.format(n=len(added)))
                return done(request, page=reverse("people", args=[pk]))
            except Refused as refusal:
                form.add_error("nicknames", refusal.sentence)
                status = 409
    context = _people_context(request, initiative)
    return render_page(request, "initiatives/people.html", {**context, "form": form}, status=status)


def _people_context(request: Request, initiative: Initiative) -> dict[str, Any]:
    who = request.who
    roster = load_roster(who, initiative, page=page_number(request))
    address = reverse("people", args=[initiative.pk])

    def url_of(number: int) -> str:
        return f"{address}?{urlencode({'page': str(number)})}"

    return {
        "initiative": initiative,
        "roster": roster,
        "home": home_of(request, initiative),
        "may_change_group": may(who, Action.CHANGE_GROUP, initiative),
        "may_change_municipality": may(who, Action.CHANGE_MUNICIPALITY, initiative),
        "may_change_card": may(who, Action.CHANGE_CARD, initiative),
        "may_show_link": may(who, Action.SHOW_LINK, initiative),
        "may_open_names": may(who, Action.OPEN_NAMES, initiative),
        "may_place": may(who, Action.PLACE_MUNICIPALITY, initiative),
        "silent": roster.silent[:MOST_SILENT],
        "more_silent": len(roster.silent) > MOST_SILENT,
        "months": settings.SIGN_OF_LIFE_MONTHS,
        "newer_url": url_of(roster.page - 1) if roster.page > 1 else "",
        "older_url": url_of(roster.page + 1) if roster.has_more else "",
    }


def load_person(request: Request, pk: int) -> Participant:
    """A participant with what holds today, or 404."""
    visible = Participant.objects.visible_to(request.who).select_related("initiative")
    return get_object_or_404(visible.with_today().with_duties(), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def participant(request: Request, pk: int) -> HttpResponse:
    """How somebody takes part: step, duties, and whether the municipality may read the name."""
    person = load_person(request, pk)
    action = _action_for(request, person)
    require(request.who, action, person)
    me = request.who.participant_in(person.initiative)
    form = _participant_form(request, person, me)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, action, person)
                person.change(by=by, **_changes(form))
                messages.success(request, _("Het is bewaard."))
                return done(request, page=row_address(person))
            except Refused as refusal:
                form.add_error("name" if refusal.kept else None, refusal.sentence)
                status = 409
    context = {
        "person": person,
        "initiative": person.initiative,
        "row": row_of(person, me),
        "form": form,
        "is_me": me is not None and me.pk == person.pk,
        "may_leave": may_do_to(request.who, person, ENDS),
        "may_change_group": may(request.who, Action.CHANGE_GROUP, person),
        **_about(request, person, me),
    }
    return render_page(
        request,
        "initiatives/participant.html",
        context,
        fragment=None if request.method == "POST" else "initiatives/_person.html",
        status=status,
    )


def _about(request: Request, person: Participant, me: Participant | None) -> dict[str, Any]:
    """Days, handing over, and for a contact of the group how to be reached and who looked."""
    is_me = me is not None and me.pk == person.pk
    colleague = me is not None and me.side == person.side == Side.MUNICIPALITY
    writes = person.side in WRITES_HANDOVER and person.since is not None
    about: dict[str, Any] = {
        "stays": stays_of(person.periods.all())[-MOST_STAYS:],
        "may_correct": may_do_to(request.who, person, CORRECTS),
        "may_hand_over": writes and (is_me or colleague),
        # A contact hands over instead of just going.
        "hands_over_first": is_me and writes and person.is_contact,
    }
    if is_me and person.side == Side.GROUP:
        found = ContactChannel.objects.filter(participant=person).defer("value")
        about["channel"] = found.first() if person.is_contact else None
        about["views"] = list(person.contact_views.select_related("by")[:MOST_VIEWS])
    return about


def _action_for(request: Request, person: Participant) -> Action:
    """Everybody opens the own page; that of another needs the right for that side."""
    me = request.who.participant_in(person.initiative)
    if me is not None and me.pk == person.pk:
        return Action.LEAVE
    if person.side == Side.GUIDE:
        raise PermissionDenied(_("Een begeleider verandert dit zelf."))
    if Side(person.side) not in CHANGES:
        raise PermissionDenied
    return CHANGES[Side(person.side)]


def _participant_form(
    request: Request, person: Participant, me: Participant | None
) -> ParticipantForm:
    today: Any = person
    row, is_me = row_of(person, me), me is not None and me.pk == person.pk
    is_free = person.user_id is None and not row.has_seat
    named = ""
    if person.side == Side.GROUP and is_me:
        named = "self"
    elif person.side == Side.GROUP and is_free and me is not None and me.side == Side.GUIDE:
        named = "guide"
    duties = list(DUTIES[person.side])
    if person.side == Side.GROUP and (row.is_new or not (named or person.is_named)):
        # Only who may say that the name is shown, can make somebody the contact; and whom nobody
        # knows yet does not speak for the group.
        duties.remove(DutyKind.CONTACT)
    return ParticipantForm(
        posted(request),
        duties=duties if row.since else [],
        asks_step=row.since is not None and may_choose_step(request.who, person),
        asks_name=person.side == Side.GROUP and (is_me or is_free),
        named=named,
        was_named=person.is_named,
        initial={
            "name": person.name,
            "step": today.step,
            "duties": [duty.kind for duty in today.duties_today],
            "is_named": person.is_named,
        },
    )


def _changes(form: ParticipantForm) -> dict[str, Any]:
    """What the form holds, as the verb takes it; what was not asked is not in it."""
    filled = form.cleaned_data
    changes: dict[str, Any] = {k: filled[k] for k in ("name", "is_named") if k in filled}
    if "step" in filled:
        changes["step"] = LadderStep(filled["step"])
    if "duties" in filled:
        field: Any = form.fields["duties"]
        changes["duties"] = {
            DutyKind(kind): kind in filled["duties"] for kind, _label in field.choices
        }
    return changes


def may_choose_step(who: Who, person: Participant) -> bool:
    """Everybody of the group for oneself; a guide for who has neither phone nor account here."""
    me = who.participant_in(person.initiative)
    if me is None or person.side != Side.GROUP or not may(who, Action.CHOOSE_STEP, person):
        return False
    is_free = person.user_id is None and not person.has_seat
    return me.pk == person.pk or (me.side == Side.GUIDE and is_free)


def row_address(person: Participant) -> str:
    return f"{reverse('people', args=[person.initiative_id])}#deelnemer-{person.pk}"


@require_POST
def open_names(request: Request, pk: int) -> HttpResponse:
    """The group shows its list of names to the municipality, or closes it again."""
    initiative = load_initiative(request, pk)
    me = acting(request.who, Action.OPEN_NAMES, initiative)
    is_open = request.POST.get("is_open") == "yes"
    if is_open and not me.was_accepted:
        # What was read cannot be closed again.
        raise PermissionDenied(_("Eerst zegt iemand van de groep dat jij erbij hoort."))
    initiative.open_names(by=me, is_open=is_open)
    messages.success(
        request,
        _("De gemeente ziet nu jullie namen.")
        if is_open
        else _("De gemeente ziet jullie namen niet meer."),
    )
    return done(request, page=f"{reverse('people', args=[pk])}#namen")
