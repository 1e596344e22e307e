"""The sentences of the trust check, as they stand above what both sides say of each other."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OF_BOTH: dict[str, str | Promise] = {
    "keeps": _("De ander doet wat we hebben afgesproken."),
    "thinks": _("De ander denkt ook aan wat wij nodig hebben."),
    "tells": _("De ander vertelt ons eerlijk wat er speelt, ook als het lastig is."),
    "able": _("De ander kan doen wat nodig is om dit te laten lukken."),
    "dare": _("Ik durf het te zeggen als er iets misgaat."),
}
