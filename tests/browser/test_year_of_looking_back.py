"""A year of looking back in real windows: four times, on what was promised, kept and not.

The first time leads to another text, the second to more room, the third to a pause, the last one
to the end, with a lesson. The group looks back around one phone, the official on a laptop without
script; the phones of the group answer on trust by the link alone. Every text leads back to the
look-back that it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement, AgreementVersion, StepReached
from agreements.states import Status
from evaluations.models import Evaluation
from evaluations.publishing import KEYS
from evaluations.states import Outcome
from initiatives.models import Participant
from tests.browser.people import LAPTOP, PHONE, sign_in
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement
from tests.overview import world

pytestmark = pytest.mark.django_db(transaction=True)

NewContext = Callable[..., BrowserContext]

# A Monday, in summer time; the year ends and summer time comes back within the test.
BEGAN = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
QUOTE = "Sinds we zelf de sleutel hebben is het van ons."
PHONES = 8


def exactly(word: str) -> re.Pattern[str]:
    """The word and nothing else; whether it has a capital is up to the page."""
    return re.compile(f"^{re.escape(word)}$", re.IGNORECASE)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=True) as traveller:
        yield traveller


class YearOfLookingBack:
    """The agreement, and the windows of its people."""

    def __init__(
        self, clock: time_machine.Traveller, cast: Cast, address: str, new_context: NewContext
    ) -> None:
        self.clock, self.cast, self.address, self.new_context = clock, cast, address, new_context
        self.phone = new_context(**PHONE).new_page()
        self.laptop = new_context(**LAPTOP, java_script_enabled=False).new_page()
        self.version = self._agree()
        self.agreement: Agreement = self.version.agreement

    def _agree(self) -> AgreementVersion:
        by = self.cast.wouter
        version = make_agreement(self.cast.club, by=by, title="De Kelder", clauses=0)
        lamp = line("De gemeente hangt lampen op.", "municipality", kind="promise")
        key = line("De gemeente geeft een sleutel.", "municipality", kind="promise")
        add_clause(version, "Wat doet de gemeente?", lamp, key)
        add_clause(version, "Wat doet de groep?", line("De groep ruimt op.", "group"))
        later = line("We zijn tot elf uur open.", "both", condition="het drie maanden goed gaat")
        add_clause(version, "Wat kan er later?", later)
        add_clause(version, "Wat is er nog?", line("Samen een folder maken.", "both"))
        self.put_in_effect(version)
        return version

    def put_in_effect(self, version: AgreementVersion) -> None:
        if version.status == Status.DRAFT:
            version.propose(by=self.cast.wouter)
        world.carry(self.cast, version)
        version.take_effect(by=self.cast.noor)
        version.agreement.refresh_from_db()

    # Windows --------------------------------------------------------------------------------

    def guide(self) -> Page:
        return self._signed_in(self.phone, self.cast.samira)

    def official(self) -> Page:
        return self._signed_in(self.laptop, self.cast.wouter)

    def _signed_in(self, page: Page, person: Participant) -> Page:
        assert person.user is not None
        sign_in(page.context, person.user, self.address)
        return page

    def go(self, page: Page, name: str, *args: int | str) -> Page:
        response = page.goto(reverse(name, args=args))
        assert response is not None and response.ok, f"{name}: {response and response.status}"
        return page

    def click(self, page: Page, name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    # Looking back ---------------------------------------------------------------------------

    def next_day(self) -> date | None:
        self.agreement.refresh_from_db()
        return self.agreement.look_back_on

    def come_to_the_day(self) -> None:
        """The morning on which both sides planned to look back."""
        day = self.next_day()
        assert day is not None
        self.clock.move_to(datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC))

    def open(self) -> Evaluation:
        page = self.go(self.official(), "open_evaluation", self.agreement.pk)
        page.get_by_label("Hoeveel mensen van de groep").fill("9")
        page.get_by_label("Hoeveel mensen van de gemeente").fill("2")
        self.click(page, "Begin")
        return self.agreement.evaluations.get(state="answering")

    def fill_in(
        self, page: Page, evaluation: Evaluation, words: dict[str, str], **said: str
    ) -> None:
        """Every question one after the other: what was `said`, or nothing. `words`: of lines."""
        for _screen in range(30):
            if page.get_by_role("heading", name="Klaar, dank je wel").count():
                return
            slug = page.url.rstrip("/").rsplit("/", 1)[-1]
            if slug.startswith("beloofd"):
                for text, word in words.items():
                    of_line = page.get_by_role("group", name=text)
                    of_line.get_by_role("radio", name=exactly(word)).check()
            elif slug == "hoe-vaak":
                page.get_by_label("Hoeveel mensen deden er ongeveer mee?").fill("25")
            elif slug == "hoe-verder":
                self.click(page, "Weet ik niet")
                continue
            elif slug in said:
                page.get_by_role("textbox").fill(said[slug])
            page.get_by_role("button", name=re.compile("^(Volgende|Klaar)$")).click()
        pytest.fail(f"no end to the questions: {page.url}")

    def look_back_together(self, evaluation: Evaluation, words: dict[str, str]) -> None:
        """The youth worker reads out, the group answers."""
        page = self.go(self.guide(), "look_back", evaluation.pk)
        page.get_by_label("Met ongeveer hoeveel mensen?").fill("6")
        page.get_by_role("button", name=re.compile("samen", re.IGNORECASE)).first.click()
        self.fill_in(page, evaluation, words, **{"zin-bovenaan": QUOTE, "trots": "De avonden."})

    def look_back_as_official(self, evaluation: Evaluation, words: dict[str, str]) -> None:
        page = self.go(self.official(), "look_back", evaluation.pk)
        self.click(page, "Ik vul het in voor mezelf")
        self.fill_in(page, evaluation, words, **{"liep-niet": "De lampen kwamen niet."})

    def answer_on_trust(self, evaluation: Evaluation, *, word: str) -> None:
        """The official for a small municipality, and eight phones that only have the link."""
        page = self.go(self.official(), "trust_joint", evaluation.pk)
        self._answer(page, "helemaal wel")
        page.get_by_label(re.compile("Namens")).fill("wijkmanager en contactambtenaar")
        self.click(page, "Bewaar als gemeente")
        phone = self.new_context(**PHONE).new_page()
        for _phone in range(PHONES):
            # Without its cookies it is the phone of somebody else.
            phone.context.clear_cookies()
            phone.goto(reverse("open_link", args=[self.cast.link.token]))
            self.go(phone, "trust_check", evaluation.pk)
            self._answer(phone, word)
            self.click(phone, "Verstuur zonder naam")
        self.go(phone, "trust_check", evaluation.pk)
        expect(phone.get_by_text("Op dit apparaat is al ingevuld")).to_be_visible()

    def _answer(self, page: Page, word: str) -> None:
        for at in range(len(KEYS)):
            sentence = page.locator("fieldset.trust-sentence").nth(at)
            sentence.get_by_role("radio", name=exactly(word)).check()

    def gather(self, evaluation: Evaluation) -> Page:
        page = self.go(self.official(), "gather_answers", evaluation.pk)
        self.click(page, "Stop en laat alles zien")
        return self.go(page, "evaluation", evaluation.pk)

    def say(self, page: Page, evaluation: Evaluation, heading: str, word: str) -> None:
        """What a side wants with one clause."""
        clause = evaluation.version.clauses.get(heading=heading)
        self.go(page, "say_verdict", evaluation.pk, clause.key)
        page.get_by_role("radio", name=exactly(word)).check()
        page.get_by_role("button", name=re.compile("^Bewaar")).click()

    def both_choose(self, evaluation: Evaluation, outcome: str, **fields: str) -> None:
        """Both sides say the same, and the youth worker closes it."""
        for page in (self.official(), self.guide()):
            self.go(page, "conclude", evaluation.pk)
            page.get_by_role("link", name=outcome, exact=True).click()
            for label, value in fields.items():
                field = page.get_by_label(re.compile(label))
                if value == "check":
                    field.check()
                else:
                    field.fill(value)
            self.click(page, "Dit willen wij")
        page = self.go(self.guide(), "close_evaluation", evaluation.pk)
        page.get_by_role("button", name=re.compile("^Rond af")).click()
        evaluation.refresh_from_db()
        self.agreement.refresh_from_db()
        assert evaluation.is_closed

    def plan(self, day: date) -> None:
        page = self.go(self.official(), "plan_look_back", self.agreement.pk)
        page.get_by_text("Verzet de dag").click()
        page.get_by_label("Wanneer kijken jullie terug?").fill(day.isoformat())
        page.locator("#verzetten").get_by_role("button", name="Bewaar").click()
        assert self.next_day() == day

    def leads_back(self, version: AgreementVersion, evaluation: Evaluation) -> None:
        """From the text, in one tap, to where it came from."""
        page = self.go(self.official(), "version", version.pk)
        page.locator(
            f"a[href='{reverse('evaluation_of_version', args=[version.pk])}']"
        ).first.click()
        assert page.url.endswith(reverse("evaluation", args=[evaluation.pk]))


KEPT = {
    "De gemeente hangt lampen op.": "niet gelukt",
    "De gemeente geeft een sleutel.": "gelukt",
    "De groep ruimt op.": "gelukt",
}


def test_a_year_of_looking_back(
    clock: time_machine.Traveller, cast: Cast, live_server: LiveServer, new_context: NewContext
) -> None:
    year = YearOfLookingBack(clock, cast, live_server.url, new_context)
    agreement = year.agreement
    assert year.next_day() == date(2026, 10, 19), "six weeks on"

    # First: the lamps did not come, so that part changes; the folder is not needed.
    year.come_to_the_day()
    first = year.open()
    year.look_back_together(first, KEPT)
    year.look_back_as_official(first, {**KEPT, "Samen een folder maken.": "niet meer nodig"})
    year.answer_on_trust(first, word="een beetje")
    assert year.phone.request.get(reverse("print_evaluation", args=[first.pk])).status == 404
    page = year.gather(first)
    expect(page.get_by_text(QUOTE).first).to_be_visible()
    expect(page.get_by_text("hier kijken jullie verschillend naar").first).to_be_visible()
    lamp = page.locator(".promised", has_text="De gemeente hangt lampen op.")
    expect(lamp.get_by_text(exactly("niet gelukt"))).to_be_visible()
    expect(page.get_by_text("De lampen kwamen niet.", exact=True)).to_be_visible()
    for side in (year.official, year.guide):
        year.say(side(), first, "Wat doet de gemeente?", "Veranderen")
        year.say(side(), first, "Wat is er nog?", "Weg ermee")
    year.both_choose(first, "Doorgaan met een andere afspraak")
    second_text = first.led_to
    assert second_text is not None and second_text.looked_back_on == date(2026, 10, 19)
    assert not second_text.clauses.filter(heading="Wat is er nog?").exists()
    assert "19 oktober" in second_text.reason
    clause = second_text.clauses.get(heading="Wat doet de gemeente?")
    lines = [each.as_line() for each in clause.commitments.all()]
    lines[0] = replace(lines[0], text="De gemeente hangt voor kerst lampen op.")
    clause.rewrite(revision=clause.revision, heading=clause.heading, lines=lines)
    year.put_in_effect(second_text)
    year.leads_back(second_text, first)

    # Then: what waited on a condition is reached, and goes into the text.
    year.come_to_the_day()
    step = second_text.clauses.get(heading="Wat kan er later?").commitments.get()
    for by in (cast.samira, cast.wouter):
        StepReached.mark(step, by=by)
    second = year.open()
    kept = {"De gemeente hangt voor kerst lampen op.": "gelukt", "De groep ruimt op.": "gelukt"}
    year.look_back_together(second, kept)
    year.look_back_as_official(second, kept)
    year.gather(second)
    year.both_choose(second, "Uitbreiden")
    third_text = second.led_to
    assert third_text is not None
    grown = third_text.clauses.get(heading="Wat kan er later?").commitments.get()
    assert (grown.text, grown.condition) == ("We zijn tot elf uur open.", "")
    # The text was for half a year; who goes on says until when.
    third_text.save_head(revision=third_text.revision, ends_on=date(2027, 12, 31))
    year.put_in_effect(third_text)
    year.leads_back(third_text, second)

    # Third: a month of pause. Nobody is asked meanwhile; the next day comes after it, and moves.
    year.come_to_the_day()
    third = year.open()
    year.look_back_together(third, {"De groep ruimt op.": "bezig"})
    year.gather(third)
    until = timezone.localdate() + timedelta(days=30)
    year.both_choose(third, "Even pauze", **{"Tot en met welke dag": until.isoformat()})
    pause = agreement.pauses.get(ended_at=None)
    next_day = year.next_day()
    assert pause.look_again_on == until and next_day is not None and next_day > until
    clock.shift(timedelta(days=31))
    type(pause).resume(agreement, by=cast.noor)
    year.plan(next_day - timedelta(days=14))

    # Last: it stops, and somebody can learn from it.
    year.come_to_the_day()
    fourth = year.open()
    year.look_back_as_official(fourth, {"De groep ruimt op.": "gelukt"})
    year.gather(fourth)
    year.both_choose(
        fourth,
        "Stoppen",
        **{
            "Waarom willen jullie stoppen": "Het gebouw wordt verkocht.",
            "De sleutel is terug": "check",
            "Wat nemen jullie mee": "Vraag een jaar vooruit wie er in het gebouw komt.",
        },
    )
    assert agreement.is_ended and year.next_day() is None
    outcomes = [each.outcome for each in agreement.evaluations.order_by("number")]
    assert outcomes == [Outcome.CHANGE, Outcome.EXTEND, Outcome.PAUSE, Outcome.STOP]
    page = year.go(year.official(), "initiative_learning", cast.club.pk)
    expect(page.get_by_text("Vraag een jaar vooruit").first).to_be_visible()
    # The whole year on one page: four times, the last with a line through them.
    page = year.go(year.official(), "look_back_plan", agreement.pk)
    for each in agreement.evaluations.all():
        expect(
            page.locator(f"a[href='{reverse('evaluation', args=[each.pk])}']").first
        ).to_be_visible()
