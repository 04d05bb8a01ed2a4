"""The interface in other languages: finds the sentences, keeps the catalogues, complains about what is missing.

The source language is English and needs no catalogue. A language is a folder in ``translations/``: its ``django.po``
is what translators edit, its ``django.mo`` is what the package reads, and both are committed, so that an install
needs no tools.
"""
