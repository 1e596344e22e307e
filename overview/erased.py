"""Who was forgotten, kept outside the database: so that it can be done again after a restore.

A line is a day and a keyed hash of a number with a name or address. It tells nothing by itself,
and a new person who gets the same number after a restore is not taken for the one before.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from initiatives.models import Participant
from initiatives.names import name_key

# Backups that are older than this are gone, or nobody may put them back.
KEPT = timedelta(days=400)
log = logging.getLogger(__name__)


def _hash(*words: object) -> str:
    message = "\x1f".join(map(str, words))
    key = f"erased:{settings.LINK_KEY}"
    return hmac.new(key.encode(), message.encode(), hashlib.sha256).hexdigest()


def marks_of(person: Participant) -> list[str]:
    """A mark for each name that `person` has or had: a backup may hold any of them."""
    names = {person.name, *person.former_names.split("\n")} - {""}
    keys = sorted({name_key(name) for name in names})
    return [_hash("participant", person.initiative_id, person.pk, key) for key in keys]


def marks_of_user(user: User) -> list[str]:
    return [_hash("user", user.pk, user.email)]


def remember(marks: Iterable[str]) -> None:
    """Adds lines to the file. Whoever asked was forgotten, whether or not this succeeds."""
    today = timezone.localdate().isoformat()
    lines = "".join(f"{today} {mark}\n" for mark in marks)
    if not lines:
        return
    try:
        # One write of a few lines at the end of the file: two processes do not mix.
        file = os.open(settings.ERASED_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, lines.encode())
        finally:
            os.close(file)
    except OSError as error:
        log.error("%s cannot be written: %s", settings.ERASED_FILE, error)


def remembered() -> dict[str, date]:
    """Mark -> day. A line that makes no sense counts for nothing."""
    try:
        text = settings.ERASED_FILE.read_text()
    except OSError:
        return {}
    found = {}
    for line in text.splitlines():
        day, _space, mark = line.partition(" ")
        try:
            found[mark] = date.fromisoformat(day)
        except ValueError:
            continue
    return found


def too_old() -> list[str]:
    """Marks that no backup can need any more."""
    before = timezone.localdate() - KEPT
    return [mark for mark, day in remembered().items() if day < before]


def drop_old() -> None:
    """Writes the file anew without lines that are too old."""
    old = set(too_old())
    if not old:
        return
    lines = [line for line in settings.ERASED_FILE.read_text().splitlines() if line[11:] not in old]
    new = settings.ERASED_FILE.with_suffix(".new")
    new.touch(mode=0o600)
    new.write_text("".join(f"{line}\n" for line in lines))
    new.replace(settings.ERASED_FILE)


def come_back() -> Iterator[Participant | User]:
    """Everybody who was forgotten and is here again: a backup was put back."""
    marks = remembered()
    if not marks:
        return
    people = Participant.objects.exclude(name="").select_related("user", "initiative")
    for person in people.iterator(chunk_size=500):
        if any(mark in marks for mark in marks_of(person)):
            yield person
    for user in User.objects.iterator(chunk_size=500):
        if marks_of_user(user)[0] in marks:
            yield user
