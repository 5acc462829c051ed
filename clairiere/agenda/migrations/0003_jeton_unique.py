import clairiere.agenda.models.abonnement
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agenda', '0002_parcours_en_profondeur'),
    ]

    operations = [
        migrations.AlterField(
            model_name='inscription',
            name='jeton',
            field=models.CharField(default=clairiere.agenda.models.abonnement._jeton, editable=False, max_length=40, unique=True, verbose_name='jeton'),
        ),
    ]
