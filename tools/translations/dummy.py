"""A made-up language: what still reads as plain English on a page in it cannot be translated."""

from __future__ import annotations

import re

from babel.messages.catalog import Catalog

from tools.translations import catalogues

_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_KEEP = re.compile(r"(\{\w+\}|%\(\w+\)[sd]|%%|</?\w+[^>]*>)")


def disguise(text: str) -> str:
    """The sentence with accents and longer by a third, as many languages are; slots and tags stay."""
    pieces = _KEEP.split(text)
    changed = "".join(
        piece if number % 2 else piece.translate(_ACCENTED) for number, piece in enumerate(pieces)
    )
    return f"{changed} {'·' * (len(text) // 3)}".rstrip() if text.strip() else text


def catalogue(source: Catalog) -> Catalog:
    """Every sentence of the source in the made-up language."""
    made = catalogues.updated(catalogues.DUMMY, source)
    for message in made:
        if message.id:
            forms = (message.id,) if isinstance(message.id, str) else message.id
            disguised = tuple(disguise(form) for form in forms)
            message.string = disguised if message.pluralizable else disguised[0]
    return made
