"""The list of links, one link, and cards to print."""

from datetime import timedelta
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format

from agreements.models import ReadLink
from initiatives.models import LinkKind, Seat, ShareLink, Side
from tests.factories import make_initiative, make_participant, make_proposal
from tests.initiatives.conftest import NAUGHTY, text_of


@pytest.fixture
def path(cast):
    return reverse("links", args=[cast.club.pk])


@pytest.fixture
def personal(cast):
    return ShareLink.make_personal(cast.noor, by=cast.samira)


@pytest.fixture
def read_link(cast):
    version = make_proposal(cast.club, by=cast.wouter, title="Over de kelder")
    return ReadLink.make(version, by=cast.wouter, label="Op de deur").link


def ids(response: object) -> list[int]:
    return [link.pk for link in response.context["rows"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("person", ["noor", "samira"])
def test_group_and_guide_see_all_of_them(as_, cast, path, personal, read_link, person):
    Seat.objects.create(link=cast.link, participant=cast.dex)
    response = as_(getattr(cast, person)).get(path)
    assert ids(response) == [cast.link.pk, personal.pk, read_link.pk]
    page = " ".join(text_of(response).split())
    for words in (
        "De groepslink",
        "Eigen link van Zwaluwnoor",
        "Leeslink: Over de kelder, versie 1",
        "Op de deur",
        "van Samira Bakali",
        "van Wouter de Graaf (gemeente)",
        "nog niet gebruikt",
        "1 telefoon<" if person == "samira" else "2 telefoons<",
        "geen telefoon",
        f"tot {date_format(cast.link.expires_on, 'j F Y')}",
    ):
        assert words in page, words
    assert all(link.token not in page for link in ShareLink.objects.all())


def test_the_municipality_sees_the_read_links(as_, cast, path, personal, read_link):
    response = as_(cast.wouter).get(path)
    assert ids(response) == [read_link.pk]
    page = text_of(response)
    assert "Zwaluw" not in page
    assert "Een eigen link voor één persoon" not in page
    assert as_(cast.wouter).get(reverse("link", args=[read_link.pk])).status_code == 200
    for link in (cast.link, personal):
        for name in ("link", "link_qr"):
            assert as_(cast.wouter).get(reverse(name, args=[link.pk])).status_code == 403


@pytest.mark.parametrize("person", ["police", None])
def test_others_see_none(as_, cast, path, read_link, person):
    client = as_(person and getattr(cast, person))
    for address in (path, reverse("link", args=[read_link.pk]), reverse("qr_cards", args=[1])):
        assert client.get(address).status_code in (403, 404)
    assert client.post(reverse("revoke_link", args=[read_link.pk])).status_code == 403


def test_stopped_links_are_gone_and_expired_ones_say_so(as_, cast, path, personal):
    guide = as_(cast.samira)
    ShareLink.objects.filter(pk=personal.pk).update(
        expires_on=timezone.localdate() - timedelta(days=1)
    )
    assert "verlopen" in text_of(guide.get(path))
    page = text_of(guide.get(reverse("link", args=[personal.pk])))
    assert "De link is verlopen" in page
    assert personal.token not in page
    personal.revoke(by=cast.samira)
    assert ids(guide.get(path)) == [cast.link.pk]
    assert guide.get(reverse("link", args=[personal.pk]))["Location"] == path


def test_one_link_says_what_it_lets_others_do(as_, cast, personal, read_link, settings):
    guide = as_(cast.samira)
    for link, words in (
        (cast.link, "Wie deze link heeft, kan lezen en reageren. Niet op Insta zetten."),
        (personal, "Wie deze link heeft, praat onder deze naam. Geef hem aan niemand anders."),
        (read_link, "Wie deze link heeft, kan alleen deze afspraak lezen. Hij mag aan de muur."),
    ):
        page = text_of(guide.get(reverse("link", args=[link.pk])))
        assert words in page
        address = f"{settings.SITE_URL}/g/{link.token}/"
        assert page.count(address) == 2, "the address, and the text with it"
        whatsapp = page.split("https://wa.me/?text=")[1].split('"')[0]
        assert address in unquote_plus(whatsapp)
        assert 'rel="noreferrer noopener"' in page
        assert 'data-share="#link-message" hidden' in page


def test_a_label_says_what_it_is_for(as_, cast, path):
    guide = as_(cast.samira)
    link = reverse("link", args=[cast.link.pk])
    assert guide.post(link, {"label": "In de groepsapp"}).status_code == 303
    assert "In de groepsapp" in text_of(guide.get(path))
    response = guide.post(link, {"label": "x" * 61})
    assert response.status_code == 422
    assert "x" * 61 in text_of(response)
    assert as_(cast.wouter).post(link, {"label": "Van ons"}).status_code == 403
    cast.link.refresh_from_db()
    assert cast.link.label == "In de groepsapp"


@pytest.mark.parametrize("text", NAUGHTY)
def test_strange_labels_do_no_harm(as_, cast, text):
    link = reverse("link", args=[cast.link.pk])
    response = as_(cast.samira).post(link, {"label": text}, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


def test_seats_stand_with_the_link_and_can_be_freed(as_, cast, personal):
    seat = Seat.objects.create(link=cast.link, participant=cast.dex)
    guide, here = as_(cast.samira), reverse("link", args=[cast.link.pk])
    page = text_of(guide.get(here))
    assert "Zwaluwdex" in page
    assert "Nog niemand op een eigen telefoon." in text_of(
        guide.get(reverse("link", args=[personal.pk]))
    )
    response = guide.post(reverse("free_seat", args=[cast.dex.pk]), {"back": "link"})
    assert response["Location"] == here
    seat.refresh_from_db()
    assert seat.ended_at is not None


def test_making_one_for_somebody(as_, cast, path):
    guide = as_(cast.samira)
    make = reverse("make_personal_link", args=[cast.club.pk])
    page = text_of(guide.get(path))
    assert f'value="{cast.dex.pk}"' in page
    response = guide.post(make, {"person": cast.dex.pk})
    made = ShareLink.objects.get(kind=LinkKind.PERSONAL)
    assert (made.participant, made.made_by) == (cast.dex, cast.samira)
    assert response["Location"] == reverse("link", args=[made.pk])
    assert f'value="{cast.dex.pk}"' not in text_of(guide.get(path)), "has one"
    again = guide.post(make, {"person": cast.dex.pk})
    assert again["Location"] == response["Location"]
    assert as_(cast.noor).post(make, {"person": cast.noor.pk}).status_code == 303
    for person in (cast.wouter, cast.police):
        assert as_(person).post(make, {"person": cast.noor.pk}).status_code == 403


def test_nobody_of_another_initiative(as_, cast, path):
    make = reverse("make_personal_link", args=[cast.club.pk])
    response = as_(cast.samira).post(make, {"person": cast.gardener.pk})
    assert response.status_code == 422
    assert "Kies iemand uit de lijst." in text_of(response)


def test_the_municipality_makes_the_first_group_link_and_no_personal_one(as_):
    fresh = make_initiative("Nieuw")
    official = make_participant(fresh, Side.MUNICIPALITY)
    browser = as_(official)
    assert browser.post(reverse("group_link", args=[fresh.pk])).status_code == 303
    path = reverse("make_personal_link", args=[fresh.pk])
    assert browser.post(path, {"person": official.pk}).status_code == 403
    assert browser.get(reverse("qr_cards", args=[fresh.pk])).status_code == 403


def test_cards_with_the_group_link(as_, cast):
    page = text_of(as_(cast.noor).get(reverse("qr_cards", args=[cast.club.pk])))
    assert page.count(reverse("link_qr", args=[cast.link.pk])) == 8
    assert cast.link.token not in page


def test_a_card_for_each_person_with_a_link(as_, cast, personal):
    path = reverse("qr_cards", args=[cast.club.pk]) + "?soort=eigen"
    other = ShareLink.make_personal(cast.dex, by=cast.samira)
    ShareLink.objects.filter(pk=other.pk).update(revoked_at=timezone.now())
    page = text_of(as_(cast.samira).get(path))
    assert page.count("/qr.svg") == 1
    assert reverse("link_qr", args=[personal.pk]) in page
    assert "Zwaluwnoor" in page
    assert "Zwaluwdex" not in page


def test_cards_without_a_link_say_what_to_do(as_, cast):
    cast.link.revoke(by=cast.samira)
    path = reverse("qr_cards", args=[cast.club.pk])
    assert "Er is nog geen groepslink." in text_of(as_(cast.samira).get(path))
    assert "Er zijn nog geen eigen links." in text_of(as_(cast.samira).get(f"{path}?soort=eigen"))


@pytest.mark.parametrize("many", [3, 60])
def test_the_pages_take_eight_queries(as_, cast, path, many, django_assert_max_num_queries):
    for n in range(many):
        person = cast.club.add_to_group(f"Naam {n:03}", by=None)
        link = ShareLink.make_personal(person, by=cast.samira)
        Seat.objects.create(link=link, participant=person)
    for n in range(many // 2):
        version = make_proposal(cast.club, by=cast.wouter, title=f"Afspraak {n}")
        ReadLink.make(version, by=cast.wouter)
    cards = reverse("qr_cards", args=[cast.club.pk])
    for person in (cast.noor, cast.samira, cast.wouter):
        client = as_(person)
        for address in (path, f"{path}?page=2", cards, f"{cards}?soort=eigen"):
            with django_assert_max_num_queries(8):
                client.get(address)
        if many > 3 and person != cast.wouter:
            first, second = ids(client.get(path)), ids(client.get(path, {"page": 2}))
            assert len(first) == 25
            assert not set(first) & set(second)
