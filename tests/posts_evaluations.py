"""Every form of looking back, from the files of its parts. Part of posts.py."""

from __future__ import annotations

from tests.posting import Form
from tests.posts_evaluation_concluding import CONCLUDING
from tests.posts_evaluation_learning import LEARNING
from tests.posts_evaluation_looking import LOOKING
from tests.posts_evaluation_planning import PLANNING
from tests.posts_evaluation_result import RESULT
from tests.posts_evaluation_rounds import ROUNDS
from tests.posts_evaluation_trust import TRUST

EVALUATIONS: dict[str, Form] = {
    **CONCLUDING,
    **LEARNING,
    **LOOKING,
    **PLANNING,
    **RESULT,
    **ROUNDS,
    **TRUST,
}
