"""What was known already: how many a group was with, and when somebody was last heard of."""

from django.db import migrations, models
from django.utils import timezone

AT_ONCE = 1000


def keep_headcounts(apps, schema_editor):
    """The number of the card holds at least since the card was last changed."""
    Initiative = apps.get_model("initiatives", "Initiative")
    Headcount = apps.get_model("initiatives", "Headcount")
    Event = apps.get_model("initiatives", "Event")
    changed = (
        Event.objects.filter(initiative=models.OuterRef("pk"), verb="initiative_changed")
        .order_by("-at")
        .values("at")[:1]
    )
    known = (
        Initiative.objects.exclude(headcount=None)
        .filter(headcounts=None)
        .annotate(changed_at=models.Subquery(changed))
    )
    rows = (
        Headcount(
            initiative_id=initiative.pk,
            counted_on=timezone.localdate(initiative.changed_at or initiative.logged_at),
            people=initiative.headcount,
        )
        for initiative in known.iterator(AT_ONCE)
    )
    Headcount.objects.bulk_create(list(rows), batch_size=AT_ONCE)


def keep_signs(apps, schema_editor):
    """Who did something was there on that day."""
    Participant = apps.get_model("initiatives", "Participant")
    Event = apps.get_model("initiatives", "Event")
    last = Event.objects.filter(by=models.OuterRef("pk")).order_by("-at").values("at")[:1]
    heard = Participant.objects.filter(last_sign_on=None).annotate(heard_at=models.Subquery(last))
    rows = []
    for person in heard.exclude(heard_at=None).only("pk").iterator(AT_ONCE):
        person.last_sign_on = timezone.localdate(person.heard_at)
        rows.append(person)
    Participant.objects.bulk_update(rows, ["last_sign_on"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0005_people_handover"),
    ]

    operations = [
        migrations.RunPython(keep_headcounts, migrations.RunPython.noop),
        migrations.RunPython(keep_signs, migrations.RunPython.noop),
    ]
