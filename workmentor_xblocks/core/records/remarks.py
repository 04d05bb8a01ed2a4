"""The row of a remark at something that people find together; the slice adds at what, of whom, and the words."""

from __future__ import annotations

from django.db import models

from workmentor_xblocks.core.records.names import NamedRow, once_key


class RemarkRow(NamedRow):
    """A remark at one place of a thing (``path``), open until somebody says that it is settled.

    ``request_key`` is unique, so that what is sent twice is left once.
    """

    path = models.CharField(max_length=120, blank=True)  # "" for the whole
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    request_key = once_key(64)

    class Meta:
        abstract = True
