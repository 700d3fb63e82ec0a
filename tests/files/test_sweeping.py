"""portal/files: random names, and what no row names any more."""

import os
import re
import time

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from portal.files.sweeping import sweep
from projects.actions import add_draft_file
from projects.models import DraftFile
from tests.factories.projects import MilestoneFactory, lead_of, pdf_upload


def store_old(name):
    storage = storages["private"]
    name = storage.save(name, ContentFile(b"left behind"))
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(storage.path(name), (two_days_ago, two_days_ago))
    return name


def test_a_stored_name_tells_nothing_of_the_file(db):
    milestone = MilestoneFactory()
    draft = add_draft_file(milestone, owner=lead_of(milestone.project), upload=pdf_upload("secret.pdf"))
    assert re.fullmatch(r"deliverables/([0-9a-f]{2})/\1[0-9a-f]{38}", draft.file.name)
    assert draft.name == "secret.pdf"


def test_the_sweep_deletes_old_files_that_no_row_names_and_nothing_else(db):
    milestone = MilestoneFactory()
    draft = add_draft_file(milestone, owner=lead_of(milestone.project), upload=pdf_upload())
    kept_old = store_old("deliverables/aa/kept")
    DraftFile.objects.filter(pk=draft.pk).update(file=kept_old)
    orphan, fresh = store_old("deliverables/aa/orphan"), draft.file.name
    sweep()
    exists = storages["private"].exists
    assert [exists(kept_old), exists(orphan), exists(fresh)] == [True, False, True]
