"""Large, varied and repeatable data, for measuring. Everything and everybody is made up.

The same seed gives the same data on the same day: days count from today. An initiative is the
same whatever the number of initiatives around it. The first three are fixed in size: the widest
(200 people, and an agreement of 60 clauses and 150 lines in 25 versions with 300 reactions and
some words on most lines;
30 meetings with 200 risks, and 41 look-backs; 10 slots in a room of its own), the
narrowest (3 people, 5 clauses) and an ordinary one.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.models import User
from agreements.models import (
    ChangeProposal,
    Comment,
    CommitmentUpdate,
    Confirmation,
    ObjectionTalk,
    OnBehalf,
    OtherView,
    ProposalSupport,
    ProposedLine,
)
from initiatives.models import Initiative, LogLine

from .learning import LEARNING_KINDS, add_learning
from .logbook import add_log_lines
from .look_backs import LOOK_BACK_KINDS, add_look_backs
from .meetings import LAST_MEETING_KINDS, MEETING_KINDS, add_meetings
from .people import ADDRESS, FIRST_KINDS, LAST_KINDS, add_links, make_circle, make_staff
from .points import add_proposals
from .profile import KINDS_OF_PROFILE, add_profile
from .progress import add_progress
from .rooms import ROOM_KINDS, add_life_in_room, first_hours, make_rooms
from .rows import Rows
from .talk import add_talk
from .texts import add_agreements, write_texts

KINDS_OF_WORDS = (Confirmation, ObjectionTalk, OnBehalf, LogLine)
# So many initiatives at once are in memory.
CHUNK = 100


def is_empty() -> bool:
    return not User.objects.exists() and not Initiative.objects.exists()


def is_seeded() -> bool:
    """Whether nobody is here but the people of an earlier seed."""
    return (
        User.objects.exists() and not User.objects.exclude(email__endswith=f"@{ADDRESS}").exists()
    )


@contextmanager
def one_big_sweep() -> Iterator[Callable[[], int]]:
    """Looks for garbage only when told: among so many new things that all stay, looking each time
    costs a quarter of the work."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield gc.collect
    finally:
        if was_on:
            gc.enable()


def fill(count: int, seed: str = "1") -> Counter[str]:
    """Writes `count` initiatives into an empty database; gives the rows written, by model."""
    with transaction.atomic(), one_big_sweep() as sweep:
        staff = make_staff(seed)
        rooms = make_rooms()
        rows = Rows()
        for start in range(0, count, CHUNK):
            numbers = range(start, min(start + CHUNK, count))
            circles = [make_circle(number, seed, staff, rows) for number in numbers]
            rows.write(*FIRST_KINDS)
            for circle in circles:
                add_profile(circle, seed, rows)
            rows.write(*KINDS_OF_PROFILE)
            add_links(circles, seed, rows)
            for circle in circles:
                circle.hours = first_hours(circle, rooms, seed)
            told = [(circle, add_agreements(circle, rows)) for circle in circles]
            texts = [text for _circle, of_circle in told for text in of_circle]
            write_texts(texts, rows)
            answers = [
                answer
                for circle, of_circle in told
                for text in of_circle
                for answer in (*add_talk(circle, text, rows), *add_proposals(circle, text, rows))
            ]
            rows.write(Comment, ChangeProposal)
            rows.add(*answers)
            rows.add(*(line for circle in circles for line in add_log_lines(circle, seed, rows)))
            for circle, of_circle in told:
                for text in of_circle:
                    add_progress(circle, text, seed, rows)
            for circle in circles:
                add_meetings(circle, seed, rows)
            for circle, of_circle in told:
                add_look_backs(circle, of_circle, seed, rows)
                add_learning(circle, seed, rows)
                if circle.hours:
                    add_life_in_room(circle, circle.hours[0].place, seed, rows)
            rows.write(CommitmentUpdate, OtherView, *MEETING_KINDS, *LAST_MEETING_KINDS)
            rows.write(*LOOK_BACK_KINDS, *LEARNING_KINDS, *ROOM_KINDS)
            rows.write(Comment, ProposedLine, ProposalSupport, *KINDS_OF_WORDS, *LAST_KINDS)
            sweep()
        # So many rows at once: without knowing of them the database picks plans for empty tables.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return rows.written
