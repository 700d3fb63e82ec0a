"""A text of a project as a file: Word to go on with, PDF to pass on."""

from django.utils import translation
from django.utils.text import slugify

from portal import coediting, files, paper


def docx_response(content, *, of, title, project, date):
    """`content` (the editor's JSON) as a .docx to download; its images are those of the document with the key `of`."""
    written = paper.docx(content, images=coediting.for_paper(content, of=of), **_head(title, project, date))
    return files.download(written, name=f"{slugify(f'{project.slug} {title}')}.docx", content_type=paper.DOCX_TYPE)


def pdf_response(content, *, of, title, project, date):
    """The same as a PDF."""
    written = paper.text_pdf(content, images=coediting.for_paper(content, of=of), **_head(title, project, date))
    return files.download(written, name=f"{slugify(f'{project.slug} {title}')}.pdf", content_type=paper.PDF_TYPE)


def _head(title, project, date):
    return {"title": title, "author": project.name, "date": date, "language": translation.get_language()}
