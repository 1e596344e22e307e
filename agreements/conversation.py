"""What was said about one clause, folded: what is open stands there, what was settled opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from agreements.threads import Thread
from config.paging import ON_A_PAGE

# So many stand below a clause; with more, the newest open ones do, and a link leads to all.
MOST_BELOW = 5
# So many of those whose clause is gone.
MOST_GONE = 20


@dataclass(frozen=True)
class Conversation:
    """`earlier`: how many are not shown here; `newer_url`, `older_url`: the pages beside this one
    where they are shown in pages."""

    open: Sequence[Thread] = ()
    settled: Sequence[Thread] = ()
    earlier: int = 0
    newer_url: str = ""
    older_url: str = ""


def fold(
    threads: Iterable[Thread], most: int | None = MOST_BELOW, *, page: int = 1
) -> Conversation:
    """`threads`, oldest first, as they are shown below a clause.

    `most` is None: all of them, in pages; the first page holds the newest.
    """
    threads = list(threads)
    if most is None:
        return _page_of(threads, page)
    unsettled = [thread for thread in threads if thread.comment.settled_at is None]
    settled = [thread for thread in threads if thread.comment.settled_at is not None]
    if len(threads) <= most:
        return Conversation(unsettled, settled)
    newest = unsettled[-most:]
    return Conversation(newest, earlier=len(threads) - len(newest))


def _page_of(threads: list[Thread], page: int) -> Conversation:
    end = max(len(threads) - (page - 1) * ON_A_PAGE, 0)
    shown = threads[max(end - ON_A_PAGE, 0) : end]
    return Conversation(
        [thread for thread in shown if thread.comment.settled_at is None],
        [thread for thread in shown if thread.comment.settled_at is not None],
        newer_url=f"?page={page - 1}" if page > 1 else "",
        older_url=f"?page={page + 1}" if end > ON_A_PAGE else "",
    )


def gone_from(threads: Mapping[str, Sequence[Thread]], here: Collection[str]) -> list[Thread]:
    """Those of `threads`, by the key of their clause, whose clause is not among `here`: the newest,
    oldest first."""
    found = [thread for key, said in threads.items() if key not in here for thread in said]
    return sorted(found, key=lambda thread: (thread.comment.at, thread.comment.pk))[-MOST_GONE:]
