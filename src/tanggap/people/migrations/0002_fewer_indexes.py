"""Fewer indexes: those that another one covers, or that nobody looks things up by."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="family",
            name="code",
            field=models.CharField(max_length=16),
        ),
        migrations.AlterField(
            model_name="household",
            name="code",
            field=models.CharField(max_length=16),
        ),
        migrations.AlterField(
            model_name="link",
            name="made_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="link",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="links",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="link",
            name="superseded_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.link",
            ),
        ),
        migrations.AlterField(
            model_name="nameword",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="words",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="code",
            field=models.CharField(max_length=16),
        ),
        migrations.AlterField(
            model_name="person",
            name="redirect_to",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="redirected",
                to="people.person",
            ),
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="list",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="records",
                to="people.recipientlist",
            ),
        ),
        migrations.AlterField(
            model_name="sourcerecord",
            name="replaced_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.sourcerecord",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("redirect_to__isnull", False)),
                fields=["redirect_to"],
                name="people_redirected",
            ),
        ),
        migrations.AddIndex(
            model_name="sourcerecord",
            index=models.Index(
                condition=models.Q(("replaced_by__isnull", False)),
                fields=["replaced_by"],
                name="people_replaced",
            ),
        ),
        migrations.AddConstraint(
            model_name="family",
            constraint=models.UniqueConstraint(
                fields=("code",), name="people_a_code_is_one_familys"
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.UniqueConstraint(
                fields=("code",), name="people_a_code_is_one_households"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                fields=("code",), name="people_a_code_is_one_persons"
            ),
        ),
    ]
