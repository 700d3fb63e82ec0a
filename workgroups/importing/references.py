"""Links inside a file that were references in our text: what they show is what the section or requirement is called."""

import secrets

from portal import coediting


class References:
    """What links inside the file lead to, and which of them become references once the whole text is there."""

    def __init__(self):
        self.targets: dict[str, dict] = {}
        self.links: list[tuple[str, list]] = []

    def lead_to(self, anchors, node):
        """A heading or requirement that links name by one of `anchors`."""
        for anchor in filter(None, anchors):
            self.targets.setdefault(anchor, node)

    def link(self, anchor, words):
        """A node that stands for the words of a link until `settle` decides."""
        node = {"type": "reference", "words": words}
        self.links.append((anchor, node))
        return node

    def settle(self, content):
        """Each link as a reference where its words are what its target is called, else as the words they are."""
        for anchor, _node in self.links:
            if (target := self.targets.get(anchor)) is not None:
                target.setdefault("attrs", {}).setdefault("id", secrets.token_urlsafe(6))
        called = {id_: entry["label"] for id_, entry in coediting.targets(content).items()}
        for anchor, node in self.links:
            target = self.targets.get(anchor, {}).get("attrs", {}).get("id")
            if target and called.get(target) == "".join(word.get("text", "") for word in node["words"]).strip():
                del node["words"]
                node["attrs"] = {"target": target}
        return _without_words(content) if self.links else content


def _without_words(node):
    if "content" not in node:
        return node
    made = []
    for child in node["content"]:
        made += child["words"] if "words" in child else [_without_words(child)]
    return node | {"content": made}
