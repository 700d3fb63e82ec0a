"""A table of contents as office files hold it: a field that can be brought up to date, with its lines already there."""

from .xml import words

DEEPEST = 3
BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
    '<w:r><w:instrText xml:space="preserve">TOC \\o "1-3" \\h \\z \\u</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
ENTRY = (
    '<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
    "<text:index-entry-link-start/><text:index-entry-chapter/><text:index-entry-text/>"
    '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
    "<text:index-entry-link-end/></text:table-of-content-entry-template>"
)


ADDED = "_added_contents"  # the name of a table of contents that the text itself has not: whoever reads it back knows


def contents(outline: list[dict], title: str, *, is_added=False) -> list[dict]:
    """The table of contents of an outline (`coediting.outline`) as pandoc's raw blocks, one for each kind of file.

    `is_added` gives it the name ADDED.
    """
    entries = [entry for entry in outline if entry["kind"] == "heading" and entry["level"] <= DEEPEST]
    return [
        {"t": "RawBlock", "c": ["openxml", _docx(entries, title, is_added)]},
        {"t": "RawBlock", "c": ["opendocument", _odt(entries, title, is_added)]},
    ]


def _docx(entries, title, is_added):
    name = f'<w:bookmarkStart w:id="7701" w:name="{ADDED}"/><w:bookmarkEnd w:id="7701"/>' if is_added else ""
    written = [f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{name}<w:r><w:t>{words(title)}</w:t></w:r></w:p>']
    for number, entry in enumerate(entries or [{"number": "", "title": "", "level": 1, "id": None}]):
        run = f'<w:r><w:t xml:space="preserve">{_line(entry)}</w:t></w:r>'
        if entry["id"]:
            run = f'<w:hyperlink w:anchor="{words(entry["anchor"])}">{run}</w:hyperlink>'
        indent = f'<w:pPr><w:spacing w:before="0" w:after="40"/><w:ind w:left="{(entry["level"] - 1) * 360}"/></w:pPr>'
        written.append(f"<w:p>{indent}{BEGIN if number == 0 else ''}{run}</w:p>")
    return "".join(written) + END


def _odt(entries, title, is_added):
    templates = "".join(ENTRY.format(level=level) for level in range(1, DEEPEST + 1))
    lines = []
    for entry in entries:
        line = _line(entry)
        if entry["id"]:
            line = f'<text:a xlink:type="simple" xlink:href="#{words(entry["anchor"])}">{line}</text:a>'
        lines.append(f'<text:p text:style-name="Contents_20_{entry["level"]}">{line}</text:p>')
    heading = f'<text:p text:style-name="Contents_20_Heading">{words(title)}</text:p>'
    name = ADDED if is_added else "Contents"
    return (
        f'<text:table-of-content text:name="{name}"><text:table-of-content-source text:outline-level="3">'
        f'<text:index-title-template text:style-name="Contents_20_Heading">{words(title)}</text:index-title-template>'
        f"{templates}</text:table-of-content-source><text:index-body>"
        f'<text:index-title text:name="Contents_Head">{heading}</text:index-title>{"".join(lines)}'
        "</text:index-body></text:table-of-content>"
    )


def _line(entry):
    return words(f"{entry['number']} {entry['title']}")
