"""Looking back: planning, answering, trust, the result, how people go on, and learning."""

from evaluations import (
    texts,
    urls_concluding,
    urls_learning,
    urls_looking,
    urls_planning,
    urls_result,
    urls_rounds,
    urls_trust,
)

__all__ = ["texts", "urlpatterns"]

urlpatterns = [
    *urls_planning.urlpatterns,
    *urls_looking.urlpatterns,
    *urls_trust.urlpatterns,
    *urls_result.urlpatterns,
    *urls_concluding.urlpatterns,
    *urls_rounds.urlpatterns,
    *urls_learning.urlpatterns,
]
