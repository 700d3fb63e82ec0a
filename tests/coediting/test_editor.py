"""The editor's schema and words, as the server knows them."""

import json
import subprocess
from pathlib import Path

from django.utils.translation import override

from portal.coediting import toolbar
from portal.coediting.editor import words

ROOT = Path(__file__).resolve().parents[2]


def test_the_schema_the_server_checks_is_the_editor_s():
    written = subprocess.run(
        ["node", "frontend/editor/export-schema.mjs"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    stored = (ROOT / "portal" / "coediting" / "schema.json").read_text()
    assert json.loads(written) == json.loads(stored), "run `npm run schema`, and raise SCHEMA_VERSION"


def test_the_page_gives_the_script_every_word_it_shows():
    """A missing word would be an empty banner: the names in the script are those of `words()`."""
    folders = [ROOT / "frontend" / name for name in ("editor", "texts")]
    script = "".join(path.read_text() for folder in folders for path in folder.rglob("*.ts"))
    for name in words():
        assert name.removeprefix("kept_") in script, f"{name} is no longer shown"
    with override("fr"):
        assert words()["saved"] == "Enregistré"


def test_keys_have_the_names_that_stand_on_a_french_keyboard():
    buttons = [tool for group in [*toolbar.GROUPS, toolbar.TALK, toolbar.REQUIREMENT] for tool in group]
    with override("fr"):
        hints = [tool.hint for tool in buttons]
        keys = [toolbar.named_keys(keys) for keys, _label in toolbar.SHORTCUTS]
    assert "Barré (Ctrl+Maj+S)" in hints
    assert {"Maj+Tab", "Maj+Entrée", "Ctrl+Maj+Entrée", "Ctrl+Entrée"} <= set(keys)
    assert not any(english in shown for shown in hints + keys for english in ("Shift", "Enter"))
