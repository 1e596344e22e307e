"""How the lines of another party stand, according to that party."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.forms.progress import ProgressForm
from agreements.holding import acting_as_party, held_party
from agreements.models import Commitment, CommitmentUpdate, OtherParty
from agreements.outside import people_for_outside
from agreements.states import Status
from agreements.views.party_page import nothing_here
from config.http import Request, done, posted, render_page
from config.middleware import open_to_all
from initiatives.states import Refused


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def party_progress(request: Request, pk: int, line: int) -> HttpResponse:
    """One tap: it runs, it is done, no news yet, it is stuck, or it is not needed any more."""
    held = held_party(request.who, pk, writes=request.method == "POST")
    if held is None:
        return nothing_here(request)
    link, party = held
    promise = _line_of(party, line)
    last = CommitmentUpdate.objects.about(promise).select_related("by").first()
    form, status = ProgressForm(posted(request), seen=last.pk if last else None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.fields_to_say()
            try:
                with acting_as_party(request.who, link, party, kept=said["text"]) as me:
                    CommitmentUpdate.say(promise, by=me, **said)
                messages.success(request, _("Dank je. Het staat erbij."))
                return done(request, page=reverse("party_page", args=[pk]) + "?tekst=geldt")
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "pk": pk,
        "line": promise,
        "agreement": party.agreement,
        "form": form,
        "last": last,
        "seen": last.pk if last else "",
        "holds": promise.clause.version.status == Status.IN_EFFECT,
        **people_for_outside(party.agreement.initiative, [promise.text, promise.condition]),
    }
    return render_page(request, "agreements/party_progress.html", context, status=status)


def _line_of(party: OtherParty, pk: int) -> Commitment:
    """A line of this party in a text that was proposed; 404 for every other one."""
    lines = Commitment.objects.filter(clause__version__agreement=party.agreement_id, pk=pk)
    shared = lines.exclude(clause__version__proposed_at=None)
    found = shared.select_related("clause__version__agreement__initiative").first()
    if found is None or not party.says(found):
        raise Http404
    return found
