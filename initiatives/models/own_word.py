from __future__ import annotations

from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from initiatives.names import name_key
from initiatives.states import Overtaken, Refused

from .event import tell_as
from .initiative import Initiative
from .participant import Participant
from .profile import OfInitiativeQuerySet, OnProfile

tell_as(
    {
        "own_word_added": _("{by} legde een woord uit."),
        "own_word_changed": _("{by} legde een woord anders uit."),
        "own_word_ended": _("{by} haalde de uitleg van een woord weg."),
        "own_word_back": _("{by} zette de uitleg van een woord terug."),
    }
)


class OwnWordQuerySet(OfInitiativeQuerySet):
    def explaining(self, initiative: Any) -> OwnWordQuerySet:
        """What explains a text now: not what was taken away or hidden."""
        found = self.filter(initiative=initiative, ended_at=None, hidden_at=None)
        return found.order_by("word", "pk")


class OwnWord(OnProfile):
    """A word that means something here, in words that everybody knows."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="own_words")
    word = models.CharField(_("woord"), max_length=60)
    text = models.CharField(_("wat bedoelen jullie daarmee?"), max_length=300)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="own_words")

    objects = OwnWordQuerySet.as_manager()

    class Meta:
        ordering = ["word", "pk"]

    def __str__(self) -> str:
        return self.word

    @property
    def kind_of_event(self) -> str:
        return "own_word"

    def change(self, *, by: Participant, before: str, text: str) -> None:
        """Explains it in other words. Twice is the same as once.

        `before`: the words that the writer saw. Raises `Overtaken` when they are others by now, and
        `Refused` when the word is no longer explained here.
        """
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=self.initiative_id)
            there = OwnWord.objects.get(pk=self.pk)
            if there.ended_at or there.hidden_at:
                raise Refused(_now("Deze uitleg staat er niet meer."), kept=text)
            if there.text == text:
                return
            if there.text != before:
                raise Overtaken({"text": there.text})
            OwnWord.objects.filter(pk=self.pk).update(text=text)
            self.initiative.tell("own_word_changed", by=by)
        self.text = text

    @classmethod
    def _standing(cls, initiative: Initiative, **fields: Any) -> Self | None:
        """The same one. `Refused` too when the word is explained here in another way."""
        same = super()._standing(initiative, **fields)
        if same is None:
            there = cls._default_manager.filter(initiative=initiative, ended_at=None)
            key = name_key(fields["word"])
            other = next((word for word in there if name_key(word.word) == key), None)
            if other is not None:
                sentence = _now("“{word}” staat er al. Verander de uitleg die er staat.")
                raise Refused(sentence.format(word=other.word), kept=fields["text"])
        return same
