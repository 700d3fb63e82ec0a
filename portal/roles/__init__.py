"""Who may do what: dated role rows are the truth, guardian carries them, one backend asks both.

Other apps import this package and nothing inside it (`docs/architecture.md` shows the calls).
"""

from importlib import import_module

_HOMES = {
    "AssociationRoles": "enums",
    "AssociationRole": "models",
    "RoleBase": "models",
    "register": "registry",
    "register_association": "registry",
    "register_sync": "registry",
    "grant": "actions",
    "end": "actions",
    "RoleRefusal": "actions",
    "forget_rights": "rights",
    "prefetch_rights": "rights",
    "objects_for": "queries",
    "people_with": "queries",
    "groups_without_role": "queries",
    "WaitingItem": "waiting",
}
__all__ = sorted(_HOMES)


def __getattr__(name):
    # Models of other apps import this package before ours are loaded: each name is fetched when it is asked for.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
