"""An agreement on paper: everything that both sides agreed, and nobody of the group by name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Comment, Confirmation, OpenPoint, ReadLink
from agreements.states import CommentKind, Kind, Party, Stance, Word
from initiatives.models import Side
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_participant


@pytest.fixture
def version(cast: Cast) -> AgreementVersion:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0, title="Afspraak over De Kelder")
    add_clause(
        draft,
        "Wie heeft de sleutel?",
        line(f"{{@{cast.noor.pk}}} sluit af.", "group", watcher=f"{{@{cast.dex.pk}}}"),
        line(
            "Er komt een tweede sleutel.",
            "municipality",
            kind=Kind.PROMISE,
            reservation="de begroting",
            due_on=timezone.localdate() + timedelta(days=9),
        ),
        line("De buren krijgen een nummer.", "other", party_name="Woningbouw Noord"),
        line(
            "Zondag open.", "both", stance=Stance.CANNOT, instead="zaterdag", condition="het lukt"
        ),
    )
    OpenPoint.objects.create(
        version=draft, key="point-1", position=1, what="Wie betaalt de lampen?", party=Party.BOTH
    )
    draft.refresh_from_db()
    draft.save_head(revision=draft.revision, vision="Een plek voor iedereen.", lead="group")
    draft.propose(by=cast.wouter)
    return draft


def paper(client: Client, version: AgreementVersion) -> str:
    response = client.get(reverse("print_agreement", args=[version.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_everything_that_was_agreed_is_on_it(cast: Cast, client: Client, version) -> None:
    body = paper(cast.sit(client, cast.noor), version)
    for text in (
        "Afspraak over De Kelder",
        "Wie heeft de sleutel?",
        "Een plek voor iedereen.",
        "Er komt een tweede sleutel.",
        "toezegging",
        "onder voorbehoud van de begroting",
        "Woningbouw Noord",
        "zaterdag",
        "Als het lukt, dan:",
        "Wie betaalt de lampen?",
        "Dit geldt nog niet.",
        "De gemeente staat er nog niet achter.",
        version.seal[:16],
    ):
        assert text in body, text


@pytest.mark.parametrize("reader", ["noor", "samira", "wouter"])
def test_nobody_of_the_group_is_named_whoever_prints_it(
    cast: Cast, client: Client, version, reader: str
) -> None:
    """Also who chose to be named to the other side, and also when the group opened its list."""
    cast.dex.is_named = True
    cast.dex.save()
    cast.club.shows_names = True
    cast.club.save()
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND, is_signed=True)
    if reader == "noor":
        cast.sit(client, cast.noor)
    else:
        client.force_login(getattr(cast, reader).user)
    body = paper(client, version).split('<article class="paper">')[1].split("</article>")[0]
    assert cast.noor.name not in body
    assert cast.dex.name not in body
    assert "van de groep sluit af." in body


def test_what_people_said_stays_off_it(cast: Cast, client: Client, version) -> None:
    Comment.add(
        version.clauses.get(), by=cast.noor, kind=CommentKind.CONCERN, text="Onder ons gezegd"
    )
    Confirmation.say(version, by=cast.noor, word=Word.OBJECT, text="Zo wil ik het niet")
    body = paper(cast.sit(client, cast.noor), version)
    assert "Onder ons gezegd" not in body
    assert "Zo wil ik het niet" not in body
    assert "1 kan hier niet mee leven." in body, "the count is"


def test_counts_are_not_on_it_for_who_says_an_own_word_first(
    cast: Cast, client: Client, version
) -> None:
    version.agreement.own_word_first = True
    version.agreement.save()
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    body = paper(cast.sit(client, cast.dex), version)
    assert "Wat anderen vinden, lees je als je zelf iets zei." in body
    assert "staat erachter" not in body.split("Wat anderen vinden")[1]


def test_a_changed_text_shows_as_it_stands(cast: Cast, client: Client, version) -> None:
    second = version.agreement.start_version(by=cast.wouter)
    clause = second.clauses.get()
    lines = [row.as_line() for row in clause.commitments.all()][1:]
    clause.rewrite(revision=clause.revision, heading=clause.heading, lines=lines)
    second.propose(by=cast.wouter)
    body = paper(cast.sit(client, cast.noor), second)
    assert "<del>" not in body
    assert "sluit af." not in body


def test_a_broken_seal_shows_on_paper_too(cast: Cast, client: Client, version) -> None:
    version.open_points.update(what="Stiekem anders")
    body = paper(cast.sit(client, cast.noor), version)
    assert "Het zegel klopt niet" in body
    assert version.seal[:16] not in body


def test_the_code_is_that_of_the_read_link_for_who_may_show_it(
    cast: Cast, client: Client, version
) -> None:
    client.force_login(cast.wouter.user)
    assert "QR-code" not in paper(client, version).split('<article class="paper">')[1]
    link = ReadLink.make(version, by=cast.wouter).link
    picture = reverse("link_qr", args=[link.pk])
    assert picture in paper(client, version)
    reader = cast.read(Client())
    body = paper(reader, version)
    assert picture not in body
    assert reverse("make_read_link", args=[version.pk]) not in body
    link.revoke(by=cast.wouter)
    assert picture not in paper(client, version)


def test_a_draft_says_that_nothing_was_agreed(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=1)
    client.force_login(cast.wouter.user)
    body = paper(client, draft)
    assert "Dit is nog niet afgesproken." in body
    assert "Wie staat erachter?" not in body
    guest = cast.sit(Client(), cast.noor)
    assert guest.get(reverse("print_agreement", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("in_effect", "geldt sinds"),
        ("replaced", "Dit geldt niet meer"),
        ("ended", "Deze afspraak is gestopt"),
        ("withdrawn", "Dit voorstel is ingetrokken."),
    ],
)
def test_the_paper_says_what_this_text_is(
    cast: Cast, client: Client, version, status: str, said: str
) -> None:
    now = timezone.now()
    AgreementVersion.objects.filter(pk=version.pk).update(
        status=status, in_effect_at=now, closed_at=now
    )
    assert said in paper(cast.sit(client, cast.noor), version)


@pytest.mark.parametrize("clauses", [2, 30])
def test_it_takes_eight_queries_whatever_the_size(
    cast: Cast, client: Client, clauses: int, django_assert_max_num_queries
) -> None:
    """Also with somebody in the text who left, and a read link."""
    gone = make_participant(cast.club, name="Vroegervogel")
    draft = make_agreement(cast.club, by=cast.wouter, clauses=clauses)
    add_clause(draft, "Wie?", line(f"{{@{gone.pk}}} heeft de sleutel."))
    draft.propose(by=cast.wouter)
    gone.leave(by=None)
    ReadLink.make(draft, by=cast.wouter)
    client.force_login(cast.wouter.user)
    guest = cast.sit(Client(), cast.noor)
    for reader in (client, guest):
        with django_assert_max_num_queries(8):
            paper(reader, draft)


def test_another_initiative_is_not_there(cast: Cast, client: Client) -> None:
    other = make_agreement(cast.garden, by=make_participant(cast.garden, Side.GROUP))
    other.open_draft(by=other.began_by)
    client.force_login(cast.wouter.user)
    assert client.get(reverse("print_agreement", args=[other.pk])).status_code == 404
