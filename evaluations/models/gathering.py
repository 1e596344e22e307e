"""The end of answering: from here both sides see what was said, and nobody says more."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement
from evaluations.states import State
from initiatives.models import Participant, tell_as

from .evaluation import Evaluation
from .mixing import mix_answers
from .trust import TrustCheck

tell_as(
    {
        "look_back_gathered": _lazy(
            "{by} stopte het invullen over {title}. Nu is te lezen wat iedereen zei."
        )
    }
)


def gather(evaluation: Evaluation, *, by: Participant) -> None:
    """Ends answering for good, for both sides at once, and makes of both sums what is shown.

    It never opens again: who compares before and after would see what one person said. Twice is
    once, also of two people. Also of an agreement that ended meanwhile: what was said is theirs.
    """
    with transaction.atomic():
        # In the order in which everything locks: the agreement, then what looks back on it.
        Agreement.objects.select_for_update().get(pk=evaluation.agreement_id)
        now = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
        if now.state == State.ANSWERING:
            TrustCheck.objects.filter(evaluation=now).publish_all()
            mix_answers(now)
            Evaluation.objects.filter(pk=now.pk).update(
                state=State.TALKING, gathered_at=timezone.now(), gathered_by=by
            )
            now.initiative.tell(
                "look_back_gathered", by=by, title=now.agreement.title, evaluation=now.pk
            )
    evaluation.refresh_from_db(fields=["state", "gathered_at", "gathered_by"])
