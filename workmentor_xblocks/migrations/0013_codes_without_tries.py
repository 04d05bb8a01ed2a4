from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('workmentor', '0012_of_age_from'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='proofcode',
            name='tries',
        ),
    ]
