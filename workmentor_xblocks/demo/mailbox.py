"""Mail that stays at home: every message that is sent becomes a row of the outbox page."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from workmentor_xblocks.demo.models import Mail


class OutboxBackend(BaseEmailBackend):
    """Django's e-mail backend of the demo."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages, text and HTML, one row each."""
        for message in email_messages:
            html = next(
                (part[0] for part in getattr(message, "alternatives", []) if part[1] == "text/html"), ""
            )
            Mail.objects.create(
                sender=message.from_email,
                recipients=", ".join(message.recipients()),
                subject=str(message.subject),
                text=str(message.body),
                html=str(html),
            )
        return len(email_messages)
