"""The group link: making, sharing, renewing, read-only, stopping."""

from datetime import timedelta
from urllib.parse import unquote_plus

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event, Seat, ShareLink, Side
from initiatives.models.link import in_a_year
from initiatives.who import Claim
from tests import factories as make
from tests.conftest import with_claims
from tests.initiatives.conftest import text_of


@pytest.fixture
def path(cast):
    return reverse("group_link", args=[cast.club.pk])


def open_with(link: ShareLink) -> Client:
    client = Client()
    client.get(reverse("open_link", args=[link.token]))
    return client


def reads(client: Client, link: ShareLink) -> bool:
    """Whether this phone may still read. (Nobody at all is sent to sign in.)"""
    return client.get(reverse("people", args=[link.initiative_id])).status_code == 200


def test_group_and_guide_see_and_share_it(as_, cast, path, settings):
    for person in (cast.noor, cast.samira):
        page = text_of(as_(person).get(path))
        address = f"{settings.SITE_URL}/g/{cast.link.token}/"
        assert address in page
        assert "Wie deze link heeft, kan lezen en reageren. Niet op Insta zetten." in page
        assert "https://wa.me/?text=" in page
        whatsapp = page.split("https://wa.me/?text=")[1].split('"')[0]
        assert address in unquote_plus(whatsapp)
        assert 'rel="noreferrer noopener"' in page


def test_others_do_not(as_, cast, path, client):
    people = [as_(p) for p in (cast.wouter, cast.police, None)]
    client.force_login(cast.manager)
    for browser in [*people, client]:
        for address in (path, reverse("link_qr", args=[cast.link.pk])):
            response = browser.get(address)
            # Who takes no part finds the initiative, and of its links nothing.
            is_hidden = browser is client and address != path
            assert response.status_code == (404 if is_hidden else 403)
            assert cast.link.token not in text_of(response)
        assert browser.post(path).status_code == 403
    assert as_(cast.gardener).get(path).status_code == 404


def test_the_qr_is_a_picture_of_the_address(as_, cast):
    response = as_(cast.samira).get(reverse("link_qr", args=[cast.link.pk]))
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "no-store, private"
    picture = text_of(response)
    assert picture.startswith("<svg")
    assert "http://www.w3.org/2000/svg" in picture
    assert "<script" not in picture


def test_there_is_no_picture_without_a_link(as_, cast):
    cast.link.revoke(by=cast.samira)
    response = as_(cast.samira).get(reverse("link_qr", args=[cast.link.pk]))
    assert response.status_code == 404


def test_a_get_makes_none_and_two_taps_make_one(as_, cast, path):
    cast.link.revoke(by=cast.samira)
    guide = as_(cast.samira)
    assert "Er is nog geen link" in text_of(guide.get(path))
    assert ShareLink.objects.working().count() == 0
    for _ in range(2):
        assert guide.post(path).status_code == 303
    assert ShareLink.objects.working().count() == 1


def test_the_municipality_makes_the_first_where_nobody_else_is(as_, cast, client):
    fresh = make.make_initiative("Nieuw")
    official = make.make_participant(fresh, Side.MUNICIPALITY)
    path = reverse("group_link", args=[fresh.pk])
    browser = as_(official)
    assert browser.get(path).status_code == 200
    browser.post(path)
    link = fresh.links.get()
    assert link.token in text_of(browser.get(path))
    link.take_seat("Jay")
    for address in (path, reverse("link_qr", args=[link.pk])):
        assert browser.get(address).status_code == 403, "from now on the group shares it"
    assert browser.post(reverse("revoke_link", args=[link.pk])).status_code == 403


def test_the_municipality_does_not_manage_a_first_link(as_, cast):
    fresh = make.make_initiative("Nieuw")
    official = make.make_participant(fresh, Side.MUNICIPALITY)
    link = make.make_link(fresh)
    for name in ("renew_link", "revoke_link", "read_only_link"):
        assert as_(official).post(reverse(name, args=[link.pk])).status_code == 403


def test_renewing_keeps_newcomers_out_and_seats_in(as_, cast):
    seat, reader = as_(cast.noor), open_with(cast.link)
    old = cast.link.token
    as_(cast.samira).post(reverse("renew_link", args=[cast.link.pk]), {"for_all": "no"})
    cast.link.refresh_from_db()
    assert cast.link.token != old
    assert Client().get(reverse("open_link", args=[old])).status_code == 404
    assert reads(seat, cast.link)
    assert not reads(reader, cast.link), "who only read opens the new one"
    assert reads(open_with(cast.link), cast.link)


def test_renewing_for_everybody_ends_the_seats(as_, cast):
    seat = as_(cast.noor)
    as_(cast.samira).post(reverse("renew_link", args=[cast.link.pk]), {"for_all": "yes"})
    assert not reads(seat, cast.link)
    assert Event.objects.filter(verb="link_renewed_for_all").exists()


def test_who_renews_from_a_seat_keeps_it(as_, cast, path):
    mine, other = as_(cast.noor), as_(cast.dex)
    mine.post(reverse("renew_link", args=[cast.link.pk]), {"for_all": "yes"})
    cast.link.refresh_from_db()
    assert cast.link.token in text_of(mine.get(path)), "somebody can share the new one"
    assert not reads(other, cast.link)


def test_revoking_stops_everybody_at_the_next_request(as_, cast, path):
    seat, reader, guide = as_(cast.noor), open_with(cast.link), as_(cast.samira)
    assert reads(seat, cast.link)
    assert reads(reader, cast.link)
    guide.post(reverse("revoke_link", args=[cast.link.pk]))
    assert not reads(seat, cast.link)
    assert not reads(reader, cast.link)
    assert Client().get(reverse("open_link", args=[cast.link.token])).status_code == 404
    assert "Er is nog geen link" in text_of(guide.get(path))


def test_a_new_link_after_a_stopped_one_does_not_open_the_old_seats(as_, cast, path):
    seat, guide = as_(cast.noor), as_(cast.samira)
    guide.post(reverse("revoke_link", args=[cast.link.pk]))
    guide.post(path)
    assert not reads(seat, cast.link)


def test_read_only_stops_writing_and_not_reading(as_, cast, path):
    seat, guide = as_(cast.noor), as_(cast.samira)
    read_only = reverse("read_only_link", args=[cast.link.pk])
    guide.post(read_only, {"is_read_only": "yes"})
    assert reads(seat, cast.link)
    leave = reverse("leave", args=[cast.dex.pk])
    response = seat.post(leave)
    assert response.status_code == 403
    assert "De link staat op alleen lezen." in text_of(response)
    assert "Laat iedereen weer reageren" in text_of(guide.get(path))
    guide.post(read_only, {"is_read_only": "no"})
    assert seat.post(leave).status_code == 303


@pytest.mark.parametrize("name", ["revoke_link", "read_only_link"])
def test_a_seat_does_not_lock_everybody_out_when_nobody_could_undo_it(as_, cast, name):
    cast.samira.leave(by=None)
    response = as_(cast.noor).post(reverse(name, args=[cast.link.pk]), {"is_read_only": "yes"})
    assert response.status_code == 409
    cast.link.refresh_from_db()
    assert cast.link.is_working
    assert not cast.link.is_read_only


@pytest.mark.parametrize("name", ["revoke_link", "read_only_link"])
def test_with_a_guide_a_seat_may_and_lands_on_a_page(as_, cast, name):
    seat = as_(cast.noor)
    response = seat.post(reverse(name, args=[cast.link.pk]), {"is_read_only": "yes"}, follow=True)
    assert response.status_code == 200
    assert reads(seat, cast.link) == (name == "read_only_link")


@pytest.mark.parametrize("name", ["renew_link", "revoke_link", "read_only_link"])
def test_links_of_another_initiative_are_not_there(as_, cast, name):
    link = make.make_link(cast.garden)
    for person in (cast.noor, cast.samira, cast.wouter):
        assert as_(person).post(reverse(name, args=[link.pk])).status_code == 404
    assert as_(cast.samira).get(reverse(name, args=[link.pk])).status_code == 405


@pytest.mark.parametrize("name", ["renew_link", "revoke_link", "read_only_link"])
@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_do_nothing_with_it(as_, cast, name, person):
    client = as_(person and getattr(cast, person))
    assert client.post(reverse(name, args=[cast.link.pk])).status_code == 403


def test_an_expired_link_opens_nothing_and_can_be_renewed(as_, cast, path):
    seat, guide = as_(cast.noor), as_(cast.samira)
    yesterday = timezone.localdate() - timedelta(days=1)
    ShareLink.objects.update(expires_on=yesterday)
    assert not reads(seat, cast.link)
    assert Client().get(reverse("open_link", args=[cast.link.token])).status_code == 404
    page = text_of(guide.get(path))
    assert "De link is verlopen" in page
    assert cast.link.token not in page
    assert guide.get(reverse("link_qr", args=[cast.link.pk])).status_code == 404
    guide.post(reverse("renew_link", args=[cast.link.pk]))
    cast.link.refresh_from_db()
    assert cast.link.is_working


def test_writing_moves_the_expiry_on_and_reading_does_not(as_, cast):
    soon = timezone.localdate() + timedelta(days=3)
    ShareLink.objects.update(expires_on=soon)
    seat = as_(cast.noor)
    seat.get(reverse("people", args=[cast.club.pk]))
    cast.link.refresh_from_db()
    assert cast.link.expires_on == soon
    seat.post(reverse("leave", args=[cast.dex.pk]))
    cast.link.refresh_from_db()
    assert cast.link.expires_on == in_a_year()


def test_an_old_cookie_of_another_generation_opens_nothing(cast):
    client = with_claims(Client(), [Claim(cast.link.pk, cast.link.generation + 1)])
    assert not reads(client, cast.link)


def test_the_pages_take_eight_queries(as_, cast, path, django_assert_max_num_queries):
    for n in range(40):
        person = cast.club.add_to_group(f"Naam {n}", by=None)
        Seat.objects.create(link=cast.link, participant=person)
    for person in (cast.noor, cast.samira):
        client = as_(person)
        for address in (path, reverse("link_qr", args=[cast.link.pk])):
            with django_assert_max_num_queries(8):
                assert client.get(address).status_code == 200
