"""A number as people of different countries type it: with a decimal point or comma, blanks between thousands, own digits.

One point or comma is the decimal sign, whichever it is. Where both are there, the last one is, and the other parts
thousands (CLDR's forms ``1.234,5`` and ``1,234.5``).
"""

from __future__ import annotations

import re
import unicodedata

# Blanks of any width, apostrophes and the Arabic sign: they part thousands and nothing else.
_PARTING = re.compile(r"(?<=\d)[\s'’٬](?=\d{3}(?!\d))")
_SIGNS = str.maketrans({"٫": ".", "．": ".", "，": ","})
_PLAIN = re.compile(r"(\d+)(?:[.,](\d+))?")
_BOTH = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d+)")


_THOUSANDS = 3


class NotANumber(ValueError):
    """What was typed is no number, or it is a negative one."""


class TooPrecise(ValueError):
    """There are more decimals than are asked for."""


def read(text: str, *, decimals: int = 0) -> str:
    """The number in its shortest plain form (``37.5``, ``38``). Raises ``NotANumber`` or ``TooPrecise``."""
    western = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text.strip())
    plain = _PARTING.sub("", western.translate(_SIGNS))
    if found := _BOTH.fullmatch(plain):
        whole, fraction = re.sub(r"[.,]", "", found[1]), found[3]
    elif found := _PLAIN.fullmatch(plain):
        whole, fraction = found[1], found[2] or ""
    else:
        raise NotANumber(text)
    # Three digits behind one sign may be thousands: no zero of theirs is dropped.
    shortest = fraction if len(fraction) == _THOUSANDS and decimals < _THOUSANDS else fraction.rstrip("0")
    if len(shortest) > decimals:
        raise TooPrecise(text)
    fraction = shortest.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{'.' if fraction else ''}{fraction}"
