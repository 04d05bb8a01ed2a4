"""E-mail addresses of people in an agreement: whether they can be written to, and whether two are the same."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_NOT_AN_ADDRESS = Message("address_wrong", _("This is no e-mail address. Check it, letter by letter."))


def checked(address: str, *, field: str = "email") -> str:
    """The address, fit to write to. Raises ``BadInput`` at ``field``."""
    text = unicodedata.normalize("NFC", address).strip()
    try:
        validate_email(text)
    except ValidationError:
        raise BadInput(_NOT_AN_ADDRESS, fields={field: _NOT_AN_ADDRESS})
    # Django takes "localhost" for a domain; from a site on the net nobody there can be written to.
    if len(text) > 254 or "." not in text.rpartition("@")[2]:
        raise BadInput(_NOT_AN_ADDRESS, fields={field: _NOT_AN_ADDRESS})
    return text
