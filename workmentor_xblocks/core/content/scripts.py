"""Which way a language is written: by the script that its tag names, else by the one that it is usually written in.

A tag may say the script itself (BCP 47: ``ku-Arab``, ``ar-Latn``), or a country where another one is usual (``pa-PK``).
The usual scripts are those of Unicode's CLDR 46, "likely subtags"; Dari (``prs``) is Persian of Afghanistan.
"""

from __future__ import annotations

# ISO 15924, as CLDR's scripts are written from right to left.
FROM_THE_RIGHT = frozenset(
    {"adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"}
)

# Languages that are usually written in one of them.
LANGUAGES = frozenset(
    [
        "acm",
        "aeb",
        "afb",
        "aii",
        "apc",
        "ar",
        "arq",
        "ars",
        "ary",
        "arz",
        "azb",
        "bal",
        "bej",
        "bft",
        "bgn",
        "bqi",
        "brh",
        "ckb",
        "dv",
        "fa",
        "glk",
        "haz",
        "he",
        "hbo",
        "hnd",
        "hno",
        "iw",
        "ji",
        "jpr",
        "jrb",
        "khw",
        "ks",
        "lad",
        "lah",
        "lki",
        "lrc",
        "luz",
        "mzn",
        "nqo",
        "ota",
        "phl",
        "prs",
        "ps",
        "pbt",
        "rhg",
        "rmt",
        "sam",
        "sd",
        "sdh",
        "shu",
        "skr",
        "swb",
        "syc",
        "syr",
        "trw",
        "ug",
        "ur",
        "yi",
        "yud",
        "ayl",
        "ayn",
    ]
)
# The same in some countries only, and languages that are written from left to right in some.
ALSO_IN = frozenset(
    [
        "az-iq",
        "az-ir",
        "ha-cm",
        "ha-sd",
        "kk-af",
        "kk-cn",
        "kk-ir",
        "kk-mn",
        "ku-iq",
        "ku-ir",
        "ku-lb",
        "ky-cn",
        "ms-cc",
        "pa-pk",
        "tg-pk",
        "uz-af",
    ]
)
NOT_IN = frozenset(["sd-in", "ug-kz", "ug-mn"])


def is_from_the_right(tag: str) -> bool:
    """True when text of this language tag runs from right to left; ``tag`` is in small letters with ``-``."""
    language, *more = tag.split("-")
    script = next((part for part in more if len(part) == 4 and part.isalpha()), "")
    if script:
        return script in FROM_THE_RIGHT
    country = next((f"{language}-{part}" for part in more if len(part) == 2 and part.isalpha()), "")
    return country in ALSO_IN or (language in LANGUAGES and country not in NOT_IN)
