"""Who makes a text go on, and answers for a side what then: rows of test_access.py."""

from __future__ import annotations

from tests import access_world as w
from tests.access_row import Row

RENEWING_ROWS: dict[str, Row] = {
    "renew": Row(lambda t: [t.running.pk], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "side_answer": Row(
        lambda t: [t.asked.pk, "einde"], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES
    ),
    "return_key": Row(lambda t: [t.running.agreement_id], w.READS, post=w.BOTH_SIDES),
}
