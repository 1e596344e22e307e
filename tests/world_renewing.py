"""A text that asks something of both sides. Part of access_world.py."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from agreements.models import AgreementVersion
from initiatives.models import Initiative, Participant
from tests.world_makers import running_of


def asked_of(initiative: Initiative, official: Participant) -> AgreementVersion:
    """In effect, and its last day was yesterday."""
    version = running_of(initiative, official)
    yesterday = timezone.localdate() - timedelta(days=1)
    AgreementVersion.objects.filter(pk=version.pk).update(ends_on=yesterday)
    version.refresh_from_db()
    return version
