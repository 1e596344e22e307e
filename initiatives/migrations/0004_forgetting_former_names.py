from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0003_logbook_written")]

    operations = [
        migrations.AddField(
            "participant",
            "former_names",
            models.TextField(blank=True, editable=False, default=""),
            preserve_default=False,
        ),
    ]
