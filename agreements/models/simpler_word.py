from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from initiatives.states import Refused

from .template import only_a_coordinator

# All of them are looked for in every text that somebody writes.
MOST_WORDS = 300


class SimplerWord(models.Model):
    """A word of the office, and what people say: an addition of a coordinator to the list."""

    word = models.CharField(_lazy("moeilijk woord"), max_length=40, unique=True)
    simpler = models.CharField(_lazy("gewoon woord"), max_length=60)
    added_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    @classmethod
    def add(cls, *, by: User, word: str, simpler: str) -> SimplerWord:
        """Puts `word` on the list, in small letters. The same pair twice is one.

        Raises `Refused` when another simpler word stands there already, or the list is full.
        """
        only_a_coordinator(by)
        word = word.lower()
        if cls.objects.count() >= MOST_WORDS:
            sentence = _("Er staan al {n} woorden op de lijst. Haal er eerst een weg.")
            raise Refused(sentence.format(n=MOST_WORDS), kept=f"{word}: {simpler}")
        try:
            with transaction.atomic():
                return cls.objects.create(word=word, simpler=simpler, added_by=by)
        except IntegrityError:
            there = cls.objects.filter(word=word).first()
            if there is not None and there.simpler == simpler:
                return there
            sentence = _("“{word}” staat al op de lijst. Haal het eerst weg.").format(word=word)
            raise Refused(sentence, kept=f"{word}: {simpler}") from None

    def remove(self, *, by: User) -> None:
        """Takes it off the list again; our own words stay."""
        only_a_coordinator(by)
        SimplerWord.objects.filter(pk=self.pk).delete()


def added_words() -> dict[str, str]:
    """The words of coordinators with a simpler one, for `readable.notes_on`. One query."""
    return dict(SimplerWord.objects.values_list("word", "simpler")[:MOST_WORDS])
