"""The files one takes away of a text: a draft, or any version that is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import formats, timezone, translation
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal import coediting, comments, exports, paper

from .models import Specification
from .publishing import in_its_name
from .rewording.sheets import scope_of

KIND = "workgroups.text"
LONG = 1_000_000  # characters of text, beyond which a file may take more than two seconds


@dataclass(frozen=True)
class FileKind:
    """One kind of file: what it is called, its content type, and who writes it."""

    label: str
    content_type: str
    write: Callable[..., bytes]


def _html(text, *, header, contents, **told):
    del header, contents  # one page, whose sections are links already where the text has a table of contents
    return paper.text_html(text, **told).encode()


def _markdown(text, *, header, contents, language, **told):
    del header, contents, language
    return paper.text_markdown(text, **told).encode()


FILE_KINDS = {
    "docx": FileKind(gettext_lazy("Word (.docx)"), paper.DOCX_TYPE, paper.docx),
    "odt": FileKind(gettext_lazy("LibreOffice (.odt)"), paper.ODT_TYPE, paper.odt),
    "pdf": FileKind(gettext_lazy("PDF"), paper.PDF_TYPE, paper.text_pdf),
    "html": FileKind(gettext_lazy("Web page (.html)"), "text/html; charset=utf-8", _html),
    "md": FileKind(gettext_lazy("Markdown (.md)"), "text/markdown; charset=utf-8", _markdown),
}


@dataclass(frozen=True)
class Asked:
    """A text to take away, and all that its files say beside it; nothing more is read from the database."""

    content: dict
    title: str
    author: str
    moment: str
    images: dict
    comments: dict

    @property
    def is_long(self) -> bool:
        """Whether it is better prepared in the background."""
        return len(coediting.text(self.content)) > LONG

    def name(self, kind: str) -> str:
        """What the file is called."""
        return f"{slugify(self.title)}.{kind}"

    def write(self, kind: str) -> bytes:
        """The file. Takes up to two seconds and another process: call it from a thread."""
        said = {"comments": self.comments} if kind == "docx" else {}  # others have no place for them
        return FILE_KINDS[kind].write(
            self.content,
            **said,
            title=self.title,
            author=self.author,
            date=self.moment,
            language=translation.get_language() or "fr",
            images=self.images,
            contents=True,
            header=(self.title, self.moment),
        )


def asked(specification, version=None) -> Asked:
    """The text of a specification as it is now, or as it was in `version`."""
    content = coediting.with_names(version.content) if version else coediting.as_json(specification.document)
    said = {} if version else comments.in_words(specification.document)
    if version:
        moment = f"{capfirst(str(version))}, {formats.date_format(timezone.localtime(version.at), 'DATE_FORMAT')}"
    else:
        today = formats.date_format(timezone.localdate(), "DATE_FORMAT")
        moment = _("%(status)s, %(date)s") % {"status": capfirst(specification.get_status_display()), "date": today}
    images = coediting.for_paper(content, of=specification.document_id)
    return Asked(content, specification.title, in_its_name(specification.group.name), moment, images, said)


def register():
    """Declares the files that are prepared in the background; called once, at start."""
    exports.register(KIND, scope_of=scope_of, make=_make)


def _make(person, arguments):
    specification = Specification.objects.visible_to(person).select_related("group").get(document=arguments["document"])
    public_id = arguments.get("version")
    found = asked(specification, specification.versions.get(public_id=public_id) if public_id else None)
    return found.name(arguments["kind"]), found.write(arguments["kind"])
