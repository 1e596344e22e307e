"""Up to three lessons beside an agreement that is being written, or a risk that stays."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from evaluations.models import Lesson
from initiatives.models import Initiative, Side
from meetings.models import RiskItem, RiskReview
from meetings.states import RiskKind, RiskWord, Status
from tests.conftest import Cast
from tests.evaluations.lessons import learn
from tests.evaluations.rounds import path
from tests.factories import make_agreement
from tests.overview.world import signed_in
from tests.world_meetings import make_meeting

PART = {"HX-Request": "true"}


def stuck_risk(cast: Cast, *words: RiskWord, text: str = "De lampen zijn stuk.") -> RiskItem:
    """Of which closed meetings said these words, the oldest first."""
    risk = RiskItem.name_one(
        cast.club, by=None, side=Side.GROUP, kind=RiskKind.BOTTLENECK, text=text
    )
    for n, word in enumerate(words):
        days = -10 * (len(words) - n)
        meeting = make_meeting(cast.club, cast.wouter, days=days, status=Status.CLOSED)
        RiskReview.objects.create(risk=risk, meeting=meeting, word=word, by=cast.wouter)
    return risk


def test_a_stuck_risk_brings_what_was_learned(cast: Cast, client: Client) -> None:
    dex, url = cast.sit(client, cast.dex), path("lessons_that_fit", cast.club.pk)
    risk = stuck_risk(cast, RiskWord.SAME, RiskWord.WORSE)
    learn(cast)
    learn(cast, "Wij maken zelf schoon.", happened="Niemand ruimde op.")
    asked = f"{url}?risico={risk.pk}"
    page = dex.get(path("risk", risk.pk)).content.decode()
    assert f'hx-get="{asked}"' in page and f'<a href="{asked}"' in page
    part = dex.get(asked, headers=PART).content.decode()
    assert "over de lampen" in part and "zelf schoon" not in part and "<html" not in part
    whole = dex.get(asked).content.decode()
    assert "over de lampen" in whole and path("risk", risk.pk) in whole
    # Nothing that fits: nothing at all beside the risk, and a sentence on a page of its own.
    other = stuck_risk(cast, text="Niemand kookt.")
    assert dex.get(f"{url}?risico={other.pk}", headers=PART).content.strip() == b""
    assert "nog geen les" in dex.get(f"{url}?risico={other.pk}").content.decode()


def test_only_what_stays_asks_for_lessons(cast: Cast, client: Client) -> None:
    dex = cast.sit(client, cast.dex)
    for words, is_stuck in (
        ((), False),
        ((RiskWord.SAME, RiskWord.BETTER), False),
        ((RiskWord.WORSE,), True),
        ((RiskWord.SAME, RiskWord.SAME, RiskWord.BETTER), True),
        ((RiskWord.SAME, RiskWord.SAME, RiskWord.WORSE, RiskWord.GONE), False),
    ):
        risk = stuck_risk(cast, *words, text=f"De lamp is {len(words)} keer stuk.")
        if RiskWord.GONE in words:
            RiskItem.objects.filter(pk=risk.pk).update(gone_at=timezone.now())
        page = dex.get(path("risk", risk.pk)).content.decode()
        assert ("lessen-die-passen" in page) == is_stuck, words


def test_an_agreement_finds_them_by_its_words_and_its_kind(cast: Cast, client: Client) -> None:
    Initiative.objects.update(kind="youth")
    learn(cast)
    learn(cast, "Wij maken zelf schoon.", happened="Niemand ruimde op.")
    url, samira = path("lessons_that_fit", cast.club.pk), signed_in(cast.samira)
    start = samira.get(path("start_agreement", cast.club.pk)).content.decode()
    assert f'hx-get="{url}"' in start
    draft = make_agreement(cast.club, by=cast.samira, title="Schoonmaken")
    agreement = draft.agreement
    write = samira.get(path("write", draft.pk)).content.decode()
    assert f'hx-get="{url}?afspraak={agreement.pk}"' in write
    part = samira.get(f"{url}?afspraak={agreement.pk}", headers=PART).content.decode()
    assert part.index("zelf schoon") < part.index("over de lampen")
    # A draft of one side is not there for the other, also not by what it finds.
    assert signed_in(cast.wouter).get(f"{url}?afspraak={agreement.pk}").status_code == 404


def test_nobody_gets_a_lesson_that_is_not_theirs(cast: Cast) -> None:
    Initiative.objects.update(kind="youth")
    learn(cast, "Van de kelder alleen.")
    learn(cast, "Voor iedereen hier.", is_for_everyone=True)
    hidden = learn(cast, "Verborgen les.", is_for_everyone=True)
    hidden.hide(by=cast.dex, because="Naam.")
    part = cast.sit(Client(), cast.gardener).get(path("lessons_that_fit", cast.garden.pk))
    text = part.content.decode()
    assert "Voor iedereen hier." in text
    assert "Van de kelder alleen." not in text and "Verborgen les." not in text
    assert "Zwaluw" not in text


def test_ids_of_elsewhere_are_404(cast: Cast, client: Client) -> None:
    risk = stuck_risk(cast)
    gardener = cast.sit(client, cast.gardener)
    url = path("lessons_that_fit", cast.garden.pk)
    for query in (f"risico={risk.pk}", "risico=x", "afspraak=x", "risico=" + "9" * 30):
        assert gardener.get(f"{url}?{query}").status_code == 404


def test_small_and_few_queries_with_many_lessons(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    Initiative.objects.update(kind="youth")
    Lesson.objects.bulk_create(
        Lesson(
            initiative=cast.club,
            by=cast.noor,
            happened="lamp " * 80,
            text=f"{n} " + "lampen " * 55,
            is_for_everyone=True,
            said_at=timezone.now() - timedelta(days=n),
        )
        for n in range(300)
    )
    wouter, url = signed_in(cast.wouter), path("lessons_that_fit", cast.club.pk)
    risk = stuck_risk(cast)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        part = wouter.get(f"{url}?risico={risk.pk}", headers=PART)
    assert part.content.count(b"<li") == 3 and len(part.content) < 8000
