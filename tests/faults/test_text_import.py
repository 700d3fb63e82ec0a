"""A kill -9 while a file is being made a text: nothing half-written, and its page says so."""

import time
from datetime import timedelta

import pytest
import requests
from django.contrib.auth import get_user_model
from django.utils import timezone

from portal import paper, roles
from portal.coediting.models import Image
from portal.demo.specifications import h, p, text
from tests.sessions import log_in_at_the_portal
from workgroups.enums import GroupRoles
from workgroups.models import GroupRole, Specification, TextImport, WorkingGroup

pytestmark = pytest.mark.timeout(240)


def long_file():
    """Some seconds of reading."""
    blocks = [node for number in range(120) for node in (h(1, f"Section {number}"), *[p("Une phrase. " * 60)] * 12)]
    return paper.docx(text(*blocks), title="Coupure")


def test_a_file_whose_reading_is_killed_leaves_nothing_and_says_so(site):
    person = get_user_model().objects.get(email="editor@it77.example")
    group = WorkingGroup.objects.create(slug="coupure", name="Groupe de la coupure", aim="Tomber.")
    roles.grant(GroupRole, anchor=group, person=person, role=GroupRoles.EDITOR, by=None)
    browser = requests.Session()
    browser.cookies.set("sessionid", log_in_at_the_portal(person).session_key)
    form = f"{site.url}/groupes/coupure/documents/nouveau/"
    browser.get(form, timeout=60)
    typed = {"title": "Coupure", "kind": "specification", "code_prefix": "XKI"}
    typed["csrfmiddlewaretoken"] = browser.cookies["csrftoken"]
    sent = browser.post(
        form, typed, files={"source": ("coupure.docx", long_file())}, headers={"Referer": form}, timeout=60
    )
    deadline = time.monotonic() + 60
    while not TextImport.objects.filter(group=group, started_at__isnull=False).exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    site.kill()

    kept = TextImport.objects.get(group=group)
    images = Image.objects.filter(document__specification__group=group)
    if kept.is_at_work:  # unless it was quicker than the kill
        assert not Specification.objects.filter(group=group).exists() and not images.exists()
        TextImport.objects.filter(pk=kept.pk).update(started_at=timezone.now() - timedelta(minutes=4))
    site.start()
    page = browser.get(sent.url, timeout=60).text

    if kept.is_at_work:
        assert "a été interrompue" in page and 'value="Coupure"' in page
        assert not Specification.objects.filter(group=group).exists()
    else:
        assert Specification.objects.filter(group=group).count() == 1
