"""The count of a vote: how many said what, whether enough took part, and what follows."""

from collections import Counter
from dataclasses import dataclass

from .enums import Choices, Outcomes, VoteModes


@dataclass(frozen=True)
class Count:
    """`roll` may vote, `cast` did; a quorum is met when `cast` of a hundred of the roll reach it."""

    mode: str
    quorum: int
    roll: int
    said: dict

    @property
    def cast(self):
        """How many took part, abstentions included."""
        return sum(self.said.values())

    @property
    def has_quorum(self):
        """Whether enough took part."""
        return self.cast * 100 >= self.quorum * self.roll

    @property
    def lines(self):
        """What may be said, and how many said it."""
        offered = (Choices.FOR, Choices.OBJECTION) if self.mode == VoteModes.CONSENT else VOTES
        return [(choice.label, self.said.get(choice, 0)) for choice in offered]

    @property
    def outcome(self):
        """A vote passes with the quorum and more for than against; a consent passes without an objection."""
        if self.mode == VoteModes.CONSENT:
            return Outcomes.OBJECTED if self.said.get(Choices.OBJECTION) else Outcomes.ADOPTED
        if not self.has_quorum:
            return Outcomes.NO_QUORUM
        passes = self.said.get(Choices.FOR, 0) > self.said.get(Choices.AGAINST, 0)
        return Outcomes.ADOPTED if passes else Outcomes.REJECTED


VOTES = (Choices.FOR, Choices.AGAINST, Choices.ABSTAIN)


def count(vote) -> Count:
    """What was said so far."""
    said = Counter(vote.ballots.values_list("choice", flat=True))
    roll = sum(said.values())
    return Count(vote.mode, vote.quorum, roll, {choice: number for choice, number in said.items() if choice})
