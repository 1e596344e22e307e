"""kill -9 of the server while people write: `python -m tests.drills.kill_server --rounds 20`.

Four writers send reactions without pause. In turn one worker and the whole server are killed and
started again. Afterwards each acknowledged reaction must be in the database exactly once, each
other one at most once, each with its line on the timeline, and the file must be whole.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from tests.drills.serving import (
    Ledger,
    Server,
    cookies_of,
    say,
    start_django,
    write_for_ever,
)

WRITERS = 4


def make_world() -> tuple[str, str]:
    """An agreement to react to; gives the path of the form and the cookie of a youth worker."""
    from django.urls import reverse

    from initiatives.models import DutyKind, Side
    from tests.factories import make_initiative, make_link, make_participant, make_proposal

    club = make_initiative("Chillclub")
    make_link(club)
    official = make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    guide = make_participant(club, Side.GUIDE)
    clause = make_proposal(club, by=official).clauses.all()[0]
    return reverse("react", args=[clause.pk]), cookies_of(guide.user)


def verdict(ledger: Ledger) -> list[str]:
    """What is wrong; empty when everything that was acknowledged is there once."""
    from django.db import connection

    from agreements.models import Comment
    from initiatives.models import Event

    found = Counter(Comment.objects.values_list("text", flat=True))
    wrong = [f"lost: {text}" for text in ledger.acknowledged if found[text] == 0]
    wrong += [f"{n} times: {text}" for text, n in found.items() if n > 1]
    wrong += [f"never sent: {text}" for text in found if text not in ledger.sent]
    events = Event.objects.filter(verb="commented").count()
    if events != sum(found.values()):
        wrong.append(f"{sum(found.values())} reactions and {events} lines on the timeline")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        if cursor.fetchone() != ("ok",):
            wrong.append("the file is not whole")
        cursor.execute("PRAGMA foreign_key_check")
        wrong += [f"points nowhere: {row}" for row in cursor.fetchall()]
    wrong += [f"status {status}: {n} times" for status, n in ledger.refused.items()]
    return wrong


def drill(rounds: int, seconds: float) -> list[str]:
    path, cookie = make_world()
    server, ledger, stop = Server(), Ledger(), threading.Event()
    server.start()
    slowest = server.seconds_until_it_answers()
    writers = [
        threading.Thread(
            target=write_for_ever, args=(f"w{n}", server, path, cookie, ledger, stop), daemon=True
        )
        for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    try:
        for n in range(rounds):
            time.sleep(seconds)
            if n % 2:
                server.kill_a_worker()
            else:
                server.kill_all()
                server.start()
            slowest = max(slowest, server.seconds_until_it_answers())
        time.sleep(seconds)
    finally:
        stop.set()
        for writer in writers:
            writer.join(15)
        server.kill_all()
    unknown = len(ledger.sent) - len(ledger.acknowledged)
    say(
        f"{rounds} kills; {len(ledger.acknowledged)} writes acknowledged, {unknown} not; "
        f"slowest return {slowest:.1f} s"
    )
    # The drill must be able to fail: a write that never was has to be missed.
    if not verdict(Ledger(ledger.sent, {"a write that never was"})):
        return ["the verdict sees nothing"]
    return verdict(ledger)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=0.7, help="of writing between kills")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        start_django(Path(folder))
        wrong = drill(options.rounds, options.seconds)
    say("\n".join([*wrong, f"{len(wrong)} wrong"] if wrong else ["nothing lost, nothing twice"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
