"""Every row of test_access.py about looking back, from the files of its parts."""

from __future__ import annotations

from tests.access_evaluation_concluding import CONCLUDING_ROWS
from tests.access_evaluation_learning import LEARNING_ROWS
from tests.access_evaluation_looking import LOOKING_ROWS
from tests.access_evaluation_planning import PLANNING_ROWS
from tests.access_evaluation_result import RESULT_ROWS
from tests.access_evaluation_rounds import ROUNDS_ROWS
from tests.access_evaluation_trust import TRUST_ROWS
from tests.access_row import Row

EVALUATION_ROWS: dict[str, Row] = {
    **CONCLUDING_ROWS,
    **LEARNING_ROWS,
    **LOOKING_ROWS,
    **PLANNING_ROWS,
    **RESULT_ROWS,
    **ROUNDS_ROWS,
    **TRUST_ROWS,
}
