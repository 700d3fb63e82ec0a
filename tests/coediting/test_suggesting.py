"""A commenter suggests and comments in their own name; all else that comes from them is refused and leaves no trace."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlText

from portal import coediting
from portal.coediting import kinds
from portal.coediting.breaks import BREAK, JOIN
from portal.coediting.content import as_json, first_update, fragment
from portal.coediting.live import LiveText, Overstepped
from portal.coediting.overlapping import attribute_name
from portal.coediting.suggesting import Author
from portal.coediting.updates import examine

from .clients import make_person, until
from .texts import BOLD, RICH, comment, doc, footnote, heading, line, paragraph

ADA = Author("1", "Ada Martin")
WHEN = "2026-03-01T10:00:00.000Z"


def by(author=ADA, group="g1", **more):
    """The attributes of a suggestion's mark."""
    return {"id": group, "author": author.key, "name": author.name, "date": WHEN} | more


def mark(kind, author=ADA, **more):
    """A suggestion's mark as the editor's JSON."""
    return {"type": kind, "attrs": by(author, **more)}


def bold_suggested(author=ADA, **more):
    """The attributes of a suggestion to write bold."""
    return by(author) | {"type": "mark", "attrName": "bold", "previousValue": None, "newValue": {}} | more


BLAISE = Author("2", "Blaise")
TEXT = doc(
    paragraph("Un lieu ", ("ouvert", BOLD), " à tous"),
    paragraph("gardé ", ("ajouté", mark("insertion", BLAISE)), ("retiré", mark("deletion", BLAISE))),
    paragraph(("dit", comment("t-blaise")), " et ", ("mien", mark("insertion"))),
    line("avant", footnote("Note"), "après"),
    {"type": "paragraph"},
    heading(2, "Accès"),
)


class Commenter:
    """A text on the server, and a commenter's copy of it."""

    def __init__(self, content=TEXT, author=ADA):
        update = first_update(content)
        self.server, self.doc, self.author = LiveText(_holding(update)), _holding(update), author

    def change(self, edit):
        """Edits the copy by `edit(children)` and sends the change; returns the threads it touches."""
        found = []
        subscription = self.doc.observe(lambda event: found.append(event.update))
        with self.doc.transaction():
            edit(fragment(self.doc).children)
        self.doc.unobserve(subscription)
        return self.server.apply_suggestion(found[-1], examine(found[-1]), self.author)[1]


def _holding(update):
    found = Doc()
    found.apply_update(update)
    return found


def insert(block, at, text, attributes, node=0):
    """An edit: a text in a paragraph."""
    return lambda blocks: blocks[block].children[node].insert(at, text, attributes)


def form(block, start, end, attributes, node=0):
    """An edit: marks on a text."""
    return lambda blocks: blocks[block].children[node].format(start, end, attributes)


def in_new_text(block, text, attributes):
    """An edit: a first text in an empty paragraph."""

    def edit(blocks):
        made = XmlText()
        blocks[block].children.append(made)
        made.insert(0, text, attributes)

    return edit


HONEST = {
    "insertion": insert(0, 3, "beau ", {"insertion": by()}),
    "insertion-in-bold": insert(0, 10, "x", {"insertion": by(), "bold": {}}),
    "insertion-in-an-empty-paragraph": in_new_text(4, "neuf", {"insertion": by()}),
    "insertion-after-a-footnote": insert(3, 0, "x", {"insertion": by()}, node=2),
    "deletion": form(0, 0, 7, {"deletion": by()}),
    "deletion-across-bold": form(0, 5, 16, {"deletion": by()}),
    "bold": form(0, 0, 2, {"bold": {}, "modification--aaaaaaaa": bold_suggested()}),
    "no-bold": form(
        0, 8, 14, {"bold": None, "modification--aaaaaaaa": bold_suggested(previousValue={}, newValue=None)}
    ),
    "a-paragraph": insert(0, 3, BREAK, {"insertion": by()}),
    "a-paragraph-with-words": insert(5, 6, f"{BREAK}Neuf{BREAK}", {"insertion": by()}),
    "an-empty-paragraph-joined": in_new_text(4, JOIN, {"insertion": by()}),
    "a-joined-paragraph": insert(0, 17, JOIN, {"insertion": by()}),
    "own-insertion-withdrawn": lambda blocks: blocks[2].children[0].__delitem__(slice(7, 11)),
    "own-insertion-in-bold": form(2, 7, 11, {"bold": {}}),
    "own-insertion-regrouped": form(2, 7, 11, {"insertion": by(group="g9")}),
}
HOSTILE = {
    "plain-text": insert(0, 3, "beau ", {}),
    "a-sign-not-suggested": insert(0, 3, BREAK, {}),
    "a-join-not-suggested": insert(0, 17, JOIN, {}),
    "a-sign-as-deleted": insert(0, 3, BREAK, {"deletion": by()}),
    "a-sign-of-another": insert(0, 3, BREAK, {"insertion": by(BLAISE)}),
    "deleted-letters": lambda blocks: blocks[0].children[0].__delitem__(slice(0, 2)),
    "a-format": form(0, 0, 2, {"italic": {}}),
    "a-format-under-a-false-before": form(0, 0, 2, {"modification--aaaaaaaa": bold_suggested(previousValue={})}),
    "a-false-before-that-hides": form(
        0, 8, 14, {"bold": None, "modification--aaaaaaaa": bold_suggested(previousValue=None)}
    ),
    "another-author": insert(0, 3, "x", {"insertion": by(BLAISE)}),
    "another-name": insert(0, 3, "x", {"insertion": by(Author("1", "Blaise"))}),
    "no-author": insert(0, 3, "x", {"insertion": {"id": "g1"}}),
    "no-date": insert(0, 3, "x", {"insertion": by() | {"date": "hier"}}),
    "a-date-to-come": insert(0, 3, "x", {"insertion": by() | {"date": "2999-01-01T00:00:00Z"}}),
    "no-group": insert(0, 3, "x", {"insertion": by(group=None)}),
    "a-suggestion-of-others-in-ones-own": insert(0, 3, "x", {"insertion": by(), "deletion": by(BLAISE, group="g7")}),
    "accepting-an-insertion": form(1, 6, 12, {"insertion": None}),
    "accepting-a-deletion": lambda blocks: blocks[1].children[0].__delitem__(slice(12, 18)),
    "refusing-a-deletion": form(1, 12, 18, {"deletion": None}),
    "refusing-an-insertion": lambda blocks: blocks[1].children[0].__delitem__(slice(6, 12)),
    "accepting-ones-own": form(2, 7, 11, {"insertion": None}),
    "taking-over-an-insertion": form(1, 6, 12, {"insertion": by()}),
    "writing-in-the-name-of-an-insertion": insert(1, 8, "x", {"insertion": by(BLAISE)}),
    "deleting-an-insertion-of-others": form(1, 6, 12, {"deletion": by()}),
    "existing-text-as-ones-own": form(0, 0, 2, {"insertion": by()}),
    "an-attribute": lambda blocks: blocks[5].attributes.__setitem__("level", 1),
    "a-footnote": lambda blocks: blocks[3].children[1].attributes.__setitem__("text", "Autre"),
    "a-footnote-removed": lambda blocks: blocks[3].children.__delitem__(1),
    "a-block": lambda blocks: blocks.append(XmlElement("paragraph")),
    "a-block-before": lambda blocks: blocks.insert(0, XmlElement("paragraph")),
    "a-block-removed": lambda blocks: blocks.__delitem__(4),
    "a-piece-in-a-line": lambda blocks: blocks[4].children.append(XmlElement("hardBreak")),
    "a-suggested-attribute": form(0, 0, 2, {"modification--aaaaaaaa": bold_suggested(type="attr", attrName="level")}),
    "a-suggested-comment": form(0, 0, 2, {"modification--aaaaaaaa": bold_suggested(attrName="comment")}),
}


@pytest.mark.parametrize("edit", HONEST.values(), ids=HONEST)
def test_what_a_commenter_may_do(edit):
    commenter = Commenter()
    assert commenter.change(edit) == set()
    assert as_json(commenter.server.doc) == as_json(commenter.doc)


@pytest.mark.parametrize("edit", HOSTILE.values(), ids=HOSTILE)
def test_what_a_commenter_may_not_do(edit):
    with pytest.raises(Overstepped):
        Commenter().change(edit)


def test_threads_whose_anchors_change_are_named():
    commenter = Commenter()
    assert commenter.change(form(0, 0, 2, {"comment--aaaaaaaa": {"thread": "t-ada"}})) == {"t-ada"}
    removed = {attribute_name(comment("t-blaise")): None}
    assert commenter.change(form(2, 0, 2, removed)) == {"t-blaise"}
    assert commenter.change(insert(0, 1, "x", {"insertion": by(), "comment--aaaaaaaa": {"thread": "t-ada"}})) == set()


def test_what_editors_do_meanwhile_does_not_count():
    commenter = Commenter()
    commenter.change(HONEST["insertion"])
    editor = _holding(commenter.server.doc.get_update())
    with editor.transaction():
        blocks = fragment(editor).children
        blocks[0].children[0].insert(5, "plein ", {})
        blocks.insert(0, XmlElement("paragraph"))
    commenter.server.take([editor.get_update(commenter.server.doc.get_state())])
    assert commenter.change(form(0, 0, 7, {"deletion": by()})) == set()


# --- Any sequence ----------------------------------------------------------------------------------


def refused(content, author):
    """The text as JSON after somebody refused all that `author` suggests; written apart from what it tests."""
    blocks = []
    for block in content["content"]:
        kept = []
        for node in block.get("content", []):
            marks = node.get("marks", [])
            own = [one for one in marks if one.get("attrs", {}).get("author") == author.key]
            if any(one["type"] == "insertion" for one in own):
                continue
            left = {one["type"]: one for one in marks if one not in own and one["type"] != "comment"}
            for one in own:
                if one["type"] == "modification":
                    left.pop("bold", None)
                    if one["attrs"]["previousValue"] is not None:
                        left["bold"] = BOLD
            named = sorted(left)
            if kept and node["type"] == "text" and kept[-1][0] == "text" and kept[-1][2] == named:
                kept[-1][1] += node["text"]
            else:
                kept.append([node["type"], node.get("text", ""), named])
        blocks.append((block["type"], kept))
    return blocks


def _random_edit(dice, content):
    """An edit such as the page of a commenter makes; None where there is nothing to edit."""
    places = [
        (index, child)
        for index, block in enumerate(content)
        for child, node in enumerate(block.children)
        if isinstance(node, XmlText) and len(node)
    ]
    block, node = dice.choice(places)
    text = content[block].children[node]
    pieces, at = [], 0
    for piece, attributes in text.diff():
        size = len(piece.encode())  # the positions of the library are bytes
        pieces.append((at, at + size, attributes or {}))
        at += size
    start, end, attributes = dice.choice(pieces)
    is_own = attributes.get("insertion", {}).get("author") == ADA.key
    is_formatted = "modification--aaaaaaaa" in attributes
    is_others = not is_own and ("insertion" in attributes or "modification--bbbbbbbb" in attributes)
    group = f"g{dice.randrange(5)}"
    match dice.randrange(4):
        case 0:
            words = dice.choice(["n", "né", BREAK, f"n{BREAK}é", JOIN])
            return insert(block, end, words, {"insertion": by(group=group)}, node)
        case 1 if is_own:
            return lambda blocks: blocks[block].children[node].__delitem__(slice(start, end))
        case 1 if not is_others and "deletion" not in attributes and not is_formatted:
            return form(block, start, end, {"deletion": by(group=group)}, node)
        case 2 if (
            not is_own and not is_others and "deletion" not in attributes and "modification--aaaaaaaa" not in attributes
        ):
            had = attributes.get("bold")
            suggested = bold_suggested(previousValue=had, newValue=None if had is not None else {})
            changed = {"bold": None if had is not None else {}, "modification--aaaaaaaa": suggested}
            return form(block, start, end, changed, node)
        case 3 if attributes.get("deletion", {}).get("author") == ADA.key:
            return form(block, start, end, {"deletion": None}, node)
    return None


@given(seed=st.integers(0, 2**32), count=st.integers(1, 30))
@settings(max_examples=150, deadline=None)
def test_whatever_a_commenter_does_leaves_the_text_with_it_all_refused(seed, count):
    dice, commenter = random.Random(seed), Commenter()
    before = refused(as_json(commenter.server.doc), ADA)
    for _ in range(count):
        edit = _random_edit(dice, list(fragment(commenter.doc).children))
        if edit is not None:
            commenter.change(edit)
        assert refused(as_json(commenter.server.doc), ADA) == before
    assert as_json(commenter.server.doc) == as_json(commenter.doc)


@given(seed=st.integers(0, 2**32), count=st.integers(1, 12))
@settings(max_examples=200, deadline=None)
def test_what_is_taken_from_a_forger_leaves_it_as_well(seed, count):
    dice = random.Random(seed)
    commenter = Commenter()
    before = refused(as_json(commenter.server.doc), ADA)
    for _ in range(count):
        edit = dice.choice([*HONEST.values(), *HOSTILE.values()])
        try:
            commenter.change(edit)
        except (Overstepped, IndexError, ValueError):
            break
        assert refused(as_json(commenter.server.doc), ADA) == before


def _split(at):
    """What an editor's Enter does: the rest of the first paragraph goes into a new one."""

    def edit(blocks):
        first, made = blocks[0].children[0], XmlElement("paragraph")
        rest = "".join(piece for piece, _marks in first.diff()).encode()[at:].decode()
        del first[at : at + len(rest.encode())]
        blocks.insert(1, made)
        made.children.append(XmlText(rest))

    return edit


def _joined(blocks):
    """What an editor's Backspace at the beginning of a paragraph does."""
    first, second = blocks[0].children[0], blocks[1].children[0]
    first.insert(len(first), "".join(piece for piece, _marks in second.diff()), {})
    del blocks[1]


BLOCKS = {
    "split": _split(3),
    "split-at-the-end": lambda blocks: blocks.insert(1, XmlElement("paragraph")),
    "joined": _joined,
    "moved": lambda blocks: blocks.insert(0, blocks.__delitem__(4) or XmlElement("paragraph")),
    "another-kind": lambda blocks: blocks.insert(5, blocks.__delitem__(5) or XmlElement("blockquote")),
    "a-list": lambda blocks: blocks.append(XmlElement("bulletList")),
    "a-table": lambda blocks: blocks.append(XmlElement("table")),
    "an-image": lambda blocks: blocks.append(XmlElement("image")),
    "a-requirement": lambda blocks: blocks.insert(2, XmlElement("requirement")),
}


@pytest.mark.parametrize("sign", [None, BREAK, JOIN], ids=["alone", "with-a-paragraph", "with-a-join"])
@pytest.mark.parametrize("edit", BLOCKS.values(), ids=BLOCKS)
def test_blocks_themselves_are_never_a_commenter_s(edit, sign):
    """Whatever is suggested beside it in the same change."""

    def both(blocks):
        if sign:
            blocks[0].children[0].insert(0, sign, {"insertion": by()})
        edit(blocks)

    with pytest.raises(Overstepped):
        Commenter().change(both)


# --- Through the socket ----------------------------------------------------------------------------


@pytest.fixture
def commenter(people, rights):
    """Chloé may comment."""
    people["chloe"] = make_person("chloe@it77.example", first_name="Chloé", last_name="Roy")
    rights[people["chloe"]] = "comment"
    return Author(str(people["chloe"].pk), str(people["chloe"]))


@pytest.fixture
def written(document, people):
    """The document holds a text."""
    coediting.replace_content(document, RICH, by=people["ada"])


QUERY = "ext=1&epoch=1"


@pytest.mark.asyncio
@pytest.mark.usefixtures("written")
async def test_a_suggestion_reaches_the_others_and_is_saved(connect, commenter):
    async with connect("chloe", query=QUERY) as chloe, connect("ada", query=QUERY) as ada:
        await chloe.sync()
        await ada.sync()
        assert chloe.mode == "comment"
        edit = insert(1, 0, "Voici : ", {"insertion": by(commenter)})
        await chloe.send_change(chloe.change(lambda content: edit(content.children)))
        await until(lambda: "Voici" in str(fragment(ada.doc)) and chloe.is_saved)
        assert chloe.refused == []


@pytest.mark.asyncio
@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("query", [QUERY, "epoch=1"], ids=["page", "stock"])
async def test_a_forged_change_is_refused_and_leaves_no_trace(connect, commenter, stored, query):
    before = await stored()
    async with connect("chloe", query=query) as chloe, connect("ada", query=QUERY) as ada:
        await chloe.sync()
        await ada.sync()
        edit = insert(1, 0, "faux ", {})
        await chloe.send_change(chloe.change(lambda content: edit(content.children)))
        await until(lambda: chloe.code is not None)
        assert chloe.code == 4400
        assert chloe.refused == (["suggestion"] if "ext" in query else [])
        await ada.write("la suite")
        await until(lambda: ada.is_saved)
        assert "faux" not in str(fragment(ada.doc))
    assert [one for one in await stored() if one] == [*(one for one in before if one), "la suite"]


@pytest.mark.asyncio
@pytest.mark.usefixtures("written")
async def test_what_was_good_in_the_same_batch_stays(connect, commenter, stored):
    async with connect("chloe", query=QUERY) as chloe, connect("ada", query=QUERY) as ada:
        await chloe.sync()
        await ada.sync()
        await ada.write("de Ada")
        edit = insert(1, 0, "faux ", {})
        await chloe.send_change(chloe.change(lambda content: edit(content.children)))
        await until(lambda: chloe.code is not None and ada.is_saved)
    text = "\n".join(await stored())
    assert "de Ada" in text
    assert "faux" not in text


@pytest.mark.asyncio
@pytest.mark.usefixtures("written")
async def test_an_anchor_is_taken_for_ones_own_threads_alone(connect, commenter, monkeypatch):
    asked = []
    monkeypatch.setattr(kinds, "_threads", [lambda *about: asked.append(about) or about[2] == {"mine"}])
    async with connect("chloe", query=QUERY) as chloe:
        await chloe.sync()
        anchored = form(1, 0, 2, {"comment--aaaaaaaa": {"thread": "mine"}})
        await chloe.send_change(chloe.change(lambda content: anchored(content.children)))
        await until(lambda: chloe.is_saved)
        assert [str(person) for _, person, _ in asked] == [commenter.key]
        stolen = form(1, 3, 5, {"comment--bbbbbbbb": {"thread": "theirs"}})
        await chloe.send_change(chloe.change(lambda content: stolen(content.children)))
        await until(lambda: chloe.code == 4400)


@pytest.mark.asyncio
@pytest.mark.usefixtures("written")
async def test_who_becomes_a_commenter_or_an_editor_is_told(connect, people, rights, worker):
    async with connect("ada", query=QUERY) as ada:
        await ada.sync()
        rights[people["ada"]] = "comment"
        await worker.look_at_rights()
        await until(lambda: ada.code == 4403)
    async with connect("ada", query=QUERY) as ada:
        await ada.sync()
        assert ada.mode == "comment"
        rights[people["ada"]] = "write"
        await worker.look_at_rights()
        await until(lambda: ada.mode == "write")


@pytest.mark.asyncio
@pytest.mark.usefixtures("written")
async def test_what_a_commenter_suggested_offline_comes_in_at_once(connect, commenter, stored):
    async with connect("chloe", query=QUERY, answers_step_1=False) as chloe:
        await chloe.sync()
        for at in range(3):
            edit = insert(1, at, "o", {"insertion": by(commenter)})
            chloe.change(lambda content, edit=edit: edit(content.children))
        chloe.change(lambda content: form(0, 0, 3, {"deletion": by(commenter)})(content.children))
        await chloe.answer_step_1()
        await until(lambda: chloe.is_saved)
    assert "oooUn lieu" in "\n".join(await stored())
