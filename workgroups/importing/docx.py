"""A .docx made such that pandoc loses nothing of it: what Word and LibreOffice write and pandoc passes over.

Text boxes become paragraphs after the one they are anchored in (pandoc would lose that one's words), tables of contents
a sign, LibreOffice's quotations and rules those of Word, and a list that is told to begin again one list.
"""

import io
import zipfile

from portal.paper import ADDED_CONTENTS as ADDED

from .numbering import lists_in_force
from .xml import parsed, written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
RULE = (
    f'<w:r xmlns:w="{W[1:-1]}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><w:pict>'
    '<v:rect style="width:0;height:1.5pt" o:hralign="center" o:hrstd="t" o:hr="t"/></w:pict></w:r>'
).encode()
CONTENTS = "\ue077contents\ue077"  # where a table of contents stood; letters of nobody's alphabet
QUOTES = {"quotations", "citation", "bloc de citation"}
CONTENTS_TITLES = {"toc heading", "contents heading", "index heading", "toa heading"}
RULES = {"horizontal line", "ligne horizontale"}
TEXT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def for_pandoc(archive: zipfile.ZipFile) -> bytes:
    """The same .docx for pandoc to read; its pictures are left empty, which pandoc would only carry about."""
    names = set(archive.namelist())
    text = parsed(archive.read(TEXT))
    changed = {}
    styles = {}
    if STYLES in names:
        root = parsed(archive.read(STYLES))
        styles = _named(root)
        changed[STYLES] = written(root)
    _choose(text)
    _free_boxes(text)
    _mark_contents(text, styles)
    _draw_rules(text, styles)
    _outdent_quotes(text, styles)
    _take_in_bookmarks(text)
    if NUMBERING in names:
        lists_in_force(text, parsed(archive.read(NUMBERING)))
    changed[TEXT] = written(text)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as copy:
        for name in dict.fromkeys(archive.namelist()):
            is_picture = name.startswith("word/media/")
            copy.writestr(name, changed.get(name) or (b"" if is_picture else archive.read(name)))
    return made.getvalue()


def _named(styles):
    """Names of the paragraph styles by id, in small letters; quotations get the name under which pandoc knows them."""
    found = {}
    for style in styles.iterfind(f"{W}style[@{W}type='paragraph']"):
        name = style.find(f"{W}name")
        if name is None:
            continue
        found[style.get(f"{W}styleId")] = said = name.get(f"{W}val", "").lower()
        if said in QUOTES:
            name.set(f"{W}val", "Quote")
    return found


def _choose(text):
    """Of two ways to write the same drawing the newer one stays, which has its description and size."""
    for both in list(text.iter(f"{MC}AlternateContent")):
        kept = both.find(f"{MC}Choice")
        if kept is None or not _holds(kept, PICTURE, f"{W}txbxContent"):
            fallback = both.find(f"{MC}Fallback")
            kept = fallback if fallback is not None else kept
        parent = both.getparent()
        if parent is None:
            continue
        place = parent.index(both)
        parent.remove(both)
        for number, child in enumerate(list(kept) if kept is not None else []):
            parent.insert(place + number, child)


def _holds(element, *names):
    return next(element.iter(*names), None) is not None


def _free_boxes(text):
    """What stands in text boxes, as paragraphs after the one that held it; boxes in boxes too."""
    for box in reversed(list(text.iter(f"{W}txbxContent"))):
        paragraph = next(box.iterancestors(f"{W}p"), None)
        drawing = next(box.iterancestors(f"{W}drawing", f"{W}pict"), None)
        if paragraph is None or drawing is None:
            continue
        place = paragraph.getparent().index(paragraph) + 1
        for number, child in enumerate(list(box)):
            paragraph.getparent().insert(place + number, child)
        box.getparent().remove(box)
        if not _holds(drawing, PICTURE, VML_PICTURE, f"{W}txbxContent"):
            drawing.getparent().remove(drawing)


def _mark_contents(text, styles):
    """The lines of tables of contents, with their title, make way for a sign."""
    galleries = {part: part.find(f".//{W}docPartGallery") for part in text.iter(f"{W}sdt")}
    for part, gallery in galleries.items():
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            _replace([part], styles)
    for lines in _fields_of_contents(text):
        _replace(lines, styles)


def _fields_of_contents(text):
    """The paragraphs of each field TOC, from its beginning to its end; lists of figures (TOC \\c) are none."""
    found, lines, depth = [], None, 0
    for paragraph in text.iter(f"{W}p"):
        if lines is not None:
            lines.append(paragraph)
        for piece in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
            if piece.tag == f"{W}instrText":
                words = (piece.text or "").split()
                if lines is None and words[:1] == ["TOC"] and "\\c" not in words:
                    lines, depth = [paragraph], 1
                continue
            kind = piece.get(f"{W}fldCharType")
            if lines is not None:
                depth += {"begin": 1, "end": -1}.get(kind, 0)
                if depth == 0:
                    found.append(lines)
                    lines = None
    return [each for each in found if len({line.getparent() for line in each}) == 1]


def _replace(lines, styles):
    before = lines[0].getprevious()
    if before is not None and styles.get(_style_of(before)) in CONTENTS_TITLES:
        lines = [before, *lines]
    is_ours = any(name.get(f"{W}name") == ADDED for line in lines for name in line.iter(f"{W}bookmarkStart"))
    sign = lines[0].makeelement(f"{W}p")
    words = sign.makeelement(f"{W}t")
    words.text = CONTENTS
    run = sign.makeelement(f"{W}r")
    run.append(words)
    sign.append(run)
    if not is_ours:  # then the export put it there, and the text itself has none
        lines[0].addprevious(sign)
    for line in lines:
        line.getparent().remove(line)


def _style_of(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val") if style is not None else None


def _draw_rules(text, styles):
    """LibreOffice's rule is an empty paragraph with a border below."""
    for paragraph in text.iter(f"{W}p"):
        if styles.get(_style_of(paragraph)) in RULES and not _holds(paragraph, f"{W}t"):
            paragraph.append(parsed(RULE))


def _outdent_quotes(text, styles):
    """A quotation that is indented besides would be one in another."""
    for indent in list(text.iter(f"{W}ind")):
        paragraph = indent.getparent().getparent()
        if styles.get(_style_of(paragraph)) in QUOTES | {"quote", "intense quote", "block text"}:
            indent.getparent().remove(indent)


def _take_in_bookmarks(text):
    """Bookmarks that stand before a paragraph, which pandoc would not see, go to its beginning; of a name one stays."""
    seen = set()
    for bookmark in list(text.iter(f"{W}bookmarkStart")):
        name = bookmark.get(f"{W}name")
        if name in seen:
            bookmark.getparent().remove(bookmark)
            continue
        seen.add(name)
        following = next((each for each in bookmark.itersiblings() if not _is_bookmark(each)), None)
        if bookmark.getparent().tag == f"{W}p" or following is None or following.tag != f"{W}p":
            continue
        properties = following.find(f"{W}pPr")
        if properties is None:
            following.insert(0, bookmark)
        else:
            properties.addnext(bookmark)


def _is_bookmark(element):
    return element.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")
