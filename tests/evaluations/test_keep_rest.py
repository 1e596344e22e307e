"""One tap keeps every clause that a side said nothing of yet."""

from django.test import Client
from django.urls import reverse

from tests.conftest import Cast
from tests.evaluations.concluding import judge, talking, told
from tests.overview import world


def test_the_rest_is_kept_and_what_was_said_stays(cast: Cast, client: Client) -> None:
    evaluation = talking(cast)
    first, second = (clause.key for clause in evaluation.version.clauses.all())
    judge(evaluation, cast.wouter, first, "drop")
    official, group = world.signed_in(cast.wouter), cast.sit(client, cast.noor)
    there = reverse("keep_rest", args=[evaluation.pk])
    for _tap in range(2):
        assert official.post(there).status_code == 303
    words = evaluation.verdicts.filter(side="municipality").values_list("clause_key", "word")
    assert dict(words) == {first: "drop", second: "keep"}
    assert told("verdict_rest") == 1
    assert group.post(there).status_code == 303
    assert evaluation.verdicts.filter(side="group", word="keep").count() == 2
    page = group.get(reverse("conclude", args=[evaluation.pk])).content.decode()
    assert there not in page, "there is no rest"
