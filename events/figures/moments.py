"""Moments put together by the hour or by the minute, inside the database."""

from django.db.models import DateTimeField, Func


class Cut(Func):
    """A moment without what is finer than `unit` ("hour" or "minute").

    Unlike Django's `Trunc…`, whose functions are Python on SQLite (50,000 people took seconds), it knows no time zone:
    whoever needs the day in Paris takes hours, of which there are few, and puts them together.
    """

    arity = 1
    function = "DATE_TRUNC"
    output_field = DateTimeField()
    kept = {"hour": (13, ":00:00"), "minute": (16, ":00")}  # letters of SQLite's text, and what completes them

    def __init__(self, moment, *, unit):
        super().__init__(moment, unit=unit)

    def as_sql(self, compiler, connection, **context):
        return super().as_sql(compiler, connection, template="%(function)s('%(unit)s', %(expressions)s)", **context)

    def as_sqlite(self, compiler, connection, **context):
        letters, rest = self.kept[self.extra["unit"]]
        template = f"SUBSTR(%(expressions)s, 1, {letters}) || '{rest}'"
        return Func.as_sql(self, compiler, connection, template=template, **context)
