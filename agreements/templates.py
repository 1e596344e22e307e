"""The templates that an agreement can begin with: what coordinators wrote, else the standard texts.

A template has a key. The newest published `TemplateVersion` of a key counts; a standard template
without one is the text of `agreements.library`, number 0. "Leeg beginnen" is always there.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from agreements.library import EMPTY, TEMPLATES, AgreementTemplate
from agreements.models.template import TemplateVersion


@dataclass(frozen=True)
class Offer:
    """One template as a list shows it."""

    key: str
    name: str | Promise
    about: str | Promise
    number: int | None  # of the text that counts; None while nothing was published
    size: int
    is_offered: bool = True
    draft: int | None = None  # the draft that a coordinator is writing

    @property
    def is_empty(self) -> bool:
        return self.key == EMPTY

    @property
    def is_standard(self) -> bool:
        return self.number == 0


def every_template() -> list[Offer]:
    """All of them, the standard ones first and empty last. One query; `MOST_TEMPLATES` bounds it.

    A template of which only a draft is there has no number.
    """
    newest: dict[str, TemplateVersion] = {}
    drafts: dict[str, TemplateVersion] = {}
    wanted = TemplateVersion.objects.newest() | TemplateVersion.objects.drafts()
    for text in wanted.with_size().order_by("name", "pk"):
        (drafts if text.is_draft else newest)[text.key] = text
    keys = [key for key in TEMPLATES if key != EMPTY]
    keys += [key for key in (*newest, *drafts) if key not in TEMPLATES]
    return [_offer(key, newest, drafts) for key in [*dict.fromkeys(keys), EMPTY]]


def _offer(
    key: str, newest: dict[str, TemplateVersion], drafts: dict[str, TemplateVersion]
) -> Offer:
    draft = drafts[key].pk if key in drafts else None
    if key not in newest and key in TEMPLATES:
        standard = TEMPLATES[key]
        return Offer(key, standard.name, standard.about, 0, len(standard.clauses), draft=draft)
    text = newest.get(key) or drafts[key]
    number = None if text.is_draft else text.number
    size: int = text.size  # type: ignore[attr-defined]
    is_offered = text.is_offered and not text.is_draft
    return Offer(key, text.name, text.about, number, size, is_offered, draft)


def offered() -> list[Offer]:
    """What somebody can begin an agreement with. One query."""
    return [offer for offer in every_template() if offer.is_offered]


def text_of(key: str, number: int | None = None) -> AgreementTemplate | None:
    """The text of `key` that counts, or the published one with `number`. At most three queries."""
    if number == 0:
        return TEMPLATES.get(key)
    texts = TemplateVersion.objects.filter(key=key)
    found = texts.newest() if number is None else texts.published().filter(number=number)
    text = found.prefetch_related("clauses__lines").first()
    if text is not None:
        return text.as_template()
    return TEMPLATES.get(key) if number is None else None


def name_of(key: str, number: int | None) -> str:
    """What the text is called with which an agreement began; "" when it is not known any more.

    No query for a standard text.
    """
    if number == 0 and key in TEMPLATES:
        return str(TEMPLATES[key].name)
    text = TemplateVersion.objects.filter(key=key, number=number).first() if number else None
    return text.name if text else ""
