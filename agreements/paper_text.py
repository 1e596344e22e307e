"""One version of an agreement as data for paper: what `paper/agreement.typ` lays out.

Always in Dutch, whatever the language of the screen: that is the text both sides stand behind, and
the same version gives the same file. Of the group only those are named who chose so with their
word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date

from agreements.blanks import BLANK
from agreements.clause_views import ClauseView
from agreements.hours_in_words import day_in_words, words_of
from agreements.models import AgreementVersion, Commitment, Confirmation
from agreements.paper import nobody, without_names
from agreements.people import show_people
from agreements.reading import VersionPage
from agreements.states import Lead, Party, Status, Support
from agreements.templatetags.clause_texts import inside
from config.pdf import blocks_of
from config.sentences import in_a_row
from initiatives.models import LadderStep, Side
from initiatives.names import is_readable, name_for, shown_as

WORD_OF_SIDE = {
    "group": "Wij",
    "municipality": "De gemeente",
    "both": "Samen",
    "guide": "De begeleider",
    "other": "Een andere partij",
}
LEADS = {
    Lead.GROUP: "De groep heeft de leiding.",
    Lead.MUNICIPALITY: "De gemeente heeft de leiding.",
    Lead.BOTH: "Groep en gemeente hebben samen de leiding.",
}
SUPPORTS = {
    Support.NONE: "De groep wil het zelf doen.",
    Support.ON_REQUEST: "De groep vraagt om hulp als dat nodig is.",
    Support.REGULAR: "De groep wil dat er regelmatig iemand meedoet.",
    Support.MUCH: "De groep wil dat er steeds iemand bij is.",
}
# So many names stand below the count, and so many versions in the history.
MOST_NAMES = 40
MOST_VERSIONS = 30
LONG_LINE, LONG_LIST = 900, 12
KINDS = "Toezegging: dat doet de gemeente. Voornemen: dat wil de gemeente. Informatie: zo zit het."
BROKEN_SEAL = (
    "Het zegel klopt niet. Deze tekst is niet meer dezelfde als toen hij werd voorgesteld."
)


def moment_of(version: AgreementVersion) -> datetime:
    """Of which moment the file is: of the last step in the life of this version."""
    last = version.closed_at or version.in_effect_at or version.proposed_at
    return last or version.began_at


def on_day(moment: date | datetime | None) -> str:
    """ "dinsdag 8 december 2026"; the year always, since paper is read later on."""
    if moment is None:
        return ""
    return day_in_words(timezone.localdate(moment) if isinstance(moment, datetime) else moment)


def short_day(moment: datetime | None) -> str:
    """ "8 december 2026"."""
    return format_date(timezone.localdate(moment), "j F Y") if moment else ""


def row(text: str, side: str = "") -> dict[str, str]:
    """One sentence, with the mark and the word of a side before it when that is given."""
    return {"side": side, "word": WORD_OF_SIDE.get(side, ""), "text": text}


def with_room_to_write(text: str) -> str:
    """Open blanks as a line to fill in with a pen: "Open op _____ (dag)." """
    return BLANK.sub(lambda blank: f"_____ ({blank[1]})" if blank[1] else "_____", text)


class AgreementPaper:
    """The sheet for who takes part. `counted_on`: the last day on which something changed."""

    # Of the history: which version, from when to when, and why it came.
    columns = 3
    # Whoever takes no part reads no label of hours, and not why a day is different.
    is_for_outside = False

    def __init__(
        self,
        page: VersionPage,
        *,
        history: Iterable[AgreementVersion] = (),
        counted_on: date | None = None,
        code: dict[str, str] | None = None,
    ) -> None:
        self.page, self.version = page, page.version
        self.past = list(history)
        self.counted_on = counted_on
        self.code = code
        self.people = without_names(page.people)

    def as_data(self) -> dict[str, Any]:
        """Everything on the sheet, in words; call it in Dutch."""
        title = self.title
        initiative = self.page.initiative.name
        return {
            "title": f"{title} – {initiative}",
            "heading": title,
            "initiative": initiative,
            "state": state_of(self.page),
            "code": self.code,
            "warning": self.warning,
            "purpose": blocks_of(self.show(self.version.purpose)),
            "vision": self.show(self.version.vision),
            "facts": self.facts,
            "hours_title": "Wanneer en waar?",
            "hours": self.hours,
            "clauses": [self.clause(n, view) for n, view in enumerate(self.page.clauses, 1)],
            "points_title": "Nog niet afgesproken",
            "points": self.points,
            "ends": [part for part in self.ends if part["rows"]],
            "history_title": "Welke versies er waren",
            "history_head": ["Versie", "Wanneer", "Waarom"][: self.columns],
            "history": [line[: self.columns] for line in self.history],
            "footer": f"{title} – {initiative}, versie {self.version.number}",
        }

    @property
    def title(self) -> str:
        return self.show(self.page.agreement.title)

    def show(self, text: str, *, is_inside: bool = False) -> str:
        """What somebody wrote, as everybody may read it who picks up the paper."""
        shown = show_people(text, nobody(), self.people, is_inside=is_inside)
        return with_room_to_write(shown)

    def short(self, text: str) -> str:
        """The same inside a sentence of ours."""
        return self.show(text, is_inside=True)

    @property
    def warning(self) -> str:
        return BROKEN_SEAL if self.version.seal and not self.page.is_sealed_right else ""

    @property
    def facts(self) -> list[dict[str, str]]:
        version = self.version
        found = []
        if version.lead:
            found.append(row(LEADS[Lead(version.lead)], version.lead))
        if version.support:
            found.append(row(SUPPORTS[Support(version.support)]))
        agreement = self.page.agreement
        if agreement.parental_consent:
            consent = agreement.get_parental_consent_display()
            found.append(row(f"Toestemming ouders: {consent}."))
        return found

    # The text ------------------------------------------------------------------------------

    @property
    def hours(self) -> list[dict[str, Any]]:
        """By place, in the order of the text."""
        places: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for slot in self.page.beside.slots:
            said = words_of(slot, outside=self.is_for_outside)
            places[said.place].append(
                {
                    "when": said.sentence,
                    "label": self.short(said.label),
                    "exceptions": [self.short(day) for day in said.exceptions],
                }
            )
        return [{"where": where, "slots": slots} for where, slots in places.items()]

    def clause(self, number: int, view: ClauseView) -> dict[str, Any]:
        heading = f"{number}. {self.show(view.clause.heading)}"
        return {"heading": heading, "parts": self.parts(item.line for item in view.lines)}

    def parts(self, lines: Iterable[Commitment]) -> list[dict[str, list[Any]]]:
        """Lines in order: those of the group left, of the municipality right, all others across."""
        found: list[dict[str, list[Any]]] = []
        columns = {Party.GROUP: "left", Party.MUNICIPALITY: "right"}
        for line in lines:
            column = columns.get(Party(line.party), "across")
            is_across = column == "across"
            if not found or bool(found[-1]["across"]) != is_across:
                found.append({"across": [], "left": [], "right": []})
            found[-1][column].append(self.line(line))
        return found

    def line(self, line: Commitment) -> dict[str, Any]:
        word = self.short(line.party_name) if line.party == Party.OTHER else ""
        text, notes = self.show(line.text), list(self.notes(line))
        return {
            # It may go on to the next page; what is shorter stays together.
            "is_long": len(text) + sum(map(len, notes)) > LONG_LINE or text.count("\n") > LONG_LIST,
            "side": line.party,
            "word": word or WORD_OF_SIDE[line.party],
            "kind": line.kind,
            "kind_word": line.get_kind_display() if line.kind else "",
            "stance": line.get_stance_display() if line.stance else "",
            "condition": f"Als {self.short(line.condition)}, dan:" if line.condition else "",
            "text": blocks_of(text),
            "notes": notes,
        }

    def notes(self, line: Commitment) -> Iterable[str]:
        """What belongs to a line beside its text; only what somebody filled in."""
        decider = str(inside(self.short(line.decider)))
        if line.instead:
            yield f"Dit kan wel: {self.short(line.instead)}"
        if line.reservation:
            also = f"; {decider} beslist daarover" if decider else ""
            yield f"onder voorbehoud van {self.short(line.reservation)}{also}"
        elif decider:
            yield f"{decider} beslist hierover"
        if line.due_on:
            yield f"voor {on_day(line.due_on)}"
        if line.rhythm:
            yield self.short(line.rhythm)
        if line.watcher:
            yield f"let erop: {self.short(line.watcher)}"
        if line.sign:
            yield f"zo merken we het: {self.short(line.sign)}"

    @property
    def points(self) -> list[dict[str, str]]:
        found = []
        for view in self.page.open_points:
            point = view.point
            text = self.short(point.what)
            if point.finder:
                text += f" Uitzoeken: {self.short(point.finder)}."
            if point.due_on:
                text += f" Voor {on_day(point.due_on)}."
            found.append(row(text[:1].upper() + text[1:], point.party))
        return found

    # Below the text ------------------------------------------------------------------------

    @property
    def ends(self) -> list[dict[str, Any]]:
        behind = [] if self.version.status == Status.DRAFT else self.behind()
        return [
            _part("Hoe lang", [row(text) for text in self.how_long()]),
            _part("Wie staat erachter?", behind, is_right=True),
            _part("Deze tekst", [row(text) for text in self.about_text()]),
        ]

    def how_long(self) -> Iterable[str]:
        version = self.version
        if version.next_look_back:
            yield f"We kijken samen terug op {on_day(version.next_look_back)}."
        if version.trial_until:
            said = f"Dit is een proef tot en met {on_day(version.trial_until)}."
            if version.trial_decider:
                said += f" Daarna beslist {inside(self.short(version.trial_decider))}."
            yield f"{said} {self.show(version.trial_then)}".strip()
        if version.ends_on:
            yield f"De afspraak geldt tot en met {on_day(version.ends_on)}."
        if not version.next_look_back and not version.last_day:
            yield "Daar zijn nog geen dagen voor."

    def behind(self) -> list[dict[str, str]]:
        """The count of the group, who chose to be named, and the word of the municipality."""
        carrying, on_behalf = self.page.carrying, self.page.on_behalf
        found = [row(carrying.backing.sentence, Side.GROUP)]
        if on_behalf:
            found.append(
                row(
                    f"De groep besloot samen, op {on_day(on_behalf.decided_on)}. "
                    f"Erbij: {on_behalf.present_count}. Eens: {on_behalf.agreed_count}."
                )
            )
        if carrying.backing.hidden:
            return found
        if names := self.names:
            found.append(row(f"Met naam: {listed(names)}."))
        found.append(row(self.word_of_municipality(carrying.mandates), Side.MUNICIPALITY))
        if self.counted_on:
            found.append(row(f"Geteld tot en met {on_day(self.counted_on)}."))
        return found

    def word_of_municipality(self, mandates: list[Confirmation]) -> str:
        if not mandates:
            return "De gemeente staat er nog niet achter."
        said = ["De gemeente staat erachter."]
        said += [f"Dat zegt {name_for(nobody(), mandate.by)}." for mandate in mandates[:5]]
        return " ".join(said)

    @property
    def names(self) -> list[str]:
        """Who of the group takes part now, stands behind it, and said so by name."""
        here = {
            person.pk
            for person in self.page.present
            if person.side == Side.GROUP and person.step != LadderStep.VISITOR
        }
        signed = [
            said
            for said in self.page.confirmations
            if said.is_behind and said.is_signed and said.person_id in here
        ]
        shown = [shown_as(nobody(), said.by, is_signed=True) for said in signed]
        return sorted(
            {p.name for p in shown if p.name and is_readable(nobody(), p, is_signed=True)}
        )

    def about_text(self) -> Iterable[str]:
        yield KINDS
        if self.version.seal and self.page.is_sealed_right:
            yield f"De tekst ligt vast. Zegel: {self.version.seal[:16]}"

    @property
    def history(self) -> list[list[str]]:
        return [
            [str(past.number), life_of(past), self.show(past.reason)]
            for past in self.past[:MOST_VERSIONS]
        ]


def _part(title: str, rows: list[dict[str, str]], *, is_right: bool = False) -> dict[str, Any]:
    return {"title": title, "rows": rows, "is_right": is_right}


def listed(names: list[str]) -> str:
    """ "Noor, Dex en Ali"; of very many the first, and how many more."""
    more = len(names) - MOST_NAMES
    return in_a_row(names) if more <= 0 else f"{', '.join(names[:MOST_NAMES])} en {more} anderen"


def life_of(version: AgreementVersion) -> str:
    """From when to when it counted, in a few words."""
    began, ended = short_day(version.in_effect_at), short_day(version.closed_at)
    if not began:
        proposed = f"voorgesteld op {short_day(version.proposed_at)}"
        return f"{proposed}, ingetrokken op {ended}" if ended else proposed
    return f"gold van {began} tot {ended}" if ended else f"geldt sinds {began}"


def state_of(page: VersionPage) -> str:
    """What this text is now: somebody may find the paper later on."""
    version = page.version
    n, closed = version.number, on_day(version.closed_at)
    said = {
        Status.DRAFT: f"Concept van versie {n}. Dit is nog niet afgesproken.",
        Status.PROPOSED: f"Voorstel: versie {n} van {on_day(version.proposed_at)}. "
        "Dit geldt nog niet.",
        Status.IN_EFFECT: f"Versie {n}, geldt sinds {on_day(version.in_effect_at)}.",
        Status.REPLACED: f"Versie {n}. Dit geldt niet meer: op {closed} kwam er een nieuwe tekst.",
        Status.ENDED: f"Versie {n}. Deze afspraak is gestopt op {closed}.",
        Status.WITHDRAWN: f"Versie {n}. Dit voorstel is ingetrokken.",
    }[Status(version.status)]
    if page.ran_out_on:
        said += (
            f" De laatste dag was {on_day(page.ran_out_on)}. "
            "Dit geldt tot jullie iets anders afspreken."
        )
    if version.status == Status.IN_EFFECT and getattr(version, "paused_until", None):
        said += f" De afspraak staat op pauze. We kijken weer op {on_day(version.paused_until)}."  # type: ignore[attr-defined]
    return said
