"""Opening a link: for people, for the servers that make a preview, and for who guesses."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.visitors import address_of, block_of
from initiatives.models import Seat, ShareLink
from initiatives.who import Claim, read_claims
from tests import factories as make
from tests.initiatives.conftest import text_of

BOTS = [
    "WhatsApp/2.23.20.0 A",
    "WhatsApp/2",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Slack-ImgProxy (+https://api.slack.com/robots)",
    "TelegramBot (like TwitterBot)",
    "Twitterbot/1.0",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
]
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
PHONES = [
    f"{IPHONE} Safari/604.1",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
    f"{IPHONE} [FBAN/FBIOS;FBAV/470.0]",  # the browsers inside apps are people
    f"{IPHONE} Instagram 340.0",
    "",
]


@pytest.fixture(autouse=True)
def nobody_guessed_yet():
    cache.clear()


def path_of(token: str) -> str:
    return reverse("open_link", args=[token])


def dump(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("dumpdata", verbosity=0)
    return capsys.readouterr().out


@pytest.mark.parametrize("agent", PHONES)
def test_a_phone_goes_on_to_the_page_of_the_group(client, cast, agent):
    response = client.get(path_of(cast.link.token), headers={"User-Agent": agent})
    assert response.status_code == 303
    assert response["Location"] == f"/groep/{cast.club.pk}/"
    assert cast.link.token not in response["Location"]
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert cast.link.token not in text_of(page)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("agent", [PHONES[0], BOTS[0]])
def test_opening_changes_no_table(client, cast, capsys, method, agent):
    before = dump(capsys)
    for token in (cast.link.token, "x" * 22):
        getattr(client, method)(path_of(token), headers={"User-Agent": agent})
    assert dump(capsys) == before


def test_a_post_opens_nothing(client, cast):
    assert client.post(path_of(cast.link.token)).status_code == 405


@pytest.mark.parametrize("agent", BOTS)
def test_every_link_is_one_card_for_a_preview(cast, agent):
    revoked = make.make_link(cast.garden)
    ShareLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    other = make.make_link(make.make_initiative())
    tokens = [cast.link.token, other.token, revoked.token, "x" * 22, "kort", "é" * 9]
    answers = [Client().get(path_of(t), headers={"User-Agent": agent}) for t in tokens]
    assert {a.status_code for a in answers} == {200}
    assert len({a.content for a in answers}) == 1, "byte for byte"
    assert len({str(sorted(a.headers.items())) for a in answers}) == 1
    card = text_of(answers[0])
    assert '<meta property="og:title" content="Een voorstel voor een afspraak">' in card
    assert "Chillclub" not in card
    for answer in answers:
        assert not answer.cookies
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Referrer-Policy"] == "same-origin"


def test_previews_are_not_counted_as_guesses(client, cast):
    for n in range(50):
        client.get(path_of(f"{n:022}"), headers={"User-Agent": BOTS[0]})
    assert client.get(path_of("x" * 22)).status_code == 404


def test_whatever_is_wrong_one_page_says_so(cast):
    revoked, expired = make.make_link(cast.garden), make.make_link(make.make_initiative())
    ShareLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    yesterday = timezone.localdate() - timedelta(days=1)
    ShareLink.objects.filter(pk=expired.pk).update(expires_on=yesterday)
    tokens = [revoked.token, expired.token, "x" * 22, "é\u202e", "a" * 3000]
    answers = [Client().get(path_of(token)) for token in tokens]
    assert {a.status_code for a in answers} == {404}
    assert len({a.content for a in answers}) == 1
    page = text_of(answers[0])
    assert "Deze link werkt niet meer. Vraag een nieuwe aan wie hem stuurde." in page
    assert not any(answer.cookies for answer in answers)


def test_only_wrong_tokens_are_counted_and_a_right_one_always_works(cast):
    guesser = Client()
    codes = [guesser.get(path_of(f"{n:022}")).status_code for n in range(25)]
    assert codes == [404] * 20 + [429] * 5
    assert guesser.get(path_of("x" * 22))["Retry-After"] == "600"
    for _ in range(60):
        assert Client().get(path_of(cast.link.token)).status_code == 303
    other = Client(REMOTE_ADDR="203.0.113.7")
    assert other.get(path_of("x" * 22)).status_code == 404, "somebody else is not blocked"


def test_an_address_in_one_block_counts_as_the_same(cast):
    for n in range(20):
        Client(REMOTE_ADDR=f"2001:db8:1:2::{n:x}").get(path_of("x" * 22))
    assert Client(REMOTE_ADDR="2001:db8:1:2:ffff::9").get(path_of("x" * 22)).status_code == 429
    assert Client(REMOTE_ADDR="2001:db8:1:3::1").get(path_of("x" * 22)).status_code == 404


def test_a_forged_header_does_not_give_a_fresh_start(cast):
    codes = {
        Client(headers={"X-Forwarded-For": f"198.51.100.{n}"}).get(path_of("x" * 22)).status_code
        for n in range(25)
    }
    assert codes == {404, 429}


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:aaaa:bbbb:cccc:dddd", "2001:db8::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense", "unknown"),
    ],
)
def test_blocks(address, block):
    assert block_of(address) == block


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "198.51.100.1", "192.0.2.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (1, "", "192.0.2.1"),
        (2, "198.51.100.1", "192.0.2.1"),
    ],
)
def test_a_proxy_is_believed_only_when_there_is_one(settings, proxies, said, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = HttpRequest()
    request.META.update(REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=said)
    assert address_of(request) == address


def test_one_device_keeps_ten_initiatives_newest_first(client, db):
    links = [make.make_link(make.make_initiative()) for _ in range(12)]
    for link in links:
        client.get(path_of(link.token))
    kept = [claim.link for claim in claims_of(client)]
    assert kept == [link.pk for link in reversed(links)][:10]


def claims_of(client: Client) -> list[Claim]:
    request = HttpRequest()
    request.COOKIES = {key: morsel.value for key, morsel in client.cookies.items()}
    return read_claims(request)


def test_opening_again_keeps_the_seat_and_stands_once(as_, cast):
    client = as_(cast.noor)
    seat = Seat.objects.get(participant=cast.noor)
    client.get(path_of(make.make_link(cast.garden).token))
    client.get(path_of(cast.link.token))
    first, second = claims_of(client)
    assert (first.link, first.seat) == (cast.link.pk, seat.pk)
    assert second.seat == 0


def test_a_seat_that_ended_is_not_kept(as_, cast):
    client = as_(cast.noor)
    Seat.objects.get(participant=cast.noor).leave()
    client.get(path_of(cast.link.token))
    assert [c.seat for c in claims_of(client)] == [0]


def test_a_cookie_that_we_did_not_sign_counts_for_nothing(client, cast, settings):
    name = settings.SEAT_COOKIE_NAME
    for value in ("x", f"[[{cast.link.pk},1,1]]", "a:b:c", ":" * 99):
        client.cookies[name] = value
        assert client.get(reverse("people", args=[cast.club.pk])).status_code == 302
        assert client.get(path_of(cast.link.token)).status_code == 303
        assert len(claims_of(client)) == 1
        assert client.cookies[name].value != value


def test_the_token_stands_in_no_table(cast, capsys):
    assert cast.link.token not in dump(capsys)


def test_it_takes_few_queries(as_, cast, django_assert_max_num_queries):
    client = as_(cast.noor)
    with django_assert_max_num_queries(8):
        client.get(path_of(cast.link.token))
