"""Which list a paragraph of a .docx belongs to."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lists_in_force(text, numbering):
    """Gives paragraphs the list that counts them.

    Where a list begins again, LibreOffice writes its first paragraph in a list of the same kind with a new start and
    goes on with the former one, which in Word continues the new count; pandoc would take it for a list of its own.
    """
    kinds, restarts = {}, set()
    for number in numbering.iterfind(f"{W}num"):
        kind = number.find(f"{W}abstractNumId")
        if kind is not None:
            kinds[number.get(f"{W}numId")] = kind.get(f"{W}val")
        if number.find(f"{W}lvlOverride/{W}startOverride") is not None:
            restarts.add(number.get(f"{W}numId"))
    in_force = {}
    for used in text.iter(f"{W}numId"):
        name = used.get(f"{W}val")
        kind = kinds.get(name)
        if kind is None:
            continue
        before = in_force.get(kind)
        if name not in restarts and before in restarts:
            used.set(f"{W}val", before)
        else:
            in_force[kind] = name
