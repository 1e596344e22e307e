import re
from contextlib import contextmanager

import pytest
from django.core.cache import cache

from accounts.models import Function, User


@pytest.fixture(autouse=True)
def no_limits_from_earlier_tests():
    """The rate limits are counted in the cache."""
    cache.clear()


@pytest.fixture
def official(db):
    return User.objects.create_user(
        "sanne@gemeente.example", "Sanne", Function.CIVIL_SERVANT, organisation="Gemeente"
    )


@pytest.fixture
def coordinator(db):
    return User.objects.create_user(
        "mira@gemeente.example", "Mira", Function.POLICY_OFFICER, is_manager=True
    )


@pytest.fixture
def newest_code(mailoutbox):
    """Reads the code out of the newest mail."""

    def read():
        return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mailoutbox[-1].body, re.MULTILINE)[0]

    return read


@pytest.fixture
def no_mail(monkeypatch):
    """`with no_mail():` no mail goes out."""

    @contextmanager
    def failing(error=ConnectionRefusedError):
        def send(*args, **kwargs):
            raise error

        with monkeypatch.context() as patch:
            patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
            yield

    return failing
