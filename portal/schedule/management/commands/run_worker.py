"""`manage.py run_worker`: the task worker and the scheduler without the server (`IN_PROCESS_WORKER=off` there)."""

import signal
import threading

from django.core.management.base import BaseCommand

from portal.schedule.services import services


class Command(BaseCommand):
    help = "Runs tasks and timed jobs until it is stopped, beside a server that has IN_PROCESS_WORKER=off."

    def handle(self, *args, **options):
        running = services()
        threads = [threading.Thread(target=service.run, name=service.name) for service in running]
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: [(s.stopping.set(), s.wake.set()) for s in running])
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
