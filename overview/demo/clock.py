"""Lets time pass in the demo: everything that was written so far becomes older."""

from datetime import timedelta

from django.apps import apps
from django.db import models

from agreements.models import AgreementVersion, SlotException, UseSlot
from agreements.sealing import seal_of

APPS = ("initiatives", "agreements", "places", "meetings", "evaluations")
# A season, and a day that is different: chosen on the calendar of whoever opens the demo.
STAY = (UseSlot, SlotException)


def pass_time(days: int) -> None:
    """Moves every day and moment in the tables `days` back, but for `STAY`, and seals the texts
    again.

    Only for data that the demo itself just made: a seal is never renewed anywhere else.
    """
    gone = timedelta(days=days)
    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            fields = [f.name for f in model._meta.fields if isinstance(f, models.DateField)]
            if fields and model not in STAY:
                _move(model, fields, gone)
    for version in AgreementVersion.objects.exclude(seal="").select_related("agreement"):
        AgreementVersion.objects.filter(pk=version.pk).update(seal=seal_of(version))


def _move(model: type[models.Model], fields: list[str], gone: timedelta) -> None:
    rows = list(model._default_manager.all())
    for row in rows:
        for field in fields:
            value = getattr(row, field)
            if value is not None:
                setattr(row, field, value - gone)
    if rows:
        model._default_manager.bulk_update(rows, fields, batch_size=200)
