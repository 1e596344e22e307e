"""The cookie that says in which look-backs this device answered the questions on trust.

It only stops somebody from answering twice by accident; who wants to can. It holds numbers of
look-backs and no time (so no `TimestampSigner`), and the server keeps nothing beside it.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

LASTS = 90 * 24 * 3600
MOST = 20
SALT = "onderling.trust"


def answered_here(request: HttpRequest) -> list[int]:
    """Look-backs, the newest last. A cookie that was not signed by us counts for nothing."""
    try:
        found = Signer(salt=SALT).unsign_object(request.COOKIES.get(settings.TRUST_COOKIE_NAME, ""))
        return [int(number) for number in found][-MOST:]
    except (BadSignature, TypeError, ValueError):
        return []


def note_on_device(request: HttpRequest, response: HttpResponse, evaluation: int) -> None:
    numbers = [number for number in answered_here(request) if number != evaluation]
    response.set_cookie(
        settings.TRUST_COOKIE_NAME,
        Signer(salt=SALT).sign_object([*numbers, evaluation][-MOST:]),
        max_age=LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
