"""The colleges the association was founded with (2012), as ordinary rows: the back office renames and adds to them."""

from django.db import migrations

COLLEGES = [
    (1, "Soutien à la création d’un réseau de télécentres interopérables", True),
    (2, "EPCI et communes", True),
    (3, "Grandes entreprises", True),
    (4, "Acteurs locaux, fédérations et TPE", True),
    (None, "Comité d’experts", False),
]


def found(apps, schema_editor):
    colleges = apps.get_model("members", "College").objects.using(schema_editor.connection.alias)
    for position, (number, name, has_votes) in enumerate(COLLEGES):
        colleges.create(number=number, name=name, has_votes=has_votes, position=position)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [migrations.RunPython(found, migrations.RunPython.noop)]
