"""The house rules that a reader counts on: floors, imports on top, sizes, no template that nobody shows."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template import TemplateDoesNotExist
from django.template.engine import Engine
from django.template.loaders.app_directories import Loader
from wagtail.models import get_page_models

ROOT = Path(__file__).resolve().parents[1]
FLOORS = {
    "portal.demo": 6,
    "portal.pages": 5,
    "portal.dashboard": 5,
    "portal.network": 4,
    "projects": 3,
    "workgroups": 3,
    "events": 3,
    "portal.members": 2,
    "portal.people": 1,
    "portal.cms": 0,
    "portal.roles": 0,
    "portal.coediting": 0,
    "portal.notices": 0,
    "portal.threads": 0,
    "portal.comments": 0,
    "portal.spreadsheets": 0,
    "portal.paper": 0,
    "portal.files": 0,
    "portal.exports": 0,
    "portal.schedule": 0,
    "portal.fresh": 0,
    "portal.finding": 0,
    "portal.text": 0,
    "portal.calendars": 0,
    "portal.hours": 0,
    "portal.meetings": 0,
    "portal.differences": 0,
    "portal.versions": 0,
    "portal.drawing": 0,
    "portal.security": 0,
    "portal.health": 0,
    "portal.tokens": 0,
    "portal.layer": 0,
    "portal.logs": 0,
    "portal.sessions": 0,
    "portal.refusals": 0,
    "portal.guards": 0,
    "portal.lifespan": 0,
    "portal.catalogue": 0,
    "portal.settings": 0,
}
# What wires the rest together: it may import everything, and nothing imports it.
WIRING = {"portal.urls", "portal.sockets", "portal.asgi", "portal.turns", "portal.server"}
# Sizes are a feeling (50 to 150 lines is usual); past these a file is surely two things.
LONGEST_FILE = 500
LONGEST_TEMPLATE = 150
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
IMPORTS = (ast.Import, ast.ImportFrom)

CODE = sorted(
    path for folder in ("portal", "projects", "workgroups", "events") for path in (ROOT / folder).rglob("*.py")
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))


def name_of(path: Path) -> str:
    """`portal/roles/models.py` → `portal.roles.models`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str | None:
    """The package or module of the table above that a module belongs to."""
    return next((part for part in [*FLOORS, *WIRING] if module == part or module.startswith(part + ".")), None)


def imports_of(path: Path) -> list[tuple[str, ast.stmt]]:
    """Every module of ours that a file imports, wherever in the file, absolute."""
    module, found = name_of(path), []
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found += [(f"{base}.{alias.name}", node) for alias in node.names]
    return [(name, node) for name, node in found if part_of(name)]


def test_every_package_has_a_floor():
    unknown = {name_of(path) for path in CODE if name_of(path) != "portal" and part_of(name_of(path)) is None}
    assert not unknown, "say on which floor these stand, here and in docs/architecture.md"


def test_imports_run_down_only():
    wrong = []
    for path in CODE:
        here = part_of(name_of(path))
        for target, node in imports_of(path):
            there = part_of(target)
            if here in WIRING or there is None or here is None or there == here:
                continue
            ground = FLOORS[here] == 0 == FLOORS.get(there)
            if there in WIRING or not (FLOORS[there] < FLOORS[here] or ground):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} imports {target}, which is not below")
    assert not wrong, "\n".join(wrong)


def test_an_import_inside_a_function_says_why():
    silent = []
    for path in CODE:
        lines = path.read_text().splitlines()
        for function in [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, FUNCTIONS)]:
            if path.name == "apps.py" and function.name == "ready":  # Django's own place for what needs loaded models
                continue
            for node in [node for node in ast.walk(function) if isinstance(node, IMPORTS)]:
                if not any("#" in line.replace("# noqa", "") for line in lines[function.lineno : node.end_lineno]):
                    silent.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not silent, "give the reason in a comment:\n" + "\n".join(silent)


def test_no_file_is_two_things():
    lengths = {path: len(path.read_text().splitlines()) for path in [*CODE, *TESTS] if "migrations" not in path.parts}
    lengths |= {path: len(path.read_text().splitlines()) for path in (ROOT / "frontend").rglob("*.ts")}
    assert not {str(path): length for path, length in lengths.items() if length > LONGEST_FILE}


def test_no_template_is_two_things():
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in TEMPLATES}
    assert not {path: length for path, length in lengths.items() if length > LONGEST_TEMPLATE}


def test_what_catches_everything_raises_again_or_says_why():
    broad = []
    for path in CODE:
        lines = path.read_text().splitlines()
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ExceptHandler):
                continue
            names = {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else {"all"}
            raises = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
            if names & {"all", "Exception", "BaseException"} and not raises and "#" not in lines[node.lineno - 1]:
                broad.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not broad, "catch what you expect:\n" + "\n".join(broad)


def test_templates_carry_no_script_and_no_style():
    """The content security policy forbids them; a mail has no policy, and no other way to look like anything."""
    inline = []
    for path in TEMPLATES:
        if "emails" in path.parts or path.suffix != ".html":
            continue
        text = path.read_text()
        scripts = [tag for tag in re.findall(r"<script\b[^>]*>", text) if "src=" not in tag and "json" not in tag]
        if scripts or re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text):
            inline.append(str(path.relative_to(ROOT)))
    assert not inline


@pytest.fixture(scope="module")
def mentioned():
    """Every name of a template that the code, the templates or a page model gives, without its suffix."""
    sources = [*CODE, *TEMPLATES]
    texts = [text for path in sources for text in re.findall(r"[\w/.-]+/[\w./-]+|[\w-]+\.html", path.read_text())]
    names = {re.sub(r"\.(html|txt|xml|css)$", "", text) for text in texts}
    names |= {re.sub(r"\.html$", "", model.template) for model in get_page_models()}
    names |= {f"emails/{kind}" for path in CODE for kind in re.findall(r"notices\.mail\(\"(\w+)\"", path.read_text())}
    return names | {"400", "403", "404", "429", "500"}


def replaces_a_library_s(name: str) -> bool:
    """Whether an installed app has a template of this name, which ours stands in for."""
    loader = Loader(Engine.get_default())
    paths = [Path(config.path) for config in apps.get_app_configs()]
    ours = {str(path) for path in paths if path.is_relative_to(ROOT) and "site-packages" not in path.parts}
    try:
        origins = [origin for origin in loader.get_template_sources(name) if Path(origin.name).exists()]
    except TemplateDoesNotExist:
        return False
    return any(not str(origin.name).startswith(tuple(ours)) for origin in origins)


def test_every_template_is_used(mentioned):
    names = {path: str(path.relative_to(ROOT / "templates")) for path in TEMPLATES}
    unused = [
        name
        for name in names.values()
        if re.sub(r"\.\w+$", "", name) not in mentioned and not replaces_a_library_s(name)
    ]
    assert not unused
