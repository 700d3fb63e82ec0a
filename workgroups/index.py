"""What keeps search quick however many texts there are: the database's own index of words.

The words of a passage are folded before they are stored, so that every database finds the same. PostgreSQL looks them
up in a GIN index, SQLite in a table of FTS5. Both are put in place after every `migrate`, as the guards of `freezing`
are: a table that a migration makes anew (SQLite) gets its triggers back.
"""

from django.db import connections
from django.db.models import Lookup, TextField

from .models import Passage

TABLE = Passage._meta.db_table
INDEX = f"{TABLE}_words"
VECTOR = "array_to_tsvector(string_to_array(ltrim({}), ' '))"
ADDED = f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words)"  # noqa: S608 - names of ours
REMOVED = f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words)"  # noqa: S608 - ours
TRIGGERS = {
    "insert": f"AFTER INSERT ON {TABLE} BEGIN {ADDED}; END",
    "delete": f"AFTER DELETE ON {TABLE} BEGIN {REMOVED}; END",
    "update": f"AFTER UPDATE OF words ON {TABLE} BEGIN {REMOVED}; {ADDED}; END",
}


class BeginsWord(Lookup):
    """`words__begins_word="telec"`: one of a passage's words begins so. The value is one folded word."""

    lookup_name = "begins_word"
    prepare_rhs = False

    def as_postgresql(self, compiler, connection):
        """By the GIN index."""
        words, params = self.process_lhs(compiler, connection)
        return f"{VECTOR.format(words)} @@ %s::tsquery", [*params, f"'{self.rhs}':*"]

    def as_sqlite(self, compiler, connection):
        """By the table of FTS5, whose row numbers are those of the passages."""
        words, params = self.process_lhs(compiler, connection)
        row = words.rsplit(".", 1)[0] + '."id"'
        found = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608 - a name of ours
        return f"{row} IN ({found})", [*params, f'"{self.rhs}"*']


def put_in_place(using="default", **kwargs):
    """Makes the index where it is missing, and takes it away with its table; a second time changes nothing."""
    del kwargs  # what the signal tells beside
    connection = connections[using]
    has_table = TABLE in connection.introspection.table_names()
    with connection.cursor() as cursor:
        if not has_table:
            cursor.execute(f"DROP {'INDEX' if connection.vendor == 'postgresql' else 'TABLE'} IF EXISTS {INDEX}")
        elif connection.vendor == "postgresql":
            cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin ({VECTOR.format('words')})")
        else:
            _sqlite(cursor)


def _sqlite(cursor):
    cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", [INDEX])
    is_there = cursor.fetchone()
    if not is_there:
        cursor.execute(
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='{TABLE}', content_rowid='id', "
            "tokenize='unicode61 remove_diacritics 0', prefix='2 3 4')"
        )
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608 - a name of ours
    for name, does in TRIGGERS.items():
        cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {INDEX}_{name} {does}")


TextField.register_lookup(BeginsWord)
