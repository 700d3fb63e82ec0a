"""The task worker and the scheduler, as threads that start and stop with the server."""

import asyncio
import logging
import threading
import uuid

from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .scheduler import run_due_jobs

logger = logging.getLogger(__name__)

_work = threading.Event()


def wake_worker():
    """Tells this process's worker that a task was committed, so that it need not wait for its next look."""
    _work.set()


def run_ready_tasks():
    """Runs every task that is ready, then returns. Raises OperationalError where the database was locked."""
    if DBTaskResult.objects.ready().exists():
        Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"server-{uuid.uuid4().hex[:12]}",
            excluded_queue_names=[],
        ).run()


class Service:
    """A thread that does `turn()` again and again until it is stopped, whatever a turn raises."""

    def __init__(self, name, turn, *, seconds, wake=None):
        self.name, self.turn, self.seconds = name, turn, seconds
        self.wake = wake or threading.Event()
        self.stopping = threading.Event()
        self.thread = None

    async def start(self):
        """Starts the thread."""
        self.stopping.clear()
        self.thread = threading.Thread(target=self.run, name=self.name, daemon=True)
        self.thread.start()

    async def stop(self):
        """Lets the present turn end, for ten seconds at most; a task cut off is picked up again by the reaper."""
        self.stopping.set()
        self.wake.set()
        if self.thread is not None:
            await asyncio.to_thread(self.thread.join, 10)

    def run(self):
        """The thread's life."""
        while not self.stopping.is_set():
            self.wake.clear()
            try:
                close_old_connections()
                self.turn()
            except OperationalError as error:  # locked or unreachable: the next turn tries again
                logger.warning("%s: the database did not answer (%s).", self.name, error)
            except Exception:  # a supervisor: the thread must outlive any one failure
                logger.exception("%s failed; it goes on.", self.name)
            finally:
                close_old_connections()
            if not self.stopping.is_set():  # asked after the bell was cleared, so that a stop is never slept through
                self.wake.wait(self.seconds)


def services():
    """What the server starts: one task worker and one scheduler in each process."""
    return [
        Service("task-worker", run_ready_tasks, seconds=1, wake=_work),
        Service("scheduler", run_due_jobs, seconds=5),
    ]
