"""What runs when: each turn once, failures isolated, lost tasks found again."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from portal import schedule
from portal.schedule import reaper, registry, scheduler, services
from portal.schedule.models import JobRun
from portal.schedule.services import Service


@task()
def nothing_to_do():
    """A task."""


@pytest.fixture
def only_jobs(monkeypatch):
    """An empty list of jobs for one test."""
    monkeypatch.setattr(registry, "_jobs", {})


@pytest.mark.django_db
def test_a_job_runs_when_its_turn_has_come_and_not_before(only_jobs):
    ran = []

    @registry.every(minutes=10)
    def job():
        ran.append(timezone.now())

    scheduler.run_due_jobs()
    scheduler.run_due_jobs()
    assert len(ran) == 1
    JobRun.objects.update(due_at=timezone.now())
    scheduler.run_due_jobs()
    scheduler.run_due_jobs()
    assert len(ran) == 2


@pytest.mark.django_db
def test_a_broken_job_does_not_stop_the_next(only_jobs, caplog):
    ran = []

    @registry.every(minutes=1)
    def broken():
        raise ValueError("broken")

    @registry.every(minutes=1)
    def sound():
        ran.append(1)

    assert len(scheduler.run_due_jobs()) == 2
    assert ran == [1]
    assert "broken" in caplog.text


@pytest.mark.django_db
def test_a_task_whose_worker_was_lost_is_given_back_and_in_the_end_given_up():
    nothing_to_do.enqueue()
    row = DBTaskResult.objects.get()
    for turn in range(reaper.MOST_ATTEMPTS):
        row.refresh_from_db()
        assert row.status == "READY"
        row.claim(f"worker-{turn}")
        assert reaper.reap_lost_tasks() == (0, 0)  # still running, as far as anybody knows
        DBTaskResult.objects.update(started_at=timezone.now() - reaper.LOST_AFTER - timedelta(seconds=1))
        expected = (1, 0) if turn < reaper.MOST_ATTEMPTS - 1 else (0, 1)
        assert reaper.reap_lost_tasks() == expected
    row.refresh_from_db()
    assert row.status == "FAILED"


@pytest.mark.django_db
def test_housekeeping_commands_run(django_user_model):
    reaper.clear_sessions()
    reaper.prune_task_results()


@pytest.mark.parametrize("error", [OperationalError("database is locked"), ValueError("a bug")])
async def test_a_service_outlives_what_its_turn_raises(error):
    turns = threading.Semaphore(0)
    failing = [True]

    def turn():
        turns.release()
        if failing.pop() if failing else False:
            raise error

    service = Service("test", turn, seconds=0.01)
    await service.start()
    assert turns.acquire(timeout=30)
    assert turns.acquire(timeout=30)
    await service.stop()
    assert not service.thread.is_alive()


@pytest.mark.django_db
def test_sync_roles_says_nothing_when_nothing_changed(capsys):
    call_command("sync_roles")
    capsys.readouterr()
    call_command("sync_roles")
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
@pytest.mark.parametrize("waits_for", [3, 10_000])
def test_a_task_gives_way_to_people_but_not_for_ever(monkeypatch, waits_for):
    naps = []
    monkeypatch.setattr(registry, "_busy", [lambda: len(naps) < waits_for])
    monkeypatch.setattr(registry.time, "sleep", naps.append)
    monkeypatch.setattr(registry.time, "monotonic", lambda: len(naps) * registry.MOMENT)
    nothing_to_do.enqueue()
    task = DBTaskResult.objects.get()
    services.polite_worker().run_task(task)
    assert task.status == "SUCCESSFUL"
    assert len(naps) == min(waits_for, round(registry.LONGEST_WAY / registry.MOMENT))


@pytest.mark.django_db(transaction=True)
def test_between_two_tasks_mails_have_their_turn(monkeypatch):
    ended = []
    monkeypatch.setattr(registry, "_turns", [lambda: ended.append(DBTaskResult.objects.finished().count()) or 0])
    nothing_to_do.enqueue()
    nothing_to_do.enqueue()
    for _turn in range(3):
        services.take_a_turn()
    assert ended == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_task_has_its_turn_though_mails_cannot_be_sent(monkeypatch):
    def broken():
        raise ValueError("a bug")

    monkeypatch.setattr(registry, "_turns", [broken])
    nothing_to_do.enqueue()
    with pytest.raises(ValueError, match="a bug"):
        services.take_a_turn()
    assert DBTaskResult.objects.finished().count() == 1


@pytest.mark.parametrize("damage", [KeyError("src"), OSError("gone"), ValueError("no text"), IntegrityError("twice")])
def test_a_damaged_row_is_told_and_keeps_no_other_from_its_turn(damage, caplog):
    asked = []

    def work(row):
        asked.append(row)
        if row == "damaged":
            raise damage

    schedule.each(["damaged", "sound"], work)
    assert asked == ["damaged", "sound"]
    [told] = caplog.records
    assert "damaged" in told.getMessage() and told.exc_info[1] is damage


def test_a_database_that_does_not_answer_is_not_asked_for_each_row():
    asked = []

    def work(row):
        asked.append(row)
        raise OperationalError("gone")

    with pytest.raises(OperationalError):
        schedule.each(["one", "other"], work)
    assert asked == ["one"]
