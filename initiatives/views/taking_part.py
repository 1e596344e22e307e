"""Coming and going in one tap, how somebody takes part, and the days of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from initiatives.access import CORRECTS, ENDS, Action, acting, action_about, may, require
from initiatives.forms.days import StayForm
from initiatives.models import Initiative, LadderStep, Participant, Period, Side, stays_of
from initiatives.names import name_for
from initiatives.states import Refused
from initiatives.views.people import load_person, may_choose_step, row_address
from initiatives.who import Who


def _said(request: Request, sentence: str) -> None:
    """htmx shows the row itself; a whole page says what was done."""
    if not request.htmx:
        messages.success(request, sentence)


@require_POST
def leave(request: Request, pk: int) -> HttpResponse:
    """ "Doet niet meer mee": for oneself, or for whom the table allows it."""
    person = load_person(request, pk)
    action = action_about(request.who, person, ENDS)
    if action is None:
        require(request.who, Action.SEE, person)
        raise PermissionDenied(
            _("Alleen deze persoon zelf kan hier stoppen. Een coördinator kan iemand vervangen.")
        )
    me = acting(request.who, action, person)
    person.leave(by=me)
    if me.pk == person.pk:
        messages.success(request, _("Je doet niet meer mee. Bedankt voor je inzet."))
        return done(request, page=after_leaving(request, person.initiative))
    _said(request, _("{name} doet niet meer mee.").format(name=name_for(request.who, person)))
    return _back_to_row(request, person)


def _back_to_row(request: Request, person: Participant) -> HttpResponse:
    """The row as it is now, where the other button undoes what this one did."""
    of_group = person.side == Side.GROUP
    fragment = reverse("participant", args=[person.pk]) if of_group else None
    return done(request, page=row_address(person), fragment=fragment)


def after_leaving(request: Request, initiative: Initiative) -> str:
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
    _said(request, _("{name} doet weer mee.").format(name=name_for(request.who, person)))
    return _back_to_row(request, person)


@require_POST
def still_here(request: Request, pk: int) -> HttpResponse:
    """ "Doet nog mee": a sign of life, given by somebody who knows."""
    person = _load_of_group(request, pk)
    acting(request.who, Action.CHANGE_GROUP, person)
    person.give_sign()
    said = _("{name} doet nog mee.").format(name=name_for(request.who, person))
    messages.success(request, said)
    return done(request, page=f"{reverse('people', args=[person.initiative_id])}#nog-mee")


@require_POST
def accept_newcomer(request: Request, pk: int) -> HttpResponse:
    """ "Hoort erbij": the row comes back without its mark."""
    person = _load_of_group(request, pk)
    person.accept(by=acting(request.who, Action.CHANGE_GROUP, person))
    return _back_to_row(request, person)


@require_POST
def set_aside(request: Request, pk: int) -> HttpResponse:
    """ "Apart zetten": what was written stays readable."""
    person = _load_of_group(request, pk)
    person.set_aside(by=acting(request.who, Action.CHANGE_GROUP, person))
    said = _("{name} is apart gezet.").format(name=name_for(request.who, person))
    messages.success(request, said)
    return done(request, page=row_address(person))


@require_POST
def choose_step(request: Request, pk: int) -> HttpResponse:
    """How somebody takes part from today on: the own choice, or that of who has no phone here."""
    person = load_person(request, pk)
    require(request.who, Action.CHOOSE_STEP, person)
    if not may_choose_step(request.who, person):
        raise PermissionDenied(_("Iedereen kiest dit zelf."))
    me = acting(request.who, Action.CHOOSE_STEP, person)
    try:
        step = LadderStep(request.POST.get("step", ""))
    except ValueError:
        messages.error(request, _("Kies een van de zes manieren."))
    else:
        person.change_step(step, by=me)
    page = f"{reverse('people', args=[person.initiative_id])}#manieren"
    return done(request, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_period(request: Request, pk: int) -> HttpResponse:
    """Other days: "hij deed al sinds mei mee", or until when somebody takes part."""
    periods = Period.objects.filter(participant__in=Participant.objects.visible_to(request.who))
    period = get_object_or_404(periods.select_related("participant__initiative"), pk=pk)
    person = period.participant
    action = action_about(request.who, person, CORRECTS)
    if action is None:
        require(request.who, Action.SEE, person)
        raise PermissionDenied(_("Alleen deze persoon zelf verandert deze dagen."))
    require(request.who, action, person)
    stay = next((s for s in stays_of(person.periods.all()) if period in s.periods), None)
    if stay is None:
        raise Refused(_("Deze dagen zijn net veranderd. Kijk nog een keer."))
    initial = {"started_on": stay.started_on, "last_day": stay.last_day}
    form, status = StayForm(posted(request), initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            days = {name: form.cleaned_data[name] for name in ("started_on", "ended_on")}
            try:
                person.correct_stay(stay.key, by=acting(request.who, action, person), **days)
                messages.success(request, _("De dagen zijn bewaard."))
                return done(request, page=_after_correcting(request, person))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    me = request.who.participant_in(person.initiative)
    context = {
        "person": person,
        "initiative": person.initiative,
        "stay": stay,
        "form": form,
        "is_me": me is not None and me.pk == person.pk,
    }
    return render_page(request, "initiatives/edit_period.html", context, status=status)


def _after_correcting(request: Request, person: Participant) -> str:
    """The list, or a page that is still there for who ended the own part with it."""
    seen_again = Who(request.who.user, request.who.claims)
    if may(seen_again, Action.SEE, person):
        return row_address(person)
    return after_leaving(request, person.initiative)
