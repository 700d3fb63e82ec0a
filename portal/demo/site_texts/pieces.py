"""Shorthand for the blocks of a page's body, in the form Wagtail stores them; French spacing is put in here."""

import re

IT77, LMMG, GREEN = "IT77", "étude de marché LMMG Worklabs", "Green and Connected Cities"
NO_BREAK = "\u00a0"


def french(words: str) -> str:
    """`words` with the no-break spaces French typography asks for, around « » and before : ; ! ? % €."""
    words = re.sub(r" ([:;!?%€»])", NO_BREAK + r"\1", words)
    return re.sub(r"« ", "«" + NO_BREAK, words).replace("'", "’")


def link(address="", label=""):
    return {"page": None, "address": address, "label": french(label)}


def heading(words):
    return {"type": "heading", "value": {"text": french(words)}}


def text(*paragraphs):
    """Paragraphs; one that begins with a tag is taken as it is."""
    html = "".join(words if words.startswith("<") else f"<p>{words}</p>" for words in map(french, paragraphs))
    return {"type": "text", "value": re.sub(r"href=’([^’]*)’", r'href="\1"', html)}


def bullets(*items):
    return text("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")


def figure(value, label, source, year, note=""):
    return {"value": french(value), "label": french(label), "source": source, "year": year, "note": french(note)}


def figures(title, *all_figures):
    return {"type": "figures", "value": {"title": french(title), "figures": list(all_figures)}}


def card(title, words, address="", label=""):
    return {"title": french(title), "text": french(words), "link": link(address, label)}


def cards(title, *all_cards, intro=""):
    return {"type": "cards", "value": {"title": french(title), "intro": french(intro), "cards": list(all_cards)}}


def steps(title, intro, *all_steps):
    return {"type": "steps", "value": {"title": french(title), "intro": french(intro), "steps": list(all_steps)}}


def columns(*all_columns):
    """Each column is a heading and the items of its list."""
    found = [
        {"title": french(title), "text": "<ul>" + "".join(f"<li>{french(item)}</li>" for item in items) + "</ul>"}
        for title, items in all_columns
    ]
    return {"type": "columns", "value": {"columns": found}}


def definitions(title, *entries):
    found = [{"term": french(term), "definition": french(words)} for term, words in entries]
    return {"type": "definitions", "value": {"title": french(title), "entries": found}}


def table(caption, names, *rows, source=""):
    return {
        "type": "table",
        "value": {
            "caption": french(caption),
            "columns": [french(name) for name in names],
            "rows": [[french(cell) for cell in row] for row in rows],
            "source": source,
        },
    }


def call(title, words, address, label):
    return {
        "type": "call_to_action",
        "value": {"title": french(title), "text": french(words), "link": link(address, label)},
    }
