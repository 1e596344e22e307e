"""The list of words of the office with a simpler one, which a coordinator makes longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.colleagues import require_coordinator
from agreements.forms.templates import SimplerWordForm
from agreements.models import SimplerWord
from agreements.readable import SIMPLER
from config.http import Request, posted, render_page
from config.paging import page_of
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def simpler_words(request: Request) -> HttpResponse:
    """Own words with pages, those that are always there below them, and a form for one more."""
    by = require_coordinator(request)
    form = SimplerWordForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                added = SimplerWord.add(by=by, **form.cleaned_data)
                said = _("“{word}” staat op de lijst.").format(word=added.word)
                messages.success(request, said)
                return redirect("simpler_words")
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    page = page_of(request, SimplerWord.objects.order_by("word", "pk"))
    context = {"form": form, "page": page, "standard": sorted(SIMPLER.items())}
    return render_page(request, "agreements/simpler_words.html", context, status=status)


@require_POST
def remove_simpler_word(request: Request, pk: int) -> HttpResponse:
    """Takes an own word off the list. Adding it again is one form, so nobody is asked first."""
    by = require_coordinator(request)
    word = get_object_or_404(SimplerWord, pk=pk)
    word.remove(by=by)
    messages.success(request, _("“{word}” is van de lijst.").format(word=word.word))
    return redirect("simpler_words")
