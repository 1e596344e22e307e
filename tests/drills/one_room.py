"""Twenty groups want one room: `python -m tests.drills.one_room`, with `--postgres` on PostgreSQL.

Twenty texts with the same hours are one tap from taking effect. All tap in the same moment, over
HTTP, at a server with two workers. One gets the room and nineteen read who has it; that one stops,
and the rest tap again. Never may two hold it, and nobody may get another answer.
"""

from __future__ import annotations

import argparse
import http.client
import tempfile
import threading
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from tests.drills.serving import CSRF, Server, cookies_of, say, start_django
from tools import with_pg

if TYPE_CHECKING:
    from agreements.models import AgreementVersion

GROUPS = 20


def make_world() -> list[tuple[AgreementVersion, str]]:
    """A carried proposal of each group, and the cookies of its official."""
    from tests.agreements.holding import carried, official_of, written
    from tests.factories import make_initiative, make_place

    room = make_place("De Kelder", building=make_place("De Brug"))
    found = []
    for n in range(GROUPS):
        official = official_of(make_initiative(f"Groep {n:02}"))
        version = carried(written(official, room), official)
        found.append((version, cookies_of(official.user)))
    return found


def tap(server: Server, version: AgreementVersion, cookies: str) -> tuple[int, str]:
    from django.urls import reverse

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {
        "Cookie": f"onderling-csrf={CSRF}; {cookies}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection.request("POST", reverse("take_effect", args=[version.pk]), "", headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


def all_tap(server: Server, waiting: list[tuple[AgreementVersion, str]]) -> list[tuple[int, str]]:
    """The answer of each, in the same order."""
    start = threading.Barrier(len(waiting))
    answers: list[tuple[int, str]] = [(0, "")] * len(waiting)

    def act(n: int) -> None:
        start.wait(30)
        answers[n] = tap(server, *waiting[n])

    threads = [threading.Thread(target=act, args=(n,)) for n in range(len(waiting))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    return answers


def holders() -> set[int]:
    from agreements.models import UseSlot

    return set(UseSlot.objects.held_now().values_list("version", flat=True))


def verdict(
    waiting: list[tuple[AgreementVersion, str]], answers: list[tuple[int, str]], held: set[int]
) -> list[str]:
    """What is wrong with one round; empty when one got the room and the others read who."""
    wrong = []
    statuses = Counter(status for status, _page in answers)
    if statuses != Counter({302: 1, 409: len(waiting) - 1}) - Counter({409: 0}):
        wrong.append(f"answers: {dict(statuses)}")
    said = {
        v.pk for (v, _c), (status, _page) in zip(waiting, answers, strict=True) if status == 302
    }
    if held != said or len(held) != 1:
        wrong.append(f"{len(held)} hold the room, {len(said)} were told so")
    names = [v.agreement.initiative.name for v, _cookies in waiting if v.pk in held]
    wrong += [
        "somebody was not told who has it"
        for status, page in answers
        if status == 409 and not any(name in page for name in names)
    ]
    return wrong


def drill(rounds: int) -> list[str]:
    waiting = make_world()
    # The drill must be able to fail: two that hold it, and an answer that says nothing.
    if len(verdict(waiting[:2], [(302, ""), (409, "")], {1, 2})) < 2:
        return ["the verdict sees nothing"]
    wrong: list[str] = []
    server = Server()
    server.start()
    try:
        server.seconds_until_it_answers()
        for _round in range(rounds):
            answers = all_tap(server, waiting)
            held = holders()
            wrong += verdict(waiting, answers, held)
            left = [pair for pair in waiting if pair[0].pk not in held]
            for version, _cookies in waiting:
                if version.pk in held:
                    version.agreement.end(by=version.began_by, because="De volgende is.")
            waiting = left
    finally:
        server.kill_all()
    say(f"{rounds} rounds of {GROUPS} groups and less, {len(waiting)} never got the room")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10, choices=range(1, GROUPS))
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="drill-"))
        address = stack.enter_context(with_pg.server()) if options.postgres else ""
        start_django(Path(folder), address)
        wrong = drill(options.rounds)
        from django.db import connections

        connections.close_all()
    say("\n".join([*wrong, f"{len(wrong)} wrong"] if wrong else ["never two in one room"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
