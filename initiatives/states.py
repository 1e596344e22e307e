"""Refusals: a verb that cannot be done now says so in one sentence that a person understands."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _


class Refused(Exception):
    """The thing has moved on, or a rule holds it back. Answered with 409 and `sentence`.

    `kept` is the text that somebody typed; the page shows it, so that nothing is lost.
    """

    def __init__(self, sentence: str | Promise, *, kept: str = "") -> None:
        super().__init__(str(sentence))
        self.sentence = str(sentence)
        self.kept = kept


class Overtaken(Refused):
    """Somebody else changed the same fields meanwhile. `now`: what stands there, by field."""

    def __init__(self, now: dict[str, object]) -> None:
        super().__init__(_("Iemand anders heeft dit net veranderd."))
        self.now = now
