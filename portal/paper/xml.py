"""Texts as they stand in XML."""

import re
from xml.sax.saxutils import escape

# Characters XML does not know; escape() leaves them.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def words(text: str) -> str:
    """A text as it stands in XML."""
    return escape(NOT_IN_XML.sub("", text), {'"': "&quot;"})
