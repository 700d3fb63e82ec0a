"""A text of the editor as lines that a person can read, to compare the whole of it."""

MARKS = {"bold": "*", "italic": "_", "underline": "=", "strike": "~"}
NAMES = {
    "paragraph": "p",
    "bulletList": "ul",
    "orderedList": "ol",
    "listItem": "li",
    "tableRow": "tr",
    "tableCell": "td",
    "tableHeader": "th",
}
UNSAID = ("id", "src", "target", "rel", "class", "title", "code")


def outline(content, depth=0):
    """The lines of a "doc" node, indented as the nodes stand in one another."""
    lines = []
    for node in content.get("content", ()):
        attrs = {
            key: value
            for key, value in (node.get("attrs") or {}).items()
            if key not in UNSAID and value not in (None, 1, "")
        }
        said = " ".join(f"{key}={value}" for key, value in attrs.items() if node["type"] != "heading")
        name = f"h{node['attrs']['level']}" if node["type"] == "heading" else NAMES.get(node["type"], node["type"])
        line = f"{'  ' * depth}{name} {said}".rstrip()
        if node["type"] in ("paragraph", "heading"):
            lines.append(f"{line} {''.join(map(_words, node.get('content', ())))}".rstrip(" "))
        else:
            lines += [line, *outline(node, depth + 1)]
    return lines


def _words(node):
    if node["type"] == "hardBreak":
        return " / "
    if node["type"] != "text":
        return f"<{node['type']} {(node.get('attrs') or {}).get('text', '')}>"
    text = node["text"]
    for mark in node.get("marks", ()):
        text = f"[{text}]({mark['attrs']['href']})" if mark["type"] == "link" else 2 * MARKS[mark["type"]] + text
        text += "" if mark["type"] == "link" else 2 * MARKS[mark["type"]]
    return text
