"""Who opens a link: a server that only wants a preview, or an address that guesses tokens."""

import ipaddress
import re
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

# Servers that fetch a page to show a card of it in a chat, and search engines.
PREVIEW = re.compile(
    r"^WhatsApp/|facebookexternalhit|facebot|meta-externalagent|slackbot|slack-imgproxy|telegrambot"
    r"|twitterbot|skypeuripreview|microsoftpreview|discordbot|linkedinbot|googlebot|bingbot"
    r"|bingpreview|google-pagerenderer|applebot|duckduckbot|yandexbot|redditbot|pinterestbot"
    r"|mastodon/|embedly|iframely|vkshare|snap url preview|line-poker|viber/preview|signal-preview",
    re.IGNORECASE,
)
WRONG_TOKENS = 20
WINDOW = 10 * 60  # seconds


def wants_a_preview(request: HttpRequest) -> bool:
    return bool(PREVIEW.search(request.headers.get("User-Agent", "")))


def address_of(request: HttpRequest) -> str:
    """From where the request came. What a proxy says counts only when there is one in front."""
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    said = [a.strip() for a in request.headers.get("X-Forwarded-For", "").split(",") if a.strip()]
    if proxies and len(said) >= proxies:
        return said[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def block_of(address: str) -> str:
    """One IPv4 address, or the /64 of an IPv6 address: what one connection is given."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((int(ip) >> 64 << 64, 64)))
    return str(ip)


def count_wrong_token(request: HttpRequest) -> bool:
    """Counts one wrong token of this address. False after 20 in 10 minutes."""
    now = time.time()
    key = f"wrong-tokens:{block_of(address_of(request))}"
    recent = [at for at in cache.get(key, []) if at > now - WINDOW]
    if len(recent) >= WRONG_TOKENS:
        return False
    cache.set(key, [*recent, now], WINDOW)
    return True
