"""The statement on accessibility: honest, and to be completed by the municipality."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse


def test_it_says_what_was_tested_and_what_was_not(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = Client().get(reverse("accessibility")).content.decode()
    assert "axe" in page
    assert "Nog niet onderzocht door een onafhankelijk bureau." in page
    assert page.count('class="blank blank--empty"') >= 5, "what the municipality fills in"
