"""A co-edited text as one page of HTML that needs nothing else, and as Markdown."""

import json
from pathlib import Path

import pypandoc
from django.utils.html import escape

from portal import coediting

from .markdown_marks import in_signs
from .pandoc_tree import document_tree
from .suggested import told

STYLE = Path(__file__).with_name("page.css")


def text_html(
    text: dict, *, title: str, author: str = "", date: str = "", language: str = "fr", images: dict | None = None
) -> str:
    """One self-contained page of `text` (ProseMirror JSON); `images` holds data addresses by address in the text."""
    body = coediting.html(text)
    for address, data in (images or {}).items():
        body = body.replace(f'src="{escape(address)}"', f'src="{escape(data)}"')
    about = " · ".join(escape(one) for one in (author, date) if one)
    notice = f'<p class="notice">{escape(said)}</p>' if (said := told(text)) else ""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{STYLE.read_text()}</style>\n</head>\n<body>\n"
        f'<header><h1>{escape(title)}</h1><p class="about">{about}</p>{notice}</header>\n'
        f"<main>{body}</main>\n</body>\n</html>\n"
    )


def text_markdown(text: dict, *, title: str, author: str = "", date: str = "", images: dict | None = None) -> str:
    """`text` as Markdown (GitHub's, as most tools read it); what has no sign there is HTML, suggestions too.

    Raises RuntimeError when pandoc fails.
    """
    tree = document_tree(text, title=title, images=images)
    about = {"t": "Para", "c": [{"t": "Str", "c": " · ".join(one for one in (author, date) if one)}]}
    head = {"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": title}]]}
    for block in tree["blocks"]:
        if block["t"] == "Header":
            block["c"][0] += 1  # below the title
    notice = [{"t": "Para", "c": [{"t": "Str", "c": said}]}] if (said := told(text)) else []
    in_signs(tree["blocks"])
    tree["blocks"] = [head, about, *notice, *tree["blocks"]]
    return pypandoc.convert_text(json.dumps(tree), "gfm", format="json", extra_args=["--wrap=none"], sandbox=True)
