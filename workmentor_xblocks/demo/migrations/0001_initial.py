"""The tables of the demo."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Every table at once."""

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthoredValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "branch",
                    models.CharField(choices=[("draft", "Draft"), ("published", "Published")], max_length=9),
                ),
                ("usage_key", models.CharField(max_length=255)),
                ("name", models.CharField(max_length=100)),
                ("value", models.TextField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "branch",
                    models.CharField(choices=[("draft", "Draft"), ("published", "Published")], max_length=9),
                ),
                ("course_key", models.CharField(max_length=255)),
                ("usage_key", models.CharField(max_length=255)),
                ("block_type", models.CharField(max_length=64)),
                ("parent_key", models.CharField(blank=True, max_length=255)),
                ("position", models.IntegerField(default=0)),
            ],
            options={
                "ordering": ("position", "id"),
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.IntegerField()),
                ("course_key", models.CharField(max_length=255)),
                ("usage_key", models.CharField(max_length=255)),
                ("value", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="CourseRole",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("course_key", models.CharField(max_length=255)),
                ("role", models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("course_key", models.CharField(max_length=255)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("happened_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(max_length=255)),
                ("username", models.CharField(max_length=150)),
                ("context_user_id", models.IntegerField(null=True)),
                ("usage_key", models.CharField(max_length=255)),
                ("payload", models.TextField()),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="LearnerState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.IntegerField()),
                ("course_key", models.CharField(max_length=255)),
                ("usage_key", models.CharField(max_length=255)),
                ("state", models.TextField(default="{}")),
                ("grade", models.FloatField(null=True)),
                ("max_grade", models.FloatField(null=True)),
                ("modified_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField(auto_now_add=True)),
                ("sender", models.CharField(max_length=255)),
                ("recipients", models.TextField()),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="OtherValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=20)),
                ("owner_id", models.IntegerField(default=0)),
                ("subject", models.CharField(blank=True, max_length=255)),
                ("name", models.CharField(max_length=100)),
                ("value", models.TextField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="othervalue",
            constraint=models.UniqueConstraint(
                fields=("scope", "owner_id", "subject", "name"), name="demo_value_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="learnerstate",
            constraint=models.UniqueConstraint(fields=("user_id", "usage_key"), name="demo_state_once"),
        ),
        migrations.AddField(
            model_name="enrolment",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="enrolments",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="courserole",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="course_roles",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(fields=("user_id", "usage_key"), name="demo_completion_once"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(fields=("branch", "usage_key"), name="demo_block_once"),
        ),
        migrations.AddConstraint(
            model_name="authoredvalue",
            constraint=models.UniqueConstraint(
                fields=("branch", "usage_key", "name"), name="demo_authored_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(fields=("user", "course_key"), name="demo_enrolment_once"),
        ),
        migrations.AddConstraint(
            model_name="courserole",
            constraint=models.UniqueConstraint(fields=("user", "course_key", "role"), name="demo_role_once"),
        ),
    ]
