"""The images of a file: taken out of its archive, later shown under the addresses they get."""

from contextlib import suppress

from .archive import DAMAGED

FOLDER = {"docx": "word/", "odt": ""}
MAX_PICTURE = 10 * 1024 * 1024


def addresses(node):
    """What the images of a text are called, each once, in their order."""
    return list(dict.fromkeys(_addresses(node)))


def _addresses(node):
    if node["type"] == "image":
        yield node["attrs"]["src"]
    for child in node.get("content", ()):
        yield from _addresses(child)


def found_in(archive, kind, names):
    """The bytes of those that lie in the archive; one that lies elsewhere is never fetched."""
    parts = {part.filename: part for part in archive.infolist()}
    found = {}
    for name in names:
        part = parts.get(FOLDER[kind] + name) or parts.get(name)
        if part is None or part.file_size > MAX_PICTURE:
            continue
        with suppress(*DAMAGED):  # a picture that is cut short does not cost the text
            found[name] = archive.read(part)
    return found


def placed(node, given):
    """The text with its images at the addresses `given` by name; of the others the words stand in their place."""
    if node["type"] == "image":
        address, alt = given.get(node["attrs"]["src"]), node["attrs"]["alt"]
        if address:
            return {**node, "attrs": node["attrs"] | {"src": address}}
        return (
            {"type": "paragraph", "content": [{"type": "text", "text": f"[{alt}]"}]} if alt else {"type": "paragraph"}
        )
    if "content" not in node:
        return node
    return {**node, "content": [placed(child, given) for child in node["content"]]}
