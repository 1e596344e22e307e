"""A read link: making it, what it shows, until when, and that it opens nothing else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Comment, Confirmation, ReadLink
from agreements.states import CommentKind, Status, Word
from initiatives.models import DutyKind, Event, LinkKind, ShareLink
from initiatives.who import Claim, Who
from tests.conftest import with_claims
from tests.factories import add_clause, line, make_agreement, make_proposal
from tests.initiatives.conftest import as_, text_of  # noqa: F401  a fixture


@pytest.fixture(autouse=True)
def nobody_guessed_yet():
    cache.clear()


@pytest.fixture
def version(cast):
    version = make_agreement(cast.club, by=cast.wouter, title="Over de kelder")
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=None)
    cast.dex.show_name(by=cast.dex, is_named=True)
    add_clause(
        version,
        "Wie heeft de sleutel?",
        line(f"{{@{cast.noor.pk}}} en {{@{cast.dex.pk}}} openen. {{@{cast.wouter.pk}}} helpt."),
    )
    version.propose(by=cast.wouter)
    return version


def carry(version: AgreementVersion, cast) -> None:
    """Both sides stand behind it, and it takes effect."""
    for person in (cast.noor, cast.dex):
        Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=cast.wouter, word=Word.BEHIND, has_mandate=True)
    version.take_effect(by=cast.noor)


def open_with(link: ShareLink) -> Client:
    client = Client()
    client.get(reverse("open_link", args=[link.token]))
    return client


def page_of(link: ShareLink) -> str:
    return reverse("read_agreement", args=[link.pk])


@pytest.mark.parametrize("person", ["noor", "samira", "wouter"])
def test_both_sides_make_one_and_a_second_tap_gives_the_same(as_, cast, version, person):  # noqa: F811
    client = as_(getattr(cast, person))
    path = reverse("make_read_link", args=[version.pk])
    assert "Een leeslink voor aan de muur" in text_of(client.get(path))
    assert not ReadLink.objects.exists(), "a GET makes none"
    for _ in range(2):
        response = client.post(path, {"label": "Op de deur"})
        assert response.status_code == 303
    made = ReadLink.objects.get()
    assert (made.version, made.link.kind, made.link.label) == (version, "read", "Op de deur")
    assert made.link.made_by == getattr(cast, person)
    assert response["Location"] == reverse("link", args=[made.link_id])
    assert made.link.token in text_of(client.get(response["Location"]))
    assert client.get(path).status_code == 303, "on to the one that is there"
    assert Event.objects.filter(verb="read_link_made").count() == 1


@pytest.mark.parametrize("person", ["police", None])
def test_others_make_none(as_, cast, version, person):  # noqa: F811
    client = as_(person and getattr(cast, person))
    path = reverse("make_read_link", args=[version.pk])
    assert client.get(path).status_code == client.post(path).status_code == 403


def test_never_of_a_draft_or_of_what_is_over(as_, cast):  # noqa: F811
    draft = make_agreement(cast.club, by=cast.wouter)
    official = as_(cast.wouter)
    path = reverse("make_read_link", args=[draft.pk])
    assert "Alleen van een tekst die voorligt of geldt" in text_of(official.get(path))
    assert official.post(path, {"label": ""}).status_code == 409
    draft.propose(by=cast.wouter)
    draft.withdraw(by=cast.wouter)
    assert official.post(path, {"label": ""}).status_code == 409
    assert not ReadLink.objects.exists()


def test_it_shows_the_text_and_nobody_of_the_group(cast, version):
    comment = Comment.add(
        version.clauses.all()[0], by=cast.dex, kind=CommentKind.IDEA, text="Een reactie."
    )
    comment.answer(by=cast.wouter, text="Een antwoord.")
    Confirmation.say(version, by=cast.dex, word=Word.OBJECT, text="Een bezwaar.")
    link = ReadLink.make(version, by=cast.wouter).link
    cast.club.open_names(by=cast.noor, is_open=True)
    page = text_of(open_with(link).get(page_of(link)))
    for words in ("Over de kelder", "Wie heeft de sleutel?", "Chillclub De Kelder"):
        assert words in page
    assert "Een sleutelhouder van de groep en een deelnemer van de groep openen." in page
    assert "Wouter de Graaf (gemeente) helpt." in page
    assert "Dit is een voorstel" in page
    for hidden in (
        "Zwaluw",
        "Een reactie.",
        "Een antwoord.",
        "Een bezwaar.",
        "/groep/",
        "/versie/",
    ):
        assert hidden not in page
    assert "<form" not in page.split("<main")[1]


def test_the_group_itself_reads_the_same_wall(as_, cast, version):  # noqa: F811
    link = ReadLink.make(version, by=cast.wouter).link
    client = as_(cast.noor)
    assert client.get(page_of(link)).status_code == 404, "before it opened the link"
    client.get(reverse("open_link", args=[link.token]))
    assert "Zwaluw" not in text_of(client.get(page_of(link)))
    group_page = client.get(reverse("group_page", args=[cast.club.pk]))
    assert group_page.status_code == 200, "the seat stayed"
    assert client.get(reverse("people", args=[cast.club.pk])).status_code == 200


def test_it_opens_that_one_text_and_nothing_else(cast, version):
    link = ReadLink.make(version, by=cast.wouter).link
    client = open_with(link)
    assert client.get(page_of(link)).status_code == 200
    for name, pk in (
        ("group_page", cast.club.pk),
        ("people", cast.club.pk),
        ("timeline", cast.club.pk),
        ("take_seat", cast.club.pk),
        ("version", version.pk),
        ("agreement", version.agreement_id),
        ("confirm", None),
    ):
        args = [version.pk, "zorg"] if pk is None else [pk]
        assert client.get(reverse(name, args=args)).status_code == 302, name
        assert client.post(reverse(name, args=args)).status_code == 302, name
    who = Who(None, [Claim(link.pk, link.generation)])
    assert not who.is_somebody
    assert who.link_to(cast.club) is None


def test_not_for_a_user_either(cast, version):
    link = ReadLink.make(version, by=cast.wouter).link
    client = with_claims(Client(), [Claim(link.pk, link.generation)])
    client.force_login(cast.resident)
    assert client.get(page_of(link)).status_code == 200
    assert client.get(reverse("group_page", args=[cast.club.pk])).status_code == 404
    assert client.get(reverse("version", args=[version.pk])).status_code == 404


def test_another_read_link_is_not_this_one(cast, version):
    link = ReadLink.make(version, by=cast.wouter).link
    other = ReadLink.make(make_proposal(cast.club, by=cast.wouter), by=cast.wouter).link
    client = open_with(other)
    nothing = client.get(reverse("read_agreement", args=[999_999]))
    assert client.get(page_of(link)).content == nothing.content
    assert nothing.status_code == 404


def days_from_now(version: AgreementVersion, **days: int) -> None:
    changes = {}
    for field, n in days.items():
        moment = timezone.localtime() + timedelta(days=n)
        changes[field] = moment if field == "closed_at" else timezone.localdate(moment)
    AgreementVersion.objects.filter(pk=version.pk).update(**changes)


def is_open(link: ShareLink) -> bool:
    """Whether it still works: for a new phone and on an open tab the same."""
    fresh = Client().get(reverse("open_link", args=[link.token])).status_code == 303
    tab = with_claims(Client(), [Claim(link.pk, link.generation)]).get(page_of(link))
    assert fresh == (tab.status_code == 200)
    return fresh


@pytest.mark.parametrize(
    ("status", "days", "works"),
    [
        (Status.PROPOSED, {"ends_on": 40}, True),
        (Status.IN_EFFECT, {"ends_on": -30}, True),
        # What holds, holds until both sides agree something else.
        (Status.IN_EFFECT, {"ends_on": -31}, True),
        (Status.IN_EFFECT, {"trial_until": -400}, True),
        (Status.REPLACED, {"closed_at": -30, "ends_on": 90}, True),
        (Status.REPLACED, {"closed_at": -31, "ends_on": 90}, False),
        (Status.WITHDRAWN, {"closed_at": -31, "ends_on": 90}, False),
    ],
)
def test_it_works_until_a_month_after_the_text_was_over(cast, version, status, days, works):
    link = ReadLink.make(version, by=cast.wouter).link
    AgreementVersion.objects.filter(pk=version.pk).update(status=status)
    days_from_now(version, **days)
    assert is_open(link) is works


def test_it_does_not_end_with_the_year(cast, version):
    link = ReadLink.make(version, by=cast.wouter).link
    AgreementVersion.objects.filter(pk=version.pk).update(ends_on=None)
    ShareLink.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert is_open(link)


def test_a_newer_text_is_said(cast, version):
    link = ReadLink.make(version, by=cast.wouter).link
    carry(version, cast)
    client = open_with(link)
    assert "Er is een nieuwe tekst" not in text_of(client.get(page_of(link)))
    second = version.agreement.start_version(by=cast.noor, reason="Na drie maanden.")
    second.propose(by=cast.noor)
    assert "Er is een nieuwe tekst" not in text_of(client.get(page_of(link))), "not in effect yet"
    carry(second, cast)
    page = text_of(client.get(page_of(link)))
    assert "Er is een nieuwe tekst. Vraag de groep naar de code die daarbij hoort." in page
    assert "Wie heeft de sleutel?" in page


def test_stopping_and_renewing_count_on_the_next_request(as_, cast, version):  # noqa: F811
    link = ReadLink.make(version, by=cast.wouter).link
    tab, official = open_with(link), as_(cast.wouter)
    assert official.post(reverse("renew_link", args=[link.pk])).status_code == 303
    assert tab.get(page_of(link)).status_code == 404
    link.refresh_from_db()
    tab = open_with(link)
    assert tab.get(page_of(link)).status_code == 200
    assert official.post(reverse("revoke_link", args=[link.pk])).status_code == 303
    assert tab.get(page_of(link)).status_code == 404
    again = ReadLink.make(version, by=cast.wouter).link
    assert again.pk != link.pk
    verbs = Event.objects.filter(verb__startswith="read_link").values_list("verb", flat=True)
    assert sorted(verbs) == [
        "read_link_made",
        "read_link_made",
        "read_link_renewed",
        "read_link_revoked",
    ]


def test_it_cannot_be_put_on_read_only(as_, cast, version):  # noqa: F811
    link = ReadLink.make(version, by=cast.wouter).link
    path = reverse("read_only_link", args=[link.pk])
    assert as_(cast.wouter).post(path, {"is_read_only": "yes"}).status_code == 409


def test_what_is_read_pushes_no_seat_out(cast, version):
    links = [ReadLink.make(version, by=cast.wouter).link]
    for n in range(7):
        proposal = make_proposal(cast.club, by=cast.wouter, title=f"Nog een {n}")
        links.append(ReadLink.make(proposal, by=cast.wouter).link)
    client = cast.sit(Client(), cast.noor, cast.link)
    for link in links:
        client.get(reverse("open_link", args=[link.token]))
    assert client.get(reverse("people", args=[cast.club.pk])).status_code == 200
    read = [client.get(page_of(link)).status_code for link in links]
    assert read == [404] * 3 + [200] * 5, "the newest five"
    assert all(link.kind == LinkKind.READ for link in links)


def test_it_takes_few_queries(cast, version, django_assert_max_num_queries):
    link = ReadLink.make(version, by=cast.wouter).link
    client = open_with(link)
    with django_assert_max_num_queries(8):
        client.get(page_of(link))
