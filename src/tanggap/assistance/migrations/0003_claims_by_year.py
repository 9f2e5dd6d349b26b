"""Claims of one subject under one group in one year become one row with a cell for each month."""

# ruff: noqa: S608 - constants only

from django.db import migrations, models

MONTHS = [f"m{month:02d}" for month in range(1, 13)]
_PLACE = "subject_id, group_id, subject_kind"
_OF = "assistance_claim c JOIN assistance_holding h ON h.claim_id = c.id"
_STASH = f"""CREATE TABLE assistance_claim_before AS
SELECT h.award_id, c.subject_id, c.group_id, c.subject_kind, c.month, c.holder FROM {_OF}"""
_CELLS = ", ".join(
    f"MAX(CASE WHEN substr(month, 6) = '{month[1:]}' THEN holder ELSE '' END)" for month in MONTHS
)
_FILL = f"""INSERT INTO assistance_claim ({_PLACE}, year, {", ".join(MONTHS)})
SELECT {_PLACE}, substr(month, 1, 4), {_CELLS} FROM assistance_claim_before
GROUP BY {_PLACE}, substr(month, 1, 4)"""
_JOIN = """INSERT INTO assistance_holding (claim_id, award_id)
SELECT DISTINCT c.id, b.award_id FROM assistance_claim_before b JOIN assistance_claim c
ON c.subject_id = b.subject_id AND c.group_id = b.group_id AND c.subject_kind = b.subject_kind
AND c.{time} = {before}"""
_AS_HOLDER = f"""{_OF} JOIN assistance_award a ON a.id = h.award_id
JOIN assistance_groupmember m ON m.group_id = c.group_id AND m.programme_id = a.programme_id"""
_HOLDER = "CASE WHEN m.holder = '' THEN 'award:' || a.id ELSE m.holder END"
_BY_MONTH = " UNION ALL ".join(
    f"SELECT h.award_id, c.subject_id, c.group_id, c.subject_kind,"
    f" c.year || '-{month[1:]}' AS month, c.{month} AS holder FROM {_AS_HOLDER}"
    f" WHERE c.{month} = {_HOLDER}"
    for month in MONTHS
)
_STASH_BY_MONTH = f"CREATE TABLE assistance_claim_before AS {_BY_MONTH}"
_FILL_BY_MONTH = f"""INSERT INTO assistance_claim ({_PLACE}, month, holder)
SELECT DISTINCT {_PLACE}, month, holder FROM assistance_claim_before"""
_EMPTY = ("DELETE FROM assistance_holding", "DELETE FROM assistance_claim")
_DROP = "DROP TABLE assistance_claim_before"


def _run(*statements):
    def work(_apps, editor):
        for statement in statements:
            editor.execute(statement)
        if editor.connection.vendor == "postgresql":  # else no table may be altered afterwards
            editor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    return work


class Migration(migrations.Migration):
    """Set the claims aside, change their table, and write them anew; the same way back."""

    dependencies = [("assistance", "0002_case_assigned")]

    operations = [
        migrations.RunPython(
            _run(_STASH, *_EMPTY),
            _run(
                _FILL_BY_MONTH,
                _JOIN.format(time="month", before="b.month AND c.holder = b.holder"),
                _DROP,
            ),
        ),
        migrations.RemoveConstraint("claim", "one_holder_for_a_rule_subject_and_month"),
        migrations.RemoveField("claim", "holder"),
        migrations.RemoveField("claim", "month"),
        migrations.AddField("claim", "year", models.CharField(default="", max_length=4), False),
        *(
            migrations.AddField("claim", month, models.CharField(blank=True, max_length=40), False)
            for month in MONTHS
        ),
        migrations.AddConstraint(
            "claim",
            models.UniqueConstraint(
                fields=("subject_id", "group", "year", "subject_kind"),
                name="one_holder_for_a_rule_subject_and_month",
            ),
        ),
        migrations.RunPython(
            _run(_FILL, _JOIN.format(time="year", before="substr(b.month, 1, 4)"), _DROP),
            _run(_STASH_BY_MONTH, *_EMPTY),
        ),
    ]
