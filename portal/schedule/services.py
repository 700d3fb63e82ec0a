"""The task worker and the scheduler, as threads that start and stop with the server."""

import asyncio
import logging
import threading
import uuid

from django.db import OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from .registry import give_way, turns, work_until
from .scheduler import run_due_jobs

logger = logging.getLogger(__name__)

_work = threading.Event()


def wake_worker():
    """Tells this process's worker that a task was committed, so that it need not wait for its next look."""
    _work.set()


class PoliteWorker(Worker):
    """The library's worker; those who sit before a screen go first."""

    def run_task(self, db_task_result):
        give_way()
        super().run_task(db_task_result)


def polite_worker():
    """A worker that runs one task, of every queue, and ends."""
    return PoliteWorker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=f"server-{uuid.uuid4().hex[:12]}",
        excluded_queue_names=[],
    )


def take_a_turn():
    """Does a little of every work there is, and one task; the next turn follows at once while there may be more.

    Raises OperationalError where the database was locked; a task has its turn all the same.
    """
    done = 0
    try:
        done += sum(work() for work in turns())
    finally:
        if DBTaskResult.objects.ready().exists():
            polite_worker().run()
            done += 1
        if done:
            wake_worker()


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
        work_until(self.stopping)
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
        Service("task-worker", take_a_turn, seconds=1, wake=_work),
        Service("scheduler", run_due_jobs, seconds=5),
    ]
