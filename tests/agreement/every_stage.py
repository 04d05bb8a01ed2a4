"""The stages of an agreement as cases of a test: all of them on one Python, two on the newest hosts as well."""

from __future__ import annotations

import pytest

from tests.agreement.everyone import STAGES

_ON_EVERY_HOST = ("signing", "reviewed")

EVERY_STAGE = [
    pytest.param(stage, marks=() if stage in _ON_EVERY_HOST else pytest.mark.thorough) for stage in STAGES
]
