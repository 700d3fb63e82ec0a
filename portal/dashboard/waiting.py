"""One list of what waits for a person, out of what each app offers in its `waiting.py`."""

from importlib import import_module

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import module_has_submodule


def offered(function_name):
    """The functions of that name in the `waiting` modules of the installed apps, in their order."""
    found = []
    for config in apps.get_app_configs():
        if not config.name.startswith("portal.dashboard") and module_has_submodule(config.module, "waiting"):
            function = getattr(import_module(f"{config.name}.waiting"), function_name, None)
            if function:
                found.append(function)
    return found


def waiting_items(person):
    """What the person is expected to do: the late first, then by due date, then the oldest. At each cost its app's."""
    far = timezone.now() + timezone.timedelta(days=36500)
    items = [item for waiting_for in offered("waiting_for") for item in waiting_for(person)]
    return sorted(items, key=lambda item: (not item.is_late, item.due or far, item.since or far))


def own_things(person):
    """What the person takes part in, one `WaitingItem`-like line each (`mine(person)` of the apps that have one)."""
    return [line for mine in offered("mine") for line in mine(person)]
