"""Who is expected at a meeting: the people of the group, who answered, and who was noted there already."""

from dataclasses import dataclass

from .enums import MeetingAnswers
from .models import GroupRole


@dataclass(frozen=True)
class Expected:
    """One line of the sign-in sheet: somebody, what they answered, and what was noted."""

    key: str
    name: str
    answer: str
    presence: str

    @property
    def answer_told(self):
        """What they answered, said of somebody else; empty where they did not."""
        return MeetingAnswers(self.answer).told if self.answer else ""


def expected_at(meeting):
    """Every line of the sheet, by name. Those who left the group before and were not noted are not on it."""
    answers = {row.person_id: row for row in meeting.answers.select_related("person")}
    noted = list(meeting.attendance.select_related("person"))
    inside = GroupRole.objects.current(at=meeting.starts_at).filter(anchor=meeting.group)
    people = {row.person_id: row.person for row in inside.select_related("person")}
    people |= {row.person_id: row.person for row in noted if row.person}
    people |= {pk: row.person for pk, row in answers.items() if row.answer}
    presences = {row.person_id: row.presence for row in noted if row.person}
    lines = [
        (
            person.name_folded,
            Expected(f"person-{pk}", str(person), answers[pk].answer if pk in answers else "", presences.get(pk, "")),
        )
        for pk, person in people.items()
    ]
    lines += [("~", Expected(f"guest-{row.pk}", row.name, "", row.presence)) for row in noted if not row.person]
    return [line for _name, line in sorted(lines, key=lambda pair: (pair[0], pair[1].name))]
