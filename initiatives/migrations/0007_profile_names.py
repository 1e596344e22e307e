from django.db import migrations, models

from initiatives.pieces import pieces_of, sort_key_of


def cut_names(apps, schema_editor):
    """What `Initiative.save` keeps from now on, for the names that stand there already."""
    Initiative = apps.get_model("initiatives", "Initiative")
    NamePiece = apps.get_model("initiatives", "NamePiece")
    NamePiece.objects.all().delete()
    for initiative in Initiative.objects.iterator(chunk_size=500):
        initiative.sort_key = sort_key_of(initiative.name)
        initiative.save(update_fields=["sort_key"])
        pieces = sorted(pieces_of(initiative.name))
        NamePiece.objects.bulk_create(
            NamePiece(initiative=initiative, piece=piece, of_how_many=len(pieces))
            for piece in pieces
        )


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0006_people_history"),
    ]

    operations = [
        migrations.RenameField(model_name="goal", old_name="dropped_at", new_name="ended_at"),
        migrations.AlterModelOptions(name="initiative", options={"ordering": ["sort_key", "pk"]}),
        migrations.AddField(
            model_name="initiative",
            name="missing",
            field=models.TextField(blank=True, max_length=300, verbose_name="wie missen we nog?"),
        ),
        migrations.AddField(
            model_name="initiative",
            name="sort_key",
            field=models.CharField(default="", editable=False, max_length=80),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="status",
            field=models.CharField(
                choices=[
                    ("idea", "idee"),
                    ("active", "bezig"),
                    ("resting", "rust"),
                    ("ended", "gestopt"),
                ],
                default="active",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="initiative",
            name="kind",
            field=models.CharField(
                choices=[
                    ("youth", "jongeren"),
                    ("green", "groen"),
                    ("care", "zorg voor elkaar"),
                    ("building", "een gebouw of plek"),
                    ("energy", "energie"),
                    ("other", "iets anders"),
                ],
                default="other",
                max_length=10,
                verbose_name="soort",
            ),
        ),
        migrations.AddField(
            model_name="namepiece",
            name="of_how_many",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How many pieces the name has."
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["sort_key", "id"], name="initiative_by_name"),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(
                fields=["neighbourhood", "sort_key", "id"], name="initiative_by_place"
            ),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["status", "sort_key", "id"], name="initiative_by_status"),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["kind", "sort_key", "id"], name="initiative_by_kind"),
        ),
        migrations.RunPython(cut_names, migrations.RunPython.noop),
    ]
