"""Placeholder until the roles land in the next commit."""

from django.contrib.auth.backends import ModelBackend as RoleBackend  # noqa: F401
