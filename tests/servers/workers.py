"""The worker processes of a portal that runs, one by one."""

import psutil


def workers_of(portal) -> list[int]:
    """The process ids of its workers, oldest first; its own where it has only one process."""
    if portal.workers == 1:
        return [portal.process.pid]
    children = psutil.Process(portal.process.pid).children()
    return [child.pid for child in sorted(children, key=psutil.Process.create_time) if _is_worker(child)]


def begun(portal) -> int:
    """How many workers have become ready to serve since the log began; one that is started takes some seconds."""
    return portal.log.read_text(errors="replace").count("Application startup complete")


def busiest(portal) -> int | None:
    """The worker with the most clients; None while nobody is connected."""
    found = [(_clients(pid, portal.port), pid) for pid in workers_of(portal)]
    clients, pid = max(found, default=(0, None))
    return pid if clients else None


def _clients(pid, port):
    try:
        connections = psutil.Process(pid).net_connections("tcp")
    except psutil.NoSuchProcess:
        return 0
    return sum(one.laddr.port == port and one.status == psutil.CONN_ESTABLISHED for one in connections)


def _is_worker(process):
    try:
        return any("spawn_main" in part for part in process.cmdline())
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return False
