"""The fields of an agreement's block and its OLX."""

from __future__ import annotations

from workmentor_xblocks.agreement.content import olx
from workmentor_xblocks.agreement.pages import settings
from workmentor_xblocks.core.pages.exchange import Exchange

_EXCHANGE = Exchange(olx.FORMAT, settings.SETTINGS)
read_olx, write_olx = _EXCHANGE.read_olx, _EXCHANGE.write_olx
