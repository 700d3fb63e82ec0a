"""A text of a project as a file: Word to go on with, PDF to pass on."""

from django.http import HttpResponse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from portal import coediting, paper


def docx_response(content, *, of, title, project, date):
    """`content` (the editor's JSON) as a .docx to download; its images are those of the document with the key `of`."""
    written = paper.docx(content, images=coediting.for_paper(content, of=of), **_head(title, project, date))
    return _download(written, paper.DOCX_TYPE, f"{slugify(f'{project.slug} {title}')}.docx")


def pdf_response(content, *, of, title, project, date):
    """The same as a PDF."""
    written = paper.text_pdf(content, images=coediting.for_paper(content, of=of), **_head(title, project, date))
    return _download(written, paper.PDF_TYPE, f"{slugify(f'{project.slug} {title}')}.pdf")


def _head(title, project, date):
    return {"title": title, "author": project.name, "date": date, "language": translation.get_language()}


def _download(written, content_type, name):
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return HttpResponse(written, content_type=content_type, headers=headers)
