"""The minutes as a ready text for the group app: what counts, without the name of anybody."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.sentences import in_a_row
from initiatives.models import ShareLink
from initiatives.sharing import Sharing, address_of, what_it_lets
from meetings.minutes import Doing, Minutes
from meetings.owning import SIDES

# More lines than this of one kind nobody reads in an app.
MOST_LINES = 5


def ready_text(page: Minutes, link: ShareLink | None) -> Sharing:
    """`link`: the group link, for who may show it. Without it the address asks to sign in."""
    if link is not None:
        address, lets = address_of(link), what_it_lets(link)
    else:
        address = settings.SITE_URL + reverse("minutes", args=[page.meeting.pk])
        lets = _("Alleen wie hier meedoet, kan dit adres openen.")
    return Sharing(address, "\n\n".join([*_blocks(page), f"{_('Lees alles:')}\n{address}"]), lets)


def _blocks(page: Minutes) -> list[str]:
    day = format_date(timezone.localtime(page.meeting.held_at), "l j F")
    name = page.initiative.name
    found = [_("Hoi! Het verslag van {name} van {day} staat er.").format(name=name, day=day)]
    decided = [d.text for d in page.decisions if d.hidden_at is None]
    found += _listed(_("Dit spraken we af:"), decided)
    found += _listed(_("Wie doet wat:"), [_doing(d) for d in page.new_actions if _is_shown(d)])
    if page.risk_counts:
        found.append(_("Risico’s en knelpunten: {counts}.").format(counts=page.risk_counts))
    if page.next is not None:
        at = timezone.localtime(page.next.starts_at)
        found.append(
            _("Volgende keer: {day} om {time}, {place}.").format(
                day=format_date(at, "l j F"), time=format_date(at, "H.i"), place=page.next.place
            )
        )
    return found


def _listed(heading: str, lines: list[str]) -> list[str]:
    if not lines:
        return []
    shown = [f"- {line}" for line in lines[:MOST_LINES]]
    more = len(lines) - MOST_LINES
    if more > 0:
        shown.append("- " + ngettext("en nog {n}", "en nog {n}", more).format(n=more))
    return ["\n".join([heading, *shown])]


def _is_shown(doing: Doing) -> bool:
    return doing.action.hidden_at is None


def _doing(doing: Doing) -> str:
    """Who does it as a side: names are not for an app."""
    sides = [doing.action.owner_side, doing.action.second_side]
    who = in_a_row(list(dict.fromkeys(str(SIDES[side]) for side in sides if side)))  # type: ignore[index]
    text = f"{doing.action.text.rstrip('.')} ({who}"
    due = doing.action.due_on
    return text + (", " + _("voor {day}").format(day=format_date(due, "j F")) if due else "") + ")"
