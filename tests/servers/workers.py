"""The worker processes of a portal that runs, one by one."""

import psutil


def workers_of(portal) -> list[int]:
    """The process ids of its workers, oldest first; its own where it has only one process."""
    if portal.workers == 1:
        return [portal.process.pid]
    children = psutil.Process(portal.process.pid).children()
    return [child.pid for child in sorted(children, key=psutil.Process.create_time) if _is_worker(child)]


def _is_worker(process):
    try:
        return any("spawn_main" in part for part in process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
