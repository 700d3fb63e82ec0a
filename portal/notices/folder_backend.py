"""Keeps mails as files (`EMAIL_URL=folder:///path`): one .eml a Message-ID, so that a second attempt adds none."""

import hashlib
import os
import tempfile

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Django's mail backend over a folder."""

    def send_messages(self, email_messages):
        settings.EMAIL_FOLDER.mkdir(parents=True, exist_ok=True)
        for email_message in email_messages:
            message = email_message.message()
            name = hashlib.sha256(message["Message-ID"].encode()).hexdigest()[:32] + ".eml"
            with tempfile.NamedTemporaryFile(dir=settings.EMAIL_FOLDER, delete=False) as file:
                file.write(message.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            os.replace(file.name, settings.EMAIL_FOLDER / name)
        return len(email_messages)
