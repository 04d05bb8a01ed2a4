"""The page that prints stand on: its measures and its colours."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

INK, SOFT, LINE, ACCENT, TINT = map(HexColor, ("#26241f", "#5c574d", "#d0c8b8", "#083f45", "#eef4f3"))
MARGIN_SIDE, MARGIN_TOP, MARGIN_FOOT = 18 * mm, 13 * mm, 17 * mm
WIDTH = A4[0] - 2 * MARGIN_SIDE
HEIGHT = A4[1] - MARGIN_TOP - MARGIN_FOOT
