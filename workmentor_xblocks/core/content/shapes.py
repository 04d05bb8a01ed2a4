"""The elements that stand in the files of all blocks alike: texts in other languages, and the course files in use."""

from __future__ import annotations

from workmentor_xblocks.core.content.elements import Many, Shape
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.variants import Variant, VariantText

FILE = "file"

VARIANT_TEXT = Shape(
    "text", VariantText, ("path", "of", "same"), words="text", path="{path}", called=_('text for "{path}"')
)
VARIANT = Shape(
    "variant",
    Variant,
    ("language", "workplace"),
    inside=(Many("texts", VARIANT_TEXT),),
    path="variant/{language}/{workplace}",
    called=_('variant lang="{language}" workplace="{workplace}"'),
)
