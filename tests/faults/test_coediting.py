"""The real server, real y-websocket clients: they converge, and killing anything loses nothing seen or acknowledged."""

import os
import random
import signal
import time

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from redis import Redis

from portal import coediting
from portal.coediting.models import Document, Snapshot, Update
from portal.server import SECONDS_BEFORE_REPLACED
from tests.coediting.crowd import Crowd, all_agree, all_synced, nothing_missing
from tests.servers import machine
from tests.servers.workers import begun, workers_of
from workgroups.models import Specification

pytestmark = pytest.mark.timeout(180)


def person(name):
    """An account of the demonstration."""
    return get_user_model().objects.get(email=f"{name}@it77.example")


@pytest.fixture
def document(site):
    """The demonstration's first specification, whose editors are in the first group."""
    return Specification.objects.order_by("pk").first().document


def test_two_stock_clients_converge_and_find_each_other_again(site, document):
    people = {"a": person("editor"), "b": person("editor2")}
    with Crowd(site.url, document, people) as crowd:
        crowd.wait(all_synced)
        crowd.do("type")
        crowd.wait(lambda reports: min(report["typed"] for report in reports.values()) >= 10)
        crowd.do("rest")
        reports = crowd.wait(all_agree)
        nothing_missing(reports, document)
        crowd.wait(lambda reports: all(len(report["others"]) == 2 for report in reports.values()))
        names = {str(one) for one in people.values()}
        assert names & set(crowd.do("report")["a"]["others"]), "the other's real name"

        site.stop()
        crowd.wait(lambda reports: not any(report["connected"] for report in reports.values()))
        crowd.do("write écrit sans réseau")
        site.start()
        reports = crowd.wait(lambda reports: all_agree(reports) and "écrit sans réseau" in reports["b"]["text"])
        assert 1012 in reports["a"]["codes"], "the server said that it restarts"


def test_strangers_and_readers_get_their_codes(site, document):
    people = {"nobody": None, "outsider": person("door"), "reader": person("reader"), "writer": person("editor")}
    with Crowd(site.url, document, people) as crowd:
        reports = crowd.wait(lambda reports: reports["nobody"]["codes"] and reports["outsider"]["codes"])
        assert (reports["nobody"]["codes"], reports["outsider"]["codes"]) == ([4401], [4403])
        crowd.wait(lambda reports: reports["reader"]["synced"] and reports["writer"]["synced"])
        crowd.do("type")
        crowd.wait(lambda reports: reports["writer"]["typed"] >= 10)
        reports = crowd.do("rest")
        reports = crowd.wait(lambda reports: any("writer10;" in line for line in reports["reader"]["text"]))
        assert not any("reader" in line for line in reports["writer"]["text"])


def test_killing_the_server_loses_nothing_seen_or_acknowledged(site, document):
    moments = random.Random(77)
    people = {"a": person("editor"), "b": person("editor2"), "c": person("facilitator"), "d": person("editor")}
    with Crowd(site.url, document, people, ext=("a", "b", "c"), rate=20) as crowd:
        crowd.do("type")
        for _ in range(5):
            crowd.wait(all_synced)
            before = crowd.do("report")
            crowd.wait(lambda reports, before=before: reports["a"]["saved"] > before["a"]["saved"])
            time.sleep(moments.uniform(0.2, 1.2))  # any moment, that is the point
            site.kill()
            reports = crowd.do("report")
            nothing_missing(reports, document)
            site.start()
        crowd.do("rest")
        reports = crowd.wait(lambda reports: all_agree(reports) and reports["a"]["saved"] == reports["a"]["typed"])
        nothing_missing(reports, document)
    stored = "".join(reports["a"]["text"])
    assert all(f"{name}{number};" in stored for name in people for number in range(1, reports[name]["typed"] + 1))


def test_a_database_put_back_to_an_earlier_day_gets_what_the_pages_still_hold(site, document):
    people = {"a": person("editor"), "b": person("editor2")}
    with Crowd(site.url, document, people, ext=("a",), rate=20) as crowd:
        crowd.do("type")
        crowd.wait(lambda reports: min(one["typed"] for one in reports.values()) >= 10)
        with transaction.atomic():  # as a backup sees it: all of one moment
            last = Document.objects.select_for_update().get(pk=document.pk).last_seq
            kept = [list(model.objects.filter(document=document)) for model in (Snapshot, Update)]
        typed = {name: one["typed"] for name, one in crowd.do("report").items()}
        crowd.wait(lambda reports: all(one["typed"] >= typed[name] + 20 for name, one in reports.items()))
        crowd.do("rest")
        crowd.wait(lambda reports: all_agree(reports) and reports["a"]["saved"] == reports["a"]["typed"])

        site.kill()
        for model, rows in zip((Snapshot, Update), kept, strict=True):
            model.objects.filter(document=document).delete()
            model.objects.bulk_create([row for row in rows if row.seq <= last])
        Document.objects.filter(pk=document.pk).update(last_seq=last)
        site.start()

        crowd.wait(all_synced)
        crowd.do("write après la panne")
        reports = crowd.wait(lambda reports: all_agree(reports) and "après la panne" in reports["b"]["text"])
        nothing_missing(reports, document)
    stored = coediting.as_text(document)
    assert all(f"{name}{number};" in stored for name in people for number in range(1, reports[name]["typed"] + 1))


def test_a_worker_asked_to_stop_hands_its_clients_over_in_two_seconds(site, document):
    if site.workers == 1:
        assert not site.redis_url, "one process has nobody to hand over to"
        return
    people = {f"p{number}x": person("editor") for number in range(8)}
    site.stop()
    ready = begun(site) + site.workers
    site.start()
    with Crowd(site.url, document, people, ext=people, rate=10) as crowd:
        crowd.wait(all_synced)
        crowd.do("type")
        for pid in workers_of(site):
            crowd.wait(lambda _, ready=ready: begun(site) >= ready)
            ready += 1  # the supervisor starts another one in its place
            before = crowd.wait(lambda reports: all_synced(reports) and min(r["saved"] for r in reports.values()) > 5)
            os.kill(pid, signal.SIGTERM)
            crowd.wait(lambda _, pid=pid: pid not in workers_of(site))
            crowd.wait(
                lambda reports, before=before: (
                    all_synced(reports) and all(one["saved"] > before[name]["saved"] for name, one in reports.items())
                )
            )
        crowd.do("rest")
        reports = crowd.wait(
            lambda reports: all_agree(reports) and all(one["saved"] == one["typed"] for one in reports.values())
        )
        nothing_missing(reports, document)
    away = [moment for report in reports.values() for moment in report["away"]]
    assert away and max(away) < 2000, f"ms without connection: {sorted(away)}"
    assert {code for report in reports.values() for code in report["codes"]} == {1012}


def test_a_worker_that_dies_while_it_is_asked_whether_it_lives_is_replaced_at_once(site):
    if site.workers == 1:
        assert not site.redis_url, "one process has no supervisor"
        return
    site.stop()
    ready = begun(site) + site.workers
    site.start()
    machine.wait_until(lambda: begun(site) >= ready, site.process, site.log)
    [frozen, *_] = workers_of(site)
    os.kill(frozen, signal.SIGSTOP)
    time.sleep(2)  # it is asked twice a second, and nothing shows outside that its answer is waited for
    os.kill(frozen, signal.SIGKILL)
    died = time.monotonic()
    machine.wait_until(lambda: begun(site) > ready, site.process, site.log)
    assert time.monotonic() - died < SECONDS_BEFORE_REPLACED / 2


def cut_connections(redis):
    """Ends every other connection to this database of the server; other tests run on the others meanwhile."""
    own = redis.client_info()
    for client in redis.client_list():
        if int(client["db"]) == own["db"] and int(client["id"]) != own["id"]:
            redis.client_kill_filter(_id=client["id"])


def test_a_redis_that_dies_and_comes_back_closes_no_socket_and_loses_nothing(site, document):
    if not site.redis_url:
        assert site.workers == 1, "one process has no Redis to lose"
        return
    people = {name: person("editor") for name in "abcdef"}
    with Crowd(site.url, document, people, ext="abcdef") as crowd, Redis.from_url(site.redis_url) as redis:
        crowd.wait(all_synced)
        crowd.do("type")
        crowd.wait(lambda reports: reports["a"]["saved"] >= 5)
        # The connections of both workers are cut again and again: the messages between them are lost.
        for _ in range(20):
            cut_connections(redis)
            time.sleep(0.1)
        crowd.do("rest")
        reports = crowd.wait(
            lambda reports: (
                all_agree(reports) and all(report["saved"] == report["typed"] for report in reports.values())
            )
        )
        nothing_missing(reports, document)
        assert not any(report["codes"] for report in reports.values()), "no socket was closed"
    assert Document.objects.get(pk=document.pk).last_seq > 0
