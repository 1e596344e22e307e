"""What holds for every answer: headers, health, error pages, reading never writes."""

import re

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from accounts.models import User
from config.middleware import WroteWhileReading
from initiatives.models import Initiative
from tests.conftest import Cast


def test_headers_of_a_page(client: Client, db: None) -> None:
    headers = client.get(reverse("start")).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy and "data:" not in policy and "*" not in policy
    for part in ("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert part in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store, private"
    assert "HX-Request" in headers["Vary"]
    assert "noindex" in headers["X-Robots-Tag"]


def test_health(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_health_without_a_database(client: Client, db: None, monkeypatch) -> None:
    def broken(*_args: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("config.errors.MigrationExecutor", broken)
    assert client.get("/healthz").status_code == 503


def test_health_with_migrations_missing(client: Client, db: None) -> None:
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connection).migration_qs.filter(app="agreements").delete()
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (503, "migrations missing")


def test_a_dead_database_gives_503_in_words(db: None, cast: Cast, monkeypatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(cast.samira.user)

    def broken(*_args: object, **_kwargs: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(User.objects.__class__, "get_queryset", broken)
    monkeypatch.setattr(Initiative.objects.__class__, "get_queryset", broken)
    response = client.get(reverse("initiatives"))
    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert "<h1" in response.content.decode()


def test_pages_for_errors_are_plain_dutch(client: Client, db: None, cast: Cast) -> None:
    client.force_login(cast.resident)
    response = client.get("/bestaat/niet/")
    assert response.status_code == 404
    foreign = client.get(reverse("group_page", args=[cast.club.pk]))
    nothing = client.get(reverse("group_page", args=[999_999]))
    assert foreign.status_code == nothing.status_code == 404
    assert without_token(foreign) == without_token(nothing) == without_token(response)


def without_token(response) -> str:
    body = re.sub(r'value="[^"]+"|X-CSRFToken[^}]+', "", response.content.decode())
    return re.sub(r"/[a-z0-9/-]*/", "", body)


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.samira.user)
    response = client.post(reverse("log_initiative"), {"name": "Iets"})
    assert response.status_code == 403
    assert not Initiative.objects.filter(name="Iets").exists()


def test_a_get_that_writes_is_a_mistake_of_ours(client: Client, cast: Cast, monkeypatch) -> None:
    client.force_login(cast.samira.user)

    def writes(*_args: object, **_kwargs: object) -> None:
        Initiative.objects.update(name="Overschreven")

    monkeypatch.setattr("overview.views.start.render_page", writes)
    with pytest.raises(WroteWhileReading), transaction.atomic():
        client.get(reverse("start"))
    assert not Initiative.objects.filter(name="Overschreven").exists()


@override_settings(THEME="tweede")
def test_another_municipality_has_another_theme(client: Client, db: None) -> None:
    body = client.get(reverse("start")).content.decode()
    assert "themes/tweede.css" in body and "themes/voorbeeld.css" not in body


def test_an_expired_session_never_pours_a_sign_in_page_into_a_part(
    client: Client, cast: Cast
) -> None:
    address = reverse("group_page", args=[cast.club.pk])
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 401
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_the_address_of_a_button_says_so(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.samira.user)
    response = client.get(reverse("show_text", args=["reactie", 1]))
    assert response.status_code == 405 and response.headers["Allow"] == "POST"
    assert "Ga terug en tik daar op de knop." in response.text
    assert not client.delete(reverse("show_text", args=["reactie", 1])).content
