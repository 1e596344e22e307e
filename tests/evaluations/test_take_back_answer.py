"""Taking back what one said, as long as only the group reads it."""

from django.test import Client

from evaluations.models import RoundAnswer
from tests.conftest import Cast
from tests.evaluations.rounds import SECRET, ended, path
from tests.overview.world import signed_in


def test_until_it_is_shared_one_takes_back_ones_own(cast: Cast, client: Client) -> None:
    over = ended(cast)
    noor, url = cast.sit(client, cast.noor), path("take_back_answer", over.pk)
    for _twice in range(2):
        assert noor.post(url).status_code == 303
    assert not RoundAnswer.objects.filter(by=cast.noor).exists()
    assert RoundAnswer.objects.count() == 2
    assert SECRET not in signed_in(cast.samira).get(path("group_round", over.pk)).content.decode()
    over.share(by=cast.noor, seen=2)
    assert signed_in(cast.samira).post(url).status_code == 409
    assert RoundAnswer.objects.count() == 2
