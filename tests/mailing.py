"""Mail services as one meets them: one that is down, one that knows no such address, one that asks to come again."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """Does not answer."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError(f"no way to {email_messages[0].to}")


class Unknown(BaseEmailBackend):
    """There is no such mailbox, and there will be none."""

    code = 550

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({email_messages[0].to[0]: (self.code, b"No such user here")})


class Busy(Unknown):
    """The mailbox is full or the sender is not known yet: come again."""

    code = 451
