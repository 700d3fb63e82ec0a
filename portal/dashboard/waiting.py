"""One list of what waits for a person, out of what each app offers in its `waiting.py`."""

from datetime import date, datetime
from importlib import import_module

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import module_has_submodule


def offers():
    """The `waiting_for` of every installed app that has one."""
    found = []
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "waiting"):
            module = import_module(f"{config.name}.waiting")
            if hasattr(module, "waiting_for"):
                found.append(module.waiting_for)
    return found


def waiting_items(person):
    """What the person is expected to do: what is late first, then by due date, then the oldest."""
    items = [item for waiting_for in offers() for item in waiting_for(person)]
    return sorted(items, key=lambda item: (not item.is_late, _day(item.due), _day(item.since)))


def _day(moment):
    if isinstance(moment, datetime):
        return timezone.localdate(moment)
    return moment or date.max
