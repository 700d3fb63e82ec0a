"""A release that went wrong can be taken back: the apps' migrations undo what they did."""

import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_the_apps_migrations_can_be_undone_and_done_again():
    before = set(connection.introspection.table_names())
    for app in ("events", "workgroups", "projects", "demo"):
        call_command("migrate", app, "zero", verbosity=0)
    undone = set(connection.introspection.table_names())
    assert not {name for name in undone if name.startswith(("events_", "workgroups_", "projects_", "demo_"))}
    call_command("migrate", verbosity=0)
    assert set(connection.introspection.table_names()) == before
