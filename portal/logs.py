"""What the log does not keep: the signed links that open something to whoever has them."""

import logging
import re

SIGNED = re.compile(r"[\w-]+:[\w-]{6}:[\w-]{27,}")  # what django.core.signing writes: value, moment, signature


class HideTokens(logging.Filter):
    """Takes the tokens out of every line: Django writes the address of each refused request."""

    def filter(self, record):
        text = record.getMessage()
        if SIGNED.search(text):
            record.msg, record.args = SIGNED.sub("***", text), None
        return True
