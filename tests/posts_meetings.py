"""Every form of meetings, from the files of its parts. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form
from tests.posts_actions import ACTION_FORMS
from tests.posts_agenda import AGENDA
from tests.posts_knots import KNOTS
from tests.posts_minutes import MINUTES
from tests.posts_planning import PLANNING
from tests.posts_risks import RISKS
from tests.posts_running import RUNNING

MEETINGS: dict[str, Form] = {
    **ACTION_FORMS,
    **AGENDA,
    **KNOTS,
    **MINUTES,
    **PLANNING,
    **RISKS,
    **RUNNING,
}
