"""Twenty people type while a worker is killed every five seconds: `bin/with-servers python -m benchmarks.coedit_kill`.

The clients are unmodified y-websocket ones in Node. Each kill is a `kill -9` of the worker with most clients (of the
whole server, on SQLite, which has one process). Before each and at the end, every keystroke that was acknowledged, or
seen by somebody else, must be in the committed text; at the end so must every one that was typed. Fails otherwise.
"""

import argparse
import os
import signal
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")


def run(server, people, document, chosen):
    """Types and kills; prints the figures."""
    from tests.coediting.crowd import Crowd, all_agree, all_synced, nothing_missing
    from tests.servers.workers import busiest

    names = [f"p{number}x" for number in range(chosen.writers)]  # no name begins like another
    crowd_of = {name: people[number % len(people)] for number, name in enumerate(names)}
    kills = 0
    with Crowd(server.url, document, crowd_of, ext=names, rate=chosen.rate) as crowd:
        crowd.wait(all_synced)
        crowd.do("type")
        end = time.monotonic() + chosen.seconds
        while time.monotonic() < end:
            time.sleep(chosen.every)
            if server.workers == 1:
                server.kill()
                server.start()
            elif pid := busiest(server):
                os.kill(pid, signal.SIGKILL)
            else:
                continue  # both are still starting
            kills += 1
            nothing_missing(crowd.do("report"), document)
        crowd.do("rest")
        reports = crowd.wait(
            lambda reports: all_agree(reports) and all(one["saved"] == one["typed"] for one in reports.values()),
            seconds=120,
        )
        nothing_missing(reports, document)
    text = "".join(next(iter(reports.values()))["text"])
    typed = {f"{name}{number};" for name in names for number in range(1, reports[name]["typed"] + 1)}
    lost = [word for word in typed if word not in text]
    doubled = [word for word in typed if text.count(word) > 1]
    away = sorted(moment for one in reports.values() for moment in one["away"])
    print(f"{kills} kills in {chosen.seconds} s; {len(typed)} keystrokes of {len(names)} people acknowledged")
    print(f"lost: {len(lost)}; twice: {len(doubled)}")
    if len(away) > 1:
        cuts = statistics.quantiles(away, n=20)
        print(f"{len(away)} connections lost; away p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, longest {away[-1]} ms")
    if lost or doubled:
        raise SystemExit(f"lost {lost[:10]}, twice {doubled[:10]}")


def main():
    """Serves the demonstration on a port of its own, and lets its editors type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--every", type=float, default=5, help="seconds between two kills")
    parser.add_argument("--rate", type=int, default=10, help="keystrokes a second of each")
    chosen = parser.parse_args()

    database, redis = os.environ.get("TEST_DATABASE_URL", "sqlite:///"), os.environ.get("TEST_REDIS_URL", "")
    with tempfile.TemporaryDirectory(prefix="portail-it77-bench-") as folder:
        from tests.servers.portal import SECRET_KEY, Portal

        server = Portal(database, f"{redis}/15" if redis else "", Path(folder) / "site")
        server.lay()
        os.environ |= {"DATABASE_URL": server.database_url, "SECRET_KEY": SECRET_KEY, "DEMO": "on"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.production"
        server.start()
        try:
            import django  # after the settings, which name the server's database

            django.setup()
            from django.contrib.auth import get_user_model

            from workgroups.models import Specification

            addresses = ["editor@it77.example", "editor2@it77.example", "facilitator@it77.example"]
            people = list(get_user_model().objects.filter(email__in=addresses))
            run(server, people, Specification.objects.order_by("pk").first().document, chosen)
        finally:
            server.drop()


if __name__ == "__main__":
    main()
