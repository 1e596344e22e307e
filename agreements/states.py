"""The life of a version: which state may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("concept")
    PROPOSED = "proposed", _("voorgesteld")
    IN_EFFECT = "in_effect", _("geldt")
    REPLACED = "replaced", _("vervangen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    ENDED = "ended", _("gestopt")


NEXT: dict[Status, set[Status]] = {
    Status.DRAFT: {Status.PROPOSED, Status.WITHDRAWN},
    Status.PROPOSED: {Status.IN_EFFECT, Status.WITHDRAWN},
    Status.IN_EFFECT: {Status.REPLACED, Status.ENDED},
    Status.REPLACED: set(),
    Status.WITHDRAWN: set(),
    Status.ENDED: set(),
}


# About a text that is over nothing new is said.
OPEN = (Status.DRAFT, Status.PROPOSED, Status.IN_EFFECT)
# In these somebody may stand behind it, or not.
ASKS_FOR_A_WORD = (Status.PROPOSED, Status.IN_EFFECT)


class Party(models.TextChoices):
    """Whose line it is."""

    GROUP = "group", _("wij")
    MUNICIPALITY = "municipality", _("de gemeente")
    BOTH = "both", _("samen")
    OTHER = "other", _("iemand anders")


class Kind(models.TextChoices):
    """What an official's line is: a word of the municipality can bind it.

    Source: Council of State, 29 May 2019, on the principle of legitimate expectations.
    """

    INFORMATION = "information", _("informatie")
    INTENTION = "intention", _("voornemen")
    PROMISE = "promise", _("toezegging")


class Word(models.TextChoices):
    """What somebody says of a version."""

    BEHIND = "behind", _("Ik sta hierachter")
    BEHIND_WITH_CONCERN = "behind_with_concern", _("Ik heb een zorg")
    OBJECT = "object", _("Hier kan ik niet mee leven")


class CommentKind(models.TextChoices):
    QUESTION = "question", _("Vraag")
    CONCERN = "concern", _("Zorg")
    IDEA = "idea", _("Idee")
    COMPLIMENT = "compliment", _("Compliment")


class Stance(models.TextChoices):
    """What a line says about what somebody asked for."""

    CAN = "can", _("dit kan")
    CANNOT = "cannot", _("dit kan niet")
    UNKNOWN = "unknown", _("dit weten we nog niet")


class Lead(models.TextChoices):
    """Who goes first in what is done together."""

    GROUP = "group", _("de groep")
    BOTH = "both", _("samen")
    MUNICIPALITY = "municipality", _("de gemeente")


class Support(models.TextChoices):
    """How much help the group wants. Not everybody wants to do it alone."""

    NONE = "none", _("wij redden ons zelf")
    ON_REQUEST = "on_request", _("hulp als wij erom vragen")
    REGULAR = "regular", _("regelmatig iemand die meedoet")
    MUCH = "much", _("iemand die er steeds bij is")


class ProposalStatus(models.TextChoices):
    """What became of another text for a clause."""

    OPEN = "open", _("ligt voor")
    TAKEN_OVER = "taken_over", _("overgenomen")
    DECLINED = "declined", _("niet overgenomen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
