"""What pandoc leaves out of an office file: headings that number themselves, a header on every page."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence

from .odt_changes import with_changes
from .odt_look import with_lines, with_styles
from .pandoc_breaks import with_signs
from .xml import words

LEVELS = range(1, 7)
NUMBERING = 7700  # of ours, in numbering.xml
HEADER = "header77.xml"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def finished_docx(written: bytes, *, numbered: bool, header: tuple[str, str] | None, author: str = "") -> bytes:
    """A .docx with its changes of paragraphs, numbered heading styles and `header` (what stands left, and right, below
    the author)."""

    def of_document(xml):
        return _without_sources(with_signs(xml))

    changes: dict[str, Callable[[str], str]] = {"word/document.xml": of_document}
    added = {}
    if numbered:
        changes |= {"word/styles.xml": _numbered_styles, "word/numbering.xml": _numbering}
    if header is not None:
        added[f"word/{HEADER}"] = _docx_header(author, *header)
        changes |= {
            "[Content_Types].xml": _with_header_type,
            "word/_rels/document.xml.rels": _with_header_relation,
            "word/document.xml": lambda xml: _with_header_reference(of_document(xml)),
        }
    return _changed(written, changes, added)


def finished_odt(
    written: bytes,
    *,
    numbered: bool,
    header: tuple[str, str] | None,
    author: str = "",
    described: Sequence[str] = (),
) -> bytes:
    """An .odt of A4 pages with the same and the changes of words; `described` are the words of its images in order."""
    alts = iter(described)

    def text(xml):
        xml = re.sub("</draw:frame>", lambda _end: f"<svg:desc>{words(next(alts, ''))}</svg:desc></draw:frame>", xml)
        return with_changes(with_lines(xml))

    def styles(xml):
        xml = re.sub(r'fo:page-width="[^"]*"', 'fo:page-width="21cm"', xml)
        xml = re.sub(r'fo:page-height="[^"]*"', 'fo:page-height="29.7cm"', xml)
        if numbered:
            xml = re.sub(r"<text:outline-level-style [^>]*>", _outline_level, xml)
        xml = with_styles(xml)
        pages = _odt_pages(author, header)
        whole = r"(<style:master-page\b[^>]*>).*?(</style:master-page>)"
        return re.sub(whole, lambda found: found[1] + pages + found[2], xml, flags=re.DOTALL)

    return _changed(written, {"styles.xml": styles, "content.xml": text}, {})


def _changed(written, changes, added):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.infolist():
            content = source.read(part)
            if change := changes.get(part.filename):
                content = change(content.decode()).encode()
            made.writestr(part, content, part.compress_type)
        for name, content in added.items():
            made.writestr(name, content)
    return target.getvalue()


def _without_sources(xml):
    """pandoc calls a picture by where it came from: with data addresses each would be in the file twice."""
    return re.sub(r'(<pic:cNvPr [^>]*?descr=")data:[^"]*"', r'\1"', xml)


def _numbered_styles(xml):
    for level in LEVELS:
        numbers = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{NUMBERING}"/></w:numPr>'
        xml = re.sub(
            rf'(w:styleId="Heading{level}"[^>]*>.*?<w:keepLines ?/>)', rf"\1{numbers}", xml, count=1, flags=re.DOTALL
        )
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'  # it is based on a heading
    return re.sub(r'(w:styleId="TOCHeading"[^>]*>.*?<w:pPr>)', rf"\1{none}", xml, count=1, flags=re.DOTALL)


def _numbering(xml):
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{level}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{".".join(f"%{each}" for each in range(1, level + 1))}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level in LEVELS
    )
    ours = (
        f'<w:abstractNum w:abstractNumId="{NUMBERING}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    number = f'<w:num w:numId="{NUMBERING}"><w:abstractNumId w:val="{NUMBERING}"/></w:num>'
    xml = re.sub(r"(<w:num [^>]*>|</w:numbering>)", lambda found: ours + found[1], xml, count=1)
    return xml.replace("</w:numbering>", number + "</w:numbering>")


def _docx_header(author, left, right):
    above = f"<w:r><w:t>{words(author)}</w:t></w:r><w:r><w:br/></w:r>" if author else ""
    tab = '<w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="9412"/></w:tabs></w:pPr>'
    runs = f"{above}<w:r><w:t>{words(left)}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{words(right)}</w:t></w:r>"
    return f'<?xml version="1.0" encoding="UTF-8"?><w:hdr xmlns:w="{WORD}"><w:p>{tab}{runs}</w:p></w:hdr>'


def _with_header_type(xml):
    return xml.replace("</Types>", f'<Override PartName="/word/{HEADER}" ContentType="{HEADER_TYPE}"/></Types>')


def _with_header_relation(xml):
    relation = f'<Relationship Id="rIdHeader77" Type="{RELATIONS}/header" Target="{HEADER}"/>'
    return xml.replace("</Relationships>", relation + "</Relationships>")


def _with_header_reference(xml):
    reference = f'<w:headerReference xmlns:r="{RELATIONS}" w:type="default" r:id="rIdHeader77"/>'
    return re.sub(r"<w:sectPr([^>/]*)>", rf"<w:sectPr\1>{reference}", xml)


def _outline_level(found):
    level = re.search(r'text:level="(\d+)"', found[0])[1]
    return (
        f'<text:outline-level-style text:level="{level}" style:num-format="1" style:num-suffix=" " '
        f'text:display-levels="{level}">'
    )


def _odt_pages(author, header):
    pages = '<text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count>'
    footer = f'<style:footer><text:p text:style-name="MP1">{pages}</text:p></style:footer>'
    if header is None:
        return footer
    lines = [author, " – ".join(header)] if author else [" – ".join(header)]
    written = "".join(f'<text:p text:style-name="Header">{words(line)}</text:p>' for line in lines)
    return f"<style:header>{written}</style:header>{footer}"
