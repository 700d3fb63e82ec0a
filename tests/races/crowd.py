"""Many people at the same moment: each a thread with a database connection of its own."""

import threading
from contextlib import contextmanager

from django.db import connection, connections


@contextmanager
def own_connections():
    """Inside, every thread opens a connection of its own instead of borrowing one of the pool's ten."""
    close_all()
    options = connections["default"].settings_dict["OPTIONS"]
    pool = options.pop("pool", None)
    try:
        yield
    finally:
        connections.close_all()
        if pool is not None:
            options["pool"] = pool


def close_all():
    for opened in connections.all(initialized_only=True):
        opened.close()
        if opened.vendor == "postgresql":
            opened.close_pool()


def at_once(acts, *, expected=()):
    """Runs every act in a thread of its own, all released together; returns what each returned or, for an exception
    of the types in `expected`, raised. Any other exception fails the test."""
    start = threading.Barrier(len(acts))
    outcomes = [None] * len(acts)

    def run(number, act):
        try:
            connections["default"].ensure_connection()
            start.wait(60)
            outcomes[number] = act()
        except BaseException as error:
            outcomes[number] = error
        finally:
            connections.close_all()

    with own_connections():
        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, tuple(expected)):
            raise outcome
    return outcomes


def until_somebody_waits_for_a_lock(*, or_is_done=lambda: False):
    """On SQLite nothing is to be waited for: whoever comes second waits from the first statement on."""
    waiting = 0 if connection.vendor == "postgresql" else 1
    while not (waiting or or_is_done()):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            [waiting] = cursor.fetchone()
