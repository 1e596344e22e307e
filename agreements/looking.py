"""What is new in an agreement since somebody last said "gezien", reacted or gave a word.

Reading moves nothing: see `Look`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce, Least
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from agreements.clause_views import ClauseView
    from agreements.models.version_queryset import VersionQuerySet
    from agreements.reading import VersionPage
    from initiatives.who import Who


def with_own(versions: VersionQuerySet, who: Who) -> VersionQuerySet:
    """Adds what this reader did before: `looked_at`, and `looked_text_at`, the moment up to which
    the text was seen; and the newest word on an earlier text: `earlier_word_pk`,
    `earlier_word`, `earlier_number`."""
    from agreements.models import Confirmation, Look

    me = who.participants().values("pk")
    looks = Look.objects.filter(agreement=models.OuterRef("agreement"), by__in=me)
    # A frozen text was seen as a whole; a draft as it stood at that moment.
    text_at = Least("at", Coalesce("version__proposed_at", "at"))
    mine = models.Q(by__in=me) | models.Q(by__merged_into__in=me)
    earlier = (
        Confirmation.objects.filter(
            mine,
            version__agreement=models.OuterRef("agreement"),
            version__number__lt=models.OuterRef("number"),
        )
        .exclude(word="")
        .order_by("-version__number", "-said_at")
    )
    return versions.annotate(
        looked_at=models.Subquery(looks.values("at")[:1]),
        looked_text_at=models.Subquery(looks.annotate(text_at=text_at).values("text_at")[:1]),
        earlier_word_pk=models.Subquery(earlier.values("pk")[:1]),
        earlier_word=models.Subquery(earlier.values("word")[:1]),
        earlier_number=models.Subquery(earlier.values("version__number")[:1]),
    )


@dataclass
class News:
    """What is new since `at`. `clauses`: by key, what is new there, in words."""

    at: datetime
    clauses: dict[str, list[str]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    words: int = 0

    @property
    def is_any(self) -> bool:
        return bool(self.clauses) or self.words > 0

    @property
    def items(self) -> list[dict[str, str]]:
        """The clauses with news, in order: key, heading and what is new there."""
        return [
            {"key": key, "heading": self.headings[key], "what": ", ".join(what)}
            for key, what in self.clauses.items()
        ]

    @property
    def about_words(self) -> str:
        """ "2 mensen zeiden wat ze vinden." """
        if not self.words:
            return ""
        return ngettext(
            "{n} persoon zei wat die vindt.", "{n} mensen zeiden wat ze vinden.", self.words
        ).format(n=self.words)


def news_of(page: VersionPage) -> News | None:
    """What is new on `page` for its reader; None for who never looked. No query of its own."""
    at: datetime | None = getattr(page.version, "looked_at", None)
    if at is None or page.me is None:
        return None
    text_at: datetime = page.version.looked_text_at  # type: ignore[attr-defined]
    news = News(at)
    for view in page.clauses:
        said = _new_at(view, page.me.pk, at, text_at)
        if said:
            news.clauses[view.clause.key] = said
            news.headings[view.clause.key] = view.clause.heading
    news.words = sum(1 for c in page.confirmations if c.said_at > at and c.person_id != page.me.pk)
    return news


def _new_at(view: ClauseView, me: int, at: datetime, text_at: datetime) -> list[str]:
    """What others did at one clause, in words."""
    said = []
    if view.change != "removed" and view.clause.changed_at > text_at:
        said.append(_("andere tekst"))
    comments = [c for thread in view.threads for c in (thread.comment, *thread.answers)]
    n = sum(1 for c in comments if c.at > at and me not in (c.by_id, c.by.merged_into_id))
    if n:
        said.append(ngettext("{n} reactie", "{n} reacties", n).format(n=n))
    texts = [proposed.proposal for proposed in view.proposals]
    n = sum(1 for text in texts if text.at > at and me not in (text.by_id, text.maker_id))
    if n:
        said.append(ngettext("{n} voorstel", "{n} voorstellen", n).format(n=n))
    return said
