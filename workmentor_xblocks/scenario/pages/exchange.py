"""The fields of a scenario's block and its OLX."""

from __future__ import annotations

from workmentor_xblocks.core.pages.exchange import Exchange
from workmentor_xblocks.scenario.content import olx
from workmentor_xblocks.scenario.pages import settings

_EXCHANGE = Exchange(olx.FORMAT, settings.SETTINGS)
read_olx, write_olx = _EXCHANGE.read_olx, _EXCHANGE.write_olx
