"""Which expected piece each file of a submission is: a choice beside every file, which may stay open."""

from dataclasses import dataclass

from django.utils.functional import cached_property


@dataclass(frozen=True)
class WhichPiece:
    """What `projects/_which_piece.html` shows beside a file: the expected pieces, and the one it is."""

    name: str
    offered: list
    chosen: str

    def choices(self):
        """(identifier, title, whether it is the one) for each expected piece."""
        return [(str(one.public_id), one.title, str(one.public_id) == self.chosen) for one in self.offered]


def field_name(file):
    """The field in which it is said which piece a file is; `Visa.words` names it too."""
    return f"is-{file.public_id}"


def which_piece(file, expected, said=""):
    """The choice beside `file` among the `expected` pieces; without a word, that of the file whose place it takes."""
    before = getattr(file, "replaces", None) or file
    answer = getattr(before, "stands_for", None)
    return WhichPiece(field_name(file), expected, said or (str(answer.asked) if answer else ""))


class TiesFiles:
    """For the submission form, whose `milestone`, `draft` and files it needs."""

    @cached_property
    def expected(self):
        """The pieces expected at the milestone now."""
        return list(self.milestone.expecteddeliverable_lines.all())

    def tie(self, file):
        """Sets beside a file what the page shows of it: what was said here, in the draft, or of the piece before."""
        said = self._said(file)
        file.which_piece = which_piece(file, self.expected, said or "") if said != "" else self._open(file)
        return file

    def _said(self, file):
        """What was chosen beside a file; nothing ("") where it was left open, None where it was not asked yet."""
        if self.is_bound:
            return self.data.get(field_name(file))
        kept = self.draft.values.get(field_name(file)) if self.draft else None
        return (kept or [""])[0] if kept is not None else None

    def _open(self, file):
        return WhichPiece(field_name(file), self.expected, "")

    @property
    def ties(self):
        """Identifier of a file that goes with a valid form → identifier of the expected piece that it is."""
        lines = {str(one.public_id): one.public_id for one in self.expected}
        given = (file for name in ("pieces", "carried", "deposits") for file in self.cleaned_data[name])
        said = {file.public_id: lines.get(self.tie(file).which_piece.chosen) for file in given}
        return {file: line for file, line in said.items() if line}
