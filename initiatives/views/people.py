"""Who takes part: the page of people, and what can be said about one of them."""

from typing import Any

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
from initiatives.access import Action, acting, may, require
from initiatives.forms.people import AddPeopleForm, ParticipantForm
from initiatives.models import DUTIES, DutyKind, Initiative, LadderStep, Participant, Side
from initiatives.names import name_for
from initiatives.roster import load_roster, row_of
from initiatives.states import Refused
from initiatives.views.initiatives import home_of

CHANGES = {
    Side.GROUP: Action.CHANGE_GROUP,
    Side.GUIDE: Action.CHANGE_GROUP,
    Side.MUNICIPALITY: Action.CHANGE_MUNICIPALITY,
}


def load_initiative(request: Request, pk: int) -> Initiative:
    """What `people` needs of the initiative, or 404."""
    visible = Initiative.objects.visible_to(request.who).with_counts()
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
    roster = load_roster(who, initiative, page=_page_number(request))
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
        "newer_url": url_of(roster.page - 1) if roster.page > 1 else "",
        "older_url": url_of(roster.page + 1) if roster.has_more else "",
    }


def _page_number(request: Request) -> int:
    given = request.GET.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 5 else 1


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
                return done(request, page=_row_address(person))
            except Refused as refusal:
                form.add_error("name" if refusal.kept else None, refusal.sentence)
                status = 409
    context = {
        "person": person,
        "initiative": person.initiative,
        "row": row_of(person, me),
        "form": form,
        "is_me": me is not None and me.pk == person.pk,
        "may_leave": _may_end(request, person),
        "may_change_group": may(request.who, Action.CHANGE_GROUP, person),
    }
    return render_page(
        request,
        "initiatives/participant.html",
        context,
        fragment=None if request.method == "POST" else "initiatives/_person.html",
        status=status,
    )


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
    if person.side == Side.GROUP and not (named or person.is_named):
        # Only who may say that the name is shown, can make somebody the contact.
        duties.remove(DutyKind.CONTACT)
    return ParticipantForm(
        posted(request),
        duties=duties if row.since else [],
        asks_step=person.side == Side.GROUP and row.since is not None,
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


def _row_address(person: Participant) -> str:
    return f"{reverse('people', args=[person.initiative_id])}#deelnemer-{person.pk}"


def _may_end(request: Request, person: Participant) -> bool:
    """Everybody ends the own part; group and guide that of somebody of the group."""
    me = request.who.participant_in(person.initiative)
    if me is not None and me.pk == person.pk:
        return may(request.who, Action.LEAVE, person)
    return person.side == Side.GROUP and may(request.who, Action.CHANGE_GROUP, person)


@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    """ "Niet meer mee": for oneself, or for somebody of the group."""
    person = load_person(request, pk)
    if not _may_end(request, person):
        require(request.who, Action.CHANGE_GROUP, person)
        raise PermissionDenied(_("Alleen deze persoon zelf kan hier stoppen."))
    me = request.who.participant_in(person.initiative)
    is_me = me is not None and me.pk == person.pk
    action = Action.LEAVE if is_me else Action.CHANGE_GROUP
    person.leave(by=acting(request.who, action, person))
    if is_me:
        messages.success(request, _("Je doet niet meer mee. Bedankt voor je inzet."))
        return done(request, page=_after_leaving(request, person.initiative))
    said = _("{name} doet niet meer mee.").format(name=name_for(request.who, person))
    messages.success(request, said)
    return done(request, page=_row_address(person))


def _after_leaving(request: Request, initiative: Initiative) -> str:
    """A page that is still there for who just left."""
    user = request.who.user
    if user is None:
        return reverse("group_page", args=[initiative.pk])
    return reverse("initiatives" if user.is_professional else "start")


def _load_of_group(request: Request, pk: int) -> Participant:
    """Somebody of the group whom group and guide may change, or 404 and 403."""
    person = load_person(request, pk)
    require(request.who, Action.CHANGE_GROUP, person)
    if person.side != Side.GROUP:
        raise PermissionDenied(_("Dit kan alleen bij mensen van de groep."))
    return person


@require_POST
def come_back(request: Request, pk: int) -> HttpResponse:
    """ "Weer terug"."""
    person = _load_of_group(request, pk)
    person.come_back(by=acting(request.who, Action.CHANGE_GROUP, person))
    said = _("{name} doet weer mee.").format(name=name_for(request.who, person))
    messages.success(request, said)
    return done(request, page=_row_address(person))


@require_POST
def accept_newcomer(request: Request, pk: int) -> HttpResponse:
    """ "Hoort erbij": the row comes back without its mark."""
    person = _load_of_group(request, pk)
    person.accept(by=acting(request.who, Action.CHANGE_GROUP, person))
    fragment = reverse("participant", args=[pk])
    return done(request, page=_row_address(person), fragment=fragment)


@require_POST
def set_aside(request: Request, pk: int) -> HttpResponse:
    """ "Apart zetten": what was written stays readable."""
    person = _load_of_group(request, pk)
    person.set_aside(by=acting(request.who, Action.CHANGE_GROUP, person))
    said = _("{name} is apart gezet.").format(name=name_for(request.who, person))
    messages.success(request, said)
    return done(request, page=_row_address(person))


@require_POST
def open_names(request: Request, pk: int) -> HttpResponse:
    """The group shows its list of names to the municipality, or closes it again."""
    initiative = load_initiative(request, pk)
    me = acting(request.who, Action.OPEN_NAMES, initiative)
    is_open = request.POST.get("is_open") == "yes"
    initiative.open_names(by=me, is_open=is_open)
    messages.success(
        request,
        _("De gemeente ziet nu jullie namen.")
        if is_open
        else _("De gemeente ziet jullie namen niet meer."),
    )
    return done(request, page=f"{reverse('people', args=[pk])}#namen")
