"""How a `personal.py` says what a field is for, who sees it, and what forgetting does with it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.personal import Field, Forget, Personal
from initiatives.models import Hideable

# Words of docs/privacy.md, where they are explained once.
SHARED = "who reads along"
NAMES = "who may read the name"
CARD = "professionals, and who reads along"
NAME = "until the name fades"
RECORD = "with the record"
CHANNEL_READERS = "guides; the municipality when the contact chose so"
VIEWED = "12 months, or until the name fades"
ANSWERED = "6 months after the answer"
SEATED = "30 days after it ends"
LETS_IN = "who may let somebody in"
CHANNEL = "until the contact takes it away, leaves or is no contact any more"


def text(name: str, label: str | Promise, purpose: str, seen_by: str = SHARED) -> Field:
    """Something that people write. It stays; the name of a forgotten person in it does not."""
    return Field(name, purpose, seen_by, RECORD, Forget.MASKED, label)


def who(name: str, purpose: str, seen_by: str = NAMES) -> Field:
    """A reference to who did it."""
    return Field(name, purpose, seen_by, RECORD, Forget.FOLLOWS)


def fact(name: str, label: str | Promise, purpose: str, seen_by: str = SHARED) -> Field:
    """A choice or a day that says something about a person. It counts on without a name."""
    return Field(name, purpose, seen_by, RECORD, Forget.STAYS, label)


def gone(name: str, label: str | Promise, purpose: str, seen_by: str, kept: str) -> Field:
    """What goes with its whole row."""
    return Field(name, purpose, seen_by, kept, Forget.DELETED, label)


# Of every text that can be hidden.
HIDDEN = (
    text("hidden_because", _("reden"), "why a text is hidden"),
    who("hidden_by", "who hid it"),
)
REPORTED = text("reported_because", "", "what is wrong with a text; nobody knows who reported")


def hidden(model: type[Hideable], *, home: str = "initiative") -> Personal:
    """What somebody said with hiding a text of `model`."""
    what = _("Tekst die je verborg")
    return Personal(model, what, HIDDEN, owner="hidden_by", at="hidden_at", home=home)
