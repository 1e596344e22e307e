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


class ProgressState(models.TextChoices):
    """What somebody says of something that was promised. One tap."""

    ON_TRACK = "on_track", _("het loopt")
    DONE = "done", _("gedaan")
    NO_NEWS = "no_news", _("nog geen nieuws")
    STUCK = "stuck", _("het zit vast")
    DROPPED = "dropped", _("niet meer nodig")


class Topic(models.TextChoices):
    """What both sides are asked about a text that is in effect, by its dates and its people."""

    TRIAL = "trial", _("de proef is voorbij: wat nu?")
    STILL_OURS = "still_ours", _("is dit nog van jullie?")
    PAST_END = "past_end", _("de einddatum is voorbij: wat nu?")


class Choice(models.TextChoices):
    """What a side answers to that."""

    GO_ON = "go_on", _("zo doorgaan")
    CHANGE = "change", _("met een andere afspraak")
    LONGER = "longer", _("langer proberen")
    TALK = "talk", _("eerst praten")
    STOP = "stop", _("stoppen")


CHOICES_OF: dict[Topic, tuple[Choice, ...]] = {
    Topic.TRIAL: (Choice.GO_ON, Choice.CHANGE, Choice.LONGER, Choice.STOP),
    Topic.STILL_OURS: (Choice.GO_ON, Choice.TALK, Choice.CHANGE),
    Topic.PAST_END: (Choice.GO_ON, Choice.TALK, Choice.STOP),
}


class PartyKind(models.TextChoices):
    """Who else has to do with an agreement."""

    NEIGHBOURS = "neighbours", _("buren")
    POLICE = "police", _("politie")
    YOUTH_WORK = "youth_work", _("jongerenwerk")
    BUILDING_MANAGER = "building_manager", _("beheerder van het gebouw")
    PARENTS = "parents", _("ouders, als groep")
    SCHOOL = "school", _("school")
    HOUSING = "housing", _("woningcorporatie")
    ANOTHER = "another", _("iemand anders")


class ParentalConsent(models.TextChoices):
    """Whether parents agreed. Never who they are."""

    ARRANGED = "arranged", _("geregeld")
    NOT_NEEDED = "not_needed", _("niet nodig")
    NOT_YET = "not_yet", _("nog niet")


class KeyReturn(models.TextChoices):
    """Where the key is when an agreement ends."""

    RETURNED = "returned", _("de sleutel is terug")
    NOT_YET = "not_yet", _("de sleutel is nog niet terug")
    NONE = "none", _("er was geen sleutel")
