"""Runs the queue of tasks in the test's own thread and transaction."""

from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from portal.notices import Notice
from portal.schedule.registry import turns


def run_waiting_tasks(*, failures: bool = False) -> int:
    """Runs every task that is ready, in order, and those that they enqueue, and sends what is due; returns how many.

    Raises AssertionError with what the first one raised, unless `failures` says that one may.
    """
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    ran = 0
    while done := sum(work() for work in turns()) + _run_tasks(worker, failures):
        ran += done
        failed = Notice.objects.exclude(last_error="").first()
        if failed and not failures:
            raise AssertionError(f"{failed} was not delivered: {failed.last_error}")
    return ran


def _run_tasks(worker, failures):
    ran = 0
    while task := DBTaskResult.objects.ready().first():
        task.claim("tests")
        worker.run_task(task)
        ran += 1
        task.refresh_from_db()
        if task.status == "FAILED" and not failures:
            raise AssertionError(f"{task.task_path} failed:\n{task.traceback}")
    return ran
