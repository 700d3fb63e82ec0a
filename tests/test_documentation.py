"""What the documents promise is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_example_file_names_every_setting():
    sources = [*(ROOT / "portal" / "settings").glob("*.py"), ROOT / "portal" / "server.py"]
    asked = re.compile(
        r"(?:env\.\w+|base_url|switch|whole_number|mail_settings|database_settings|environ\.get)\(\"([A-Z_]+)\""
    )
    names = {name for path in sources for name in asked.findall(path.read_text())}
    example = (ROOT / ".env.example").read_text()
    assert len(names) > 15
    assert not {
        name for name in names - {"PYTEST_XDIST_WORKER"} if not re.search(rf"^#?{name}=", example, re.MULTILINE)
    }


def test_every_link_between_documents_leads_to_a_file():
    broken = []
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
            if not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken
