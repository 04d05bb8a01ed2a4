"""The fields of an agreement's block and its OLX."""

from __future__ import annotations

from workmentor_xblocks.agreement import olx, settings
from workmentor_xblocks.core.block.exchange import Exchange

_EXCHANGE = Exchange(olx.FORMAT, settings.SETTINGS)
read_olx, write_olx = _EXCHANGE.read_olx, _EXCHANGE.write_olx
