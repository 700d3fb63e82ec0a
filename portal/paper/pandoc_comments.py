"""Comments on a text as Word's own: pandoc writes them from spans that begin and end a range."""

NAME = "comment"


class CommentRanges:
    """Where the comments of a text begin and end.

    `said` holds what was said by thread: (person, moment as ISO 8601, words), each a comment of its own in Word, since
    pandoc knows no answers; threads that are not in it are not shown.
    """

    def __init__(self, text, said):
        self.said, self.first, self.last = said, {}, {}
        for node in _texts(text):
            for thread in _threads(node):
                if thread in said:
                    self.first.setdefault(thread, id(node))
                    self.last[thread] = id(node)

    def around(self, node, run):
        """The inlines of a text node with the comments that begin before it and end after it."""
        before, after = [], []
        for thread in _threads(node):
            posts = self.said.get(thread, ())
            names = [f"{thread}-{number}" for number in range(len(posts))]
            if self.first.get(thread) == id(node):
                before += [_begin(name, *post) for name, post in zip(names, posts, strict=True)]
            if self.last.get(thread) == id(node):
                after += [_span(name, "comment-end", [], []) for name in names]
        return [*before, *run, *after]


def _begin(name, person, moment, words):
    lines = words.splitlines() or [""]
    inlines = []
    for line in lines:
        inlines += [*([{"t": "LineBreak"}] if inlines else []), {"t": "Str", "c": line}]
    return _span(name, "comment-start", [["author", person], ["date", moment]], inlines)


def _span(name, kind, pairs, inlines):
    return {"t": "Span", "c": [[name, [kind], pairs], inlines]}


def _threads(node):
    return [mark["attrs"].get("thread") for mark in node.get("marks") or [] if mark["type"] == NAME]


def _texts(node):
    if node.get("type") == "text":
        yield node
    for child in node.get("content") or []:
        yield from _texts(child)
