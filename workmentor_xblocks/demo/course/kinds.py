"""The kinds of elements that the demo knows itself; everything else is a block of a package."""

from enum import StrEnum


class Kind(StrEnum):
    """Element names of the platform."""

    COURSE = "course"
    CHAPTER = "chapter"
    SEQUENTIAL = "sequential"
    VERTICAL = "vertical"
    HTML = "html"


CONTAINERS = frozenset({Kind.COURSE, Kind.CHAPTER, Kind.SEQUENTIAL, Kind.VERTICAL})

# Names of authored values that are no fields: the text of an HTML unit, the XML of an element nobody knows.
HTML_TEXT = "data"
HIDDEN_XML = "xml_of_unknown"
