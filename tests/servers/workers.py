"""The worker processes of a portal that runs, one by one."""

import psutil


def workers_of(portal) -> list[int]:
    """The process ids of its workers; its own where it has only one process."""
    children = psutil.Process(portal.process.pid).children()
    found = [child.pid for child in children if _is_worker(child)]
    return sorted(found) or [portal.process.pid]


def _is_worker(process):
    try:
        return any("spawn_main" in part for part in process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
