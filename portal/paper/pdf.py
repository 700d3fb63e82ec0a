"""Printed documents: typst lays them out from a template of ours and data.

The data goes in as JSON and is only ever text: no markup is built by hand, so a name cannot change a page. Documents
are tagged for screen readers (PDF/UA-1), which asks for a title, a language, and words for each image.
"""

import json
import logging
import re
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

logger = logging.getLogger(__name__)

PDF_TYPE = "application/pdf"
ROOT = Path(__file__).resolve().parents[2]  # templates import `/portal/paper/page.typ`
FONTS = Path(__file__).with_name("fonts")
FILES = "files"  # the folder of what comes with the data, beside our code
ACCESSIBLE = ("ua-1",)
ARCHIVED = ("ua-1", "a-2a")  # PDF/A-2a; PDF/A-4 would need PDF 2.0, which PDF/UA-1 does not know
# Emoji and their joints: what a name or a title can do without.
PICTURES = re.compile(
    "(?:\u200d?[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001fbff\U000e0000-\U000e007f\ufe0f\u20e3])+ ?"
)


def pdf(
    template: Path,
    data: dict,
    *,
    title: str,
    language: str = "fr",
    standards: tuple[str, ...] = ACCESSIBLE,
    files: dict[str, bytes] | None = None,
) -> bytes:
    """The bytes of the PDF that `template` (a .typ file beside the code that calls) makes of `data`.

    The template reads `data`, with `title` and `language` added, by `page.typ` of this package; `files` (bytes by
    name) lie in the folder it calls `files`. Emoji that no font at
    hand can draw are left out; letters that none can draw (a server without fonts for Chinese, say) appear as boxes,
    and the document is then not tagged. Takes some milliseconds; others go on meanwhile. Raises typst.TypstError.
    """
    data = data | {"title": title, "language": language}
    with _root(template, files or {}) as root:
        try:
            return _compiled(template, data, root, standards)
        except typst.TypstError as error:
            if not _is_about_letters(error):
                raise
        try:
            return _compiled(template, _without_pictures(data), root, standards)
        except typst.TypstError as error:
            if not _is_about_letters(error):
                raise
            logger.warning("%s: no font at hand draws all of its letters.", template.name)
        return _compiled(template, _without_pictures(data), root, ())


@contextmanager
def _root(template, files):
    """The folder that a template sees: our code, and where there are files a copy of its templates with them beside."""
    if not files:
        yield ROOT
        return
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for source in {Path(__file__).parent, template.parent}:
            for written in source.glob("*.typ"):
                copied = root / written.relative_to(ROOT)
                copied.parent.mkdir(parents=True, exist_ok=True)
                copied.write_bytes(written.read_bytes())
        (root / FILES).mkdir()
        for name, content in files.items():
            (root / FILES / name).write_bytes(content)
        yield root


def _compiled(template, data, root, standards):
    # A compiler of its own for each document: one serves one thread at a time, and making it costs next to nothing.
    compiler = typst.Compiler(root=root, font_paths=_fonts())
    inputs = {"data": json.dumps(data, ensure_ascii=False), "files": FILES}
    place = root / template.relative_to(ROOT)
    return compiler.compile(place, format="pdf", sys_inputs=inputs, pdf_standards=list(standards))


@cache
def _fonts():
    """Ours, those of typst, and for other scripts whatever the machine has."""
    return typst.Fonts(font_paths=[FONTS])


def _is_about_letters(error):
    return "could not be displayed" in error.message


def _without_pictures(value):
    if isinstance(value, dict):
        return {key: _without_pictures(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_pictures(inner) for inner in value]
    return PICTURES.sub("", value) if isinstance(value, str) else value
