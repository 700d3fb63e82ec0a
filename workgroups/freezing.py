"""What was adopted can be neither changed nor deleted, by anybody: the database itself refuses.

Put in place after every `migrate`, so that a table that a migration makes anew (SQLite) gets its guards back.
"""

from django.db import connections

from .models import AdoptedFile, AdoptedImage, AdoptedVersion, Erratum, ErratumFile, Requirement

FROZEN = (AdoptedVersion, AdoptedFile, AdoptedImage, Requirement, Erratum, ErratumFile)
# The error is one of integrity, as that of a broken constraint is.
FUNCTION = """
CREATE OR REPLACE FUNCTION workgroups_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'frozen: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$
"""


def guard(using="default", **kwargs):
    """Has the database refuse every UPDATE and DELETE of these tables; a second time changes nothing."""
    del kwargs  # what the signal tells beside
    connection = connections[using]
    tables = set(connection.introspection.table_names()) & {model._meta.db_table for model in FROZEN}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _guard_postgresql(cursor, sorted(tables))
        else:
            _guard_sqlite(cursor, sorted(tables))


def _guard_postgresql(cursor, tables):
    cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'workgroups_%%_frozen'", [])
    there = {name for (name,) in cursor.fetchall()}
    cursor.execute(FUNCTION)
    for table in tables:
        if f"{table}_frozen" not in there:
            cursor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION workgroups_refuse_change()"
            )


def _guard_sqlite(cursor, tables):
    for table in tables:
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'frozen: no {verb} of {table}'); END"
            )
