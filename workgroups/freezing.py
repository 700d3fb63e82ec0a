"""What was adopted can be neither changed nor deleted, by anybody: the database itself refuses.

Put in place after every `migrate`, so that a table that a migration makes anew (SQLite) gets its guards back.
"""

from django.db import connections

from .enums import MinutesStatus
from .models import AdoptedFile, AdoptedImage, AdoptedVersion, Erratum, ErratumFile, Minutes, Requirement

# Each model, and which of its rows: all of them, or those of which the condition is true.
FROZEN = dict.fromkeys((AdoptedVersion, AdoptedFile, AdoptedImage, Requirement, Erratum, ErratumFile), "TRUE")
FROZEN[Minutes] = f"OLD.status = '{MinutesStatus.ADOPTED.value}'"
# The error is one of integrity, as that of a broken constraint is.
FUNCTION = """
CREATE OR REPLACE FUNCTION workgroups_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'frozen: no % of %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$
"""


def guard(using="default", **kwargs):
    """Has the database refuse every UPDATE and DELETE of these rows; a second time changes nothing."""
    del kwargs  # what the signal tells beside
    connection = connections[using]
    there = set(connection.introspection.table_names())
    tables = {model._meta.db_table: condition for model, condition in FROZEN.items() if model._meta.db_table in there}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _guard_postgresql(cursor, tables)
        else:
            _guard_sqlite(cursor, tables)


def _guard_postgresql(cursor, tables):
    cursor.execute("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'workgroups_%%_frozen'", [])
    there = {name for (name,) in cursor.fetchall()}
    cursor.execute(FUNCTION)
    for table, condition in tables.items():
        if f"{table}_frozen" not in there:
            cursor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION workgroups_refuse_change()"
            )


def _guard_sqlite(cursor, tables):
    for table, condition in tables.items():
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_frozen_{verb.lower()} BEFORE {verb} ON {table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, 'frozen: no {verb} of {table}'); END"
            )
