"""Where sessions are kept: in our own table, by a hash of the key, with whose they are.

Two limits, both from the settings: SESSION_IDLE_DAYS since the last change that was made (reading
never writes, so it does not count), and SESSION_DAYS since signing in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import auth
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.dateparse import parse_datetime
from django.utils.functional import SimpleLazyObject

View = TypeVar("View", bound=Callable[..., HttpResponse])

SIGNED_IN_AT, DEVICE, ADDRESS = "signed_in_at", "device", "address_to_sign_in"
# A session of nobody holds no more than the step of signing in.
STEP_LASTS = timedelta(days=1)
PHONE = re.compile(r"Mobi|Android|iPhone|iPad", re.IGNORECASE)


def kept_as(key: str) -> str:
    """What the table holds of a key: with a copy of it nobody can sign in. 160 bits."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def ends_at(signed_in_at: datetime) -> datetime:
    """When a session that is used now ends: idle, or too old."""
    idle = timezone.now() + timedelta(days=settings.SESSION_IDLE_DAYS)
    return min(idle, signed_in_at + timedelta(days=settings.SESSION_DAYS))


class SessionStore(DatabaseStore):
    """Django's store, with the hash instead of the key, and the columns filled."""

    row: Any = None  # the Session that was loaded

    @classmethod
    def get_model_class(cls) -> Any:
        from accounts.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        found = self.model.objects.filter(
            session_key=kept_as(self.session_key or ""), expire_date__gt=timezone.now()
        )
        # With whose it is: whoever asks for a page is nearly always asked after.
        self.row = found.select_related("user").first()  # type: ignore[misc]  # the base has none
        if self.row is None:
            self._session_key = None
        return self.row

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=kept_as(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        now, model = timezone.now(), self.get_model_class()
        key = kept_as(self._get_or_create_session_key())  # type: ignore[attr-defined]
        if SESSION_KEY not in data:
            return model(
                session_key=key, session_data=self.encode(data), expire_date=now + STEP_LASTS
            )
        signed_in_at = parse_datetime(data.setdefault(SIGNED_IN_AT, now.isoformat())) or now
        return model(
            session_key=key,
            session_data=self.encode(data),
            expire_date=ends_at(signed_in_at),
            user_id=int(data[SESSION_KEY]),
            signed_in_at=signed_in_at,
            last_used_on=timezone.localdate(),
            device=data.get(DEVICE, ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=kept_as(key)).delete()

    @property
    def shown_key(self) -> str:
        """How the session of this device is called in the table."""
        return kept_as(self.session_key or "")


def begin(request: HttpRequest) -> None:
    """Call it right after `login`: from when this session counts, and on what kind of device."""
    from accounts.models import Device

    agent = request.headers.get("User-Agent", "")
    request.session[DEVICE] = Device.PHONE if PHONE.search(agent) else Device.COMPUTER
    request.session[SIGNED_IN_AT] = timezone.now().isoformat()
    request.session.pop(ADDRESS, None)


def user_of(request: HttpRequest) -> Any:
    """Who is signed in, as `auth.get_user` finds it, without a query more than the session took.

    Whatever is not plainly right (another hash, an account that stopped) goes Django's own way.
    """
    session: Any = request.session
    is_plain = session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    user = session.row.user if is_plain and session.row is not None else None
    if (
        user is not None
        and user.is_active
        and session.get(SESSION_KEY) == str(user.pk)
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    ):
        return user
    return auth.get_user(request)


class UserOfSession(AuthenticationMiddleware):
    """Django's, which asks for the session and the user in one query."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: user_of(request))  # type: ignore[assignment]


def leaves_no_trace(view: View) -> View:
    """Says of a view that who uses it is noted nowhere, not even that it was today."""
    view.leaves_no_trace = True  # type: ignore[attr-defined]
    return view


def note_use(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """The first change of a day moves the idle limit on: one UPDATE a day, never on reading."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        is_noted = request.method == "POST" and not getattr(view, "leaves_no_trace", False)
        if is_noted and request.user.is_authenticated:
            session: Any = request.session
            today = timezone.localdate()
            if session.row is not None and session.row.last_used_on != today:
                session.model.objects.filter(pk=session.row.pk).update(
                    last_used_on=today, expire_date=ends_at(session.row.signed_in_at)
                )

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware
