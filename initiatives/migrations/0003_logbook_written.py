import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0002_people_complete"),
    ]

    operations = [
        migrations.AddField("logline", "is_signed", models.BooleanField(default=False)),
        migrations.AddField("logline", "reported_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "logline", "reported_because", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField("logline", "hidden_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField(
            "logline",
            "hidden_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="initiatives.participant",
            ),
        ),
        migrations.AddField(
            "logline", "hidden_because", models.CharField(blank=True, max_length=200)
        ),
        migrations.AddField("logline", "corrected_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("logline", "revision", models.PositiveIntegerField(default=1)),
    ]
