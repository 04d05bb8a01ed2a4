"""The translators' commands.

python -m tools.translations extract           put the sources' sentences into every catalogue
python -m tools.translations compile           make django.mo from each django.po
python -m tools.translations check             complain, and fail when there is a reason to
python -m tools.translations missing nb        what is still to be translated
python -m tools.translations add de            begin a language
python -m tools.translations dummy             write the made-up language
"""

from __future__ import annotations

import sys

from tools.testrun.places import ROOT
from tools.translations import catalogues, check, dummy, sources


def _write(locale: str, content: bytes) -> None:
    path = catalogues.po_path(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
        print(f"changed: {path.relative_to(ROOT)}")


def extract(*new: str) -> int:
    """Bring every language, and those named, up to date."""
    source = sources.collect()
    for locale in [*catalogues.languages(), *new]:
        _write(locale, catalogues.as_text(catalogues.updated(locale, source)))
    return 0


def compile_all() -> int:
    """Make what the package reads."""
    for locale in catalogues.languages():
        catalogues.mo_path(locale).write_bytes(catalogues.compiled(catalogues.read(locale)))
    return 0


def complain() -> int:
    """Print what is wrong."""
    found = list(check.faults())
    print(*found, f"{len(found)} faults in {', '.join(catalogues.languages()) or 'no languages'}", sep="\n")
    return int(bool(found))


def missing(*locales: str) -> int:
    """Print what waits for a translator."""
    for locale in locales or catalogues.languages():
        catalogue = catalogues.read(locale)
        for message in catalogue:
            if message.id and any(check.faults_of(message, catalogue)):
                print(f"{locale}: {message.id!r}")
    return 0


def made_up() -> int:
    """Write and compile the made-up language."""
    made = dummy.catalogue(sources.collect())
    _write(catalogues.DUMMY, catalogues.as_text(made))
    catalogues.mo_path(catalogues.DUMMY).write_bytes(catalogues.compiled(made))
    return 0


def main(arguments: list[str]) -> int:
    """One command with its arguments."""
    name, *rest = arguments or [""]
    match name:
        case "extract" | "add":
            return extract(*rest)
        case "compile":
            return compile_all()
        case "check":
            return complain()
        case "missing":
            return missing(*rest)
        case "dummy":
            return made_up()
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
