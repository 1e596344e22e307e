"""Your own word first: while the group wants it so, nobody reads what others think of a text before
having said something. See `docs/decisions/own-word-first.md`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.carrying import Backing, Carrying, carrying_of, one_word_each
from agreements.models import Agreement, AgreementVersion, Confirmation
from agreements.states import ASKS_FOR_A_WORD, Status
from initiatives.models import Participant, Side, tell_as
from initiatives.states import Refused
from initiatives.who import Who

tell_as(
    {
        "own_word_first": _lazy("{by} koos voor {title}: iedereen zegt eerst zelf iets"),
        "own_word_free": _lazy("{by} koos voor {title}: iedereen leest meteen wat anderen vinden"),
    }
)

# Who takes part on these sides can give a word of their own; a reader by the link can join.
SAYS_A_WORD = (Side.GROUP, Side.MUNICIPALITY)


def why_hidden(
    version: AgreementVersion, who: Who, words: Iterable[Confirmation], backing: Backing
) -> str:
    """Why `who` may not read yet what others said; "" when it may.

    `words`: those of this version. Who has no word to give, as a guide, reads when everybody of
    the group said something, and when it takes effect.
    """
    if not version.agreement.own_word_first or version.status not in ASKS_FOR_A_WORD:
        return ""
    me = who.participant_in(version.initiative)
    if me is not None and any(me.pk in (said.by_id, said.person_id) for said in words):
        return ""
    if me is None or me.side in SAYS_A_WORD:
        return _("Wat anderen vinden, lees je als je zelf iets zei.")
    if version.status == Status.IN_EFFECT or not (backing.silent or backing.new):
        return ""
    return _("Wat anderen vinden, lees je als iedereen van de groep iets zei.")


def as_shown(
    carrying: Carrying, version: AgreementVersion, who: Who, words: Iterable[Confirmation]
) -> Carrying:
    """`carrying`, or one without any count, mandate or record when `who` may not read them yet."""
    hidden = why_hidden(version, who, words, carrying.backing)
    if not hidden:
        return carrying
    return Carrying(Backing(headcount=carrying.backing.headcount, hidden=hidden), None)


def why_hidden_now(version: AgreementVersion, who: Who) -> str:
    """As `why_hidden`, for a page that loaded nothing yet: no query where it does not matter."""
    if not version.agreement.own_word_first:
        return ""
    words = one_word_each(version.confirmations.select_related("by"))
    return why_hidden(version, who, words, carrying_of(version).backing)


def is_settled(agreement: Agreement) -> bool:
    """Whether somebody said something of the proposal: from then on the choice stays as it was
    when that was said."""
    on_proposal = Confirmation.objects.filter(
        version__agreement=agreement, version__status=Status.PROPOSED
    )
    return on_proposal.exclude(word="").exists()


def choose(agreement: Agreement, *, by: Participant, is_on: bool) -> None:
    """The group chooses whether everybody goes first. Twice the same is the same as once."""
    with transaction.atomic():
        # The same lock as for a word: it is said under the one choice or under the other.
        current = Agreement.objects.select_for_update().get(pk=agreement.pk)
        if current.own_word_first == is_on:
            return
        if is_settled(current):
            raise Refused(_("Er zei al iemand iets over dit voorstel. Kies het bij het volgende."))
        current.own_word_first = is_on
        current.save(update_fields=["own_word_first"])
        verb = "own_word_first" if is_on else "own_word_free"
        agreement.initiative.tell(verb, by=by, title=current.title)
    agreement.own_word_first = is_on
