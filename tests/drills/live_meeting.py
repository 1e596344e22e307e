"""A meeting with everybody on it at once: `python -m tests.drills.live_meeting --seconds 20`.

Two note-takers write at the same points without pause, each on from what they read; ten phones
follow. Afterwards every acknowledged text must be in the database exactly once, in the order of
nobody overwriting the other, and no answer to a phone may cost more than 1 kB when nothing changed.
"""

from __future__ import annotations

import argparse
import http.client
import re
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.drills.serving import CSRF, Server, cookies_of, say, start_django

PHONES = 10
MOST_BYTES = 1024
SEEN = re.compile(r'name="seen" value="(\d+)"')
HEARD = re.compile(r'<textarea name="heard"[^>]*>\s*(.*?)</textarea>', re.DOTALL)


@dataclass
class Book:
    """What was sent, acknowledged and seen; kept outside the database."""

    acknowledged: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    conflicts: int = 0
    polls: int = 0
    changed: int = 0
    most_bytes: int = 0
    slowest: float = 0
    odd: Counter[str] = field(default_factory=Counter)


def make_world() -> tuple[list[str], str, list[str]]:
    """The paths of the points and of the pulse, and the cookies of two note-takers."""
    from django.urls import reverse
    from django.utils import timezone

    from initiatives.models import Side
    from meetings.models import Meeting
    from meetings.pulse import pulse_url
    from tests.factories import make_initiative, make_participant

    club = make_initiative("Chillclub")
    writers = [make_participant(club, side) for side in (Side.MUNICIPALITY, Side.GUIDE)]
    meeting = Meeting.plan(club, by=writers[0], starts_at=timezone.now(), place="De kelder")
    meeting = meeting.start(by=writers[0])
    paths = [reverse("note_point", args=[meeting.pk, item.pk]) for item in meeting.items.all()]
    return paths, pulse_url(meeting), [cookies_of(writer.user) for writer in writers]


def ask(
    server: Server, method: str, path: str, cookies: str = "", body: str = ""
) -> tuple[int, int, str]:
    """The status, the bytes of the whole answer, and its text."""
    headers = {"Cookie": f"onderling-csrf={CSRF}; {cookies}", "X-CSRFToken": CSRF}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if not cookies:
        headers = {}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    head = f"HTTP/1.1 {answer.status} {answer.reason}\r\n{answer.headers}"
    return answer.status, len(head.encode()) + len(text), text.decode()


def note_for_ever(
    name: str, server: Server, paths: list[str], cookies: str, book: Book, stop: threading.Event
) -> None:
    """Reads a point, adds a word to it and saves it. Told that somebody was first: reads again."""
    number = 0
    while not stop.is_set():
        path = paths[number % len(paths)]
        number += 1
        word = f"{name}-{number};"
        book.sent.add(word)
        status, _size, page = ask(server, "GET", path, cookies)
        seen, heard = SEEN.search(page), HEARD.search(page)
        if status != 200 or seen is None or heard is None:
            book.odd[f"reading: {status}"] += 1
            continue
        text = heard[1] + word
        body = urlencode({"heard": text, "means": "", "seen": seen[1]})
        status, _size, _page = ask(server, "POST", path, cookies, body)
        if status == 303:
            book.acknowledged.add(word)
        elif status == 409:
            book.conflicts += 1
        elif status == 422:
            # The points are full.
            return
        else:
            book.odd[f"writing: {status}"] += 1


def follow(server: Server, path: str, book: Book, stop: threading.Event, pause: float) -> None:
    """A phone: asks for the number again and again."""
    revision = "0"
    while not stop.is_set():
        start = time.monotonic()
        status, size, text = ask(server, "GET", f"{path}?r={revision}")
        book.slowest = max(book.slowest, time.monotonic() - start)
        book.polls += 1
        if status == 200:
            book.changed += 1
            revision = text
        elif status == 204:
            book.most_bytes = max(book.most_bytes, size)
        else:
            book.odd[f"following: {status}"] += 1
        time.sleep(pause)


def verdict(book: Book) -> list[str]:
    """What is wrong; empty when everything that was acknowledged is there once."""
    from meetings.models import AgendaItem

    kept = "".join(AgendaItem.objects.values_list("heard", flat=True))
    found = Counter(f"{word};" for word in kept.split(";") if word)
    wrong = [f"lost: {word}" for word in book.acknowledged if found[word] == 0]
    wrong += [f"{n} times: {word}" for word, n in found.items() if n > 1]
    wrong += [f"never sent: {word}" for word in found if word not in book.sent]
    wrong += [f"{what}, {n} times" for what, n in book.odd.items()]
    if book.most_bytes > MOST_BYTES:
        wrong.append(f"{book.most_bytes} bytes for nothing new")
    return wrong


def drill(seconds: float, pause: float) -> list[str]:
    paths, pulse, cookies = make_world()
    server, book, stop = Server(), Book(), threading.Event()
    server.start()
    server.seconds_until_it_answers()
    threads = [
        threading.Thread(target=note_for_ever, args=(f"w{n}", server, paths, c, book, stop))
        for n, c in enumerate(cookies)
    ]
    threads += [
        threading.Thread(target=follow, args=(server, pulse, book, stop, pause))
        for _phone in range(PHONES)
    ]
    for thread in threads:
        thread.start()
    try:
        time.sleep(seconds)
    finally:
        stop.set()
        for thread in threads:
            thread.join(30)
        server.kill_all()
    say(
        f"{len(book.acknowledged)} notes acknowledged, {book.conflicts} shown both texts; "
        f"{book.polls} polls, {book.changed} with something new, {book.most_bytes} bytes for "
        f"nothing new, slowest {book.slowest:.2f} s"
    )
    # The drill must be able to fail: a word that never was has to be missed.
    if not verdict(Book(acknowledged={"a word that never was;"})):
        return ["the verdict sees nothing"]
    return verdict(book)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pause", type=float, default=0.5, help="between two polls of a phone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        start_django(Path(folder))
        wrong = drill(options.seconds, options.pause)
    say("\n".join([*wrong, f"{len(wrong)} wrong"] if wrong else ["nothing lost, nothing twice"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
