"""Migrations: complete, and applied from nothing by whoever installs the portal."""

from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def test_no_model_changed_without_a_migration(db):
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_the_database_is_at_the_last_migration(db):
    """The tests' own database was made by the migrations, from nothing."""
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    tables = set(connection.introspection.table_names())
    assert {model._meta.db_table for model in apps.get_models() if model._meta.managed} <= tables
