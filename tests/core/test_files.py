"""Private files: kept under names that nobody guesses, gone with what failed, and only of kinds that run nothing."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from workmentor_xblocks.core.content.errors import BadInput, NotFound, Refusal, TooLarge
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.records import files
from workmentor_xblocks.core.rules.scans import LARGEST, Scan, check_scan, check_size

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    settings.WORKMENTOR_FILES_ROOT = tmp_path / "private"
    return tmp_path / "private"


def kept(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


class TestKeeping:
    @pytest.mark.shows("agreement pitfall 41")
    def test_what_was_saved_is_read_again(self, root: Path):
        name = files.save(PDF)
        assert files.read(name) == PDF
        (path,) = kept(root)
        assert path.stat().st_mode & 0o077 == 0
        assert path.suffix == ""

    def test_names_are_long_and_never_the_same(self, root: Path):
        names = {files.save(PDF).rsplit("/", 1)[-1] for _ in range(20)}
        assert len(names) == 20
        assert {len(name) for name in names} == {64}

    def test_what_fails_takes_its_file_away_again(self, db: None, root: Path):
        with pytest.raises(ZeroDivisionError), files.saved(PDF), transaction.atomic():
            raise ZeroDivisionError
        assert not kept(root)
        with files.saved(PDF) as name, transaction.atomic():
            pass
        assert files.read(name) == PDF

    def test_deleting_waits_for_the_commit_and_can_be_repeated(
        self, db: None, root: Path, django_capture_on_commit_callbacks: Any
    ):
        name = files.save(PDF)
        with transaction.atomic():
            files.delete(name)
            transaction.set_rollback(True)
        assert files.read(name) == PDF
        with django_capture_on_commit_callbacks(execute=True):
            files.delete(name)
            files.delete(name)
        with pytest.raises(NotFound) as refusal:
            files.read(name)
        assert say(refusal.value.message).endswith("run this site.")

    def test_a_site_s_own_storage_goes_first(self, settings: Any, root: Path, tmp_path: Path):
        place = tmp_path / "bucket"
        own = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": place}}
        settings.STORAGES = {**settings.STORAGES, files.ALIAS: own}
        files.save(PDF)
        assert kept(place)
        assert not kept(root)

    def test_a_site_that_set_nothing_keeps_them_with_its_other_files(self, settings: Any, tmp_path: Path):
        settings.WORKMENTOR_FILES_ROOT = None
        settings.MEDIA_ROOT = tmp_path / "media"
        name = files.save(PDF)
        assert files.read(name) == PDF
        assert kept(tmp_path / "media")


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return data.getvalue()


def box(brand: bytes, *others: bytes) -> bytes:
    """The first box of a file of pictures: what it is, and what else it can be read as (ISO 14496-12)."""
    inside = b"ftyp" + brand + bytes(4) + b"".join(others)
    return (len(inside) + 4).to_bytes(4, "big") + inside + b"\x00\x00\x00\x08meta"


@pytest.mark.shows("agreement pitfall 41")
class TestScans:
    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (PDF, Scan.PDF),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Scan.PNG),
            (b"\xff\xd8\xff\xe0\x00\x10JFIF", Scan.JPEG),
            (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Scan.WEBP),
            (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", Scan.HEIC),
            (box(b"mif1", b"mif1", b"heic"), Scan.HEIC),
            (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00", Scan.HEIC),
            (box(b"avif", b"mif1", b"avif", b"miaf"), Scan.AVIF),
            (box(b"avis", b"avis", b"msf1"), Scan.AVIF),
            (box(b"mif1", b"mif1", b"avif", b"miaf"), Scan.AVIF),
            (b"II*\x00\x08\x00\x00\x00", Scan.TIFF),
            (b"MM\x00*\x00\x00\x00\x08", Scan.TIFF),
            (b"II+\x00\x08\x00\x00\x00\x10\x00", Scan.TIFF),
            (b"MM\x00+\x00\x08\x00\x00\x00\x00", Scan.TIFF),
        ],
    )
    def test_scans_and_photos_are_taken_whatever_they_are_called(self, data: bytes, kind: Scan):
        assert check_scan("signed.docm", data) is kind

    def test_each_kind_has_an_ending(self):
        assert [kind.ending for kind in Scan] == ["pdf", "png", "jpg", "webp", "heic", "avif", "tiff"]

    @pytest.mark.parametrize(
        "before",
        [
            b"\xef\xbb\xbf",
            b"\r\n\r\n",
            b"\x00" * 128,
            b'\x1b%-12345X@PJL JOB NAME = "contract"\r\n@PJL ENTER LANGUAGE = PDF\r\n',
            b"% made by the scanner on the third floor\n",
            b" " * 1019,
        ],
    )
    def test_a_pdf_may_begin_within_its_first_1024_bytes(self, before: bytes):
        """ISO 32000 says so in a note, and scanners, printers and mail programs make use of it."""
        assert check_scan("signed.pdf", before + PDF) is Scan.PDF

    @pytest.mark.parametrize(
        "before",
        [
            b" " * 1020,
            b"<html>",
            b"\xef\xbb\xbf\r\n <script>alert(1)</script>",
            b"@PJL JOB\n<svg onload='alert(1)'/>",
            b"<?xml version='1.0'?>",
            b"<!-- -->",
            b"MZ\x90\x00",
            b"\x7fELF\x02",
            b"#!/bin/sh\n",
            b"\n#!/bin/sh\n",
            b"GIF89a",
            b"\xcf\xfa\xed\xfe",
        ],
    )
    def test_a_pdf_behind_something_that_runs_is_none(self, before: bytes):
        with pytest.raises(BadInput) as refusal:
            check_scan("signed.pdf", before + PDF)
        assert refusal.value.message.code == "scan_unknown"

    def test_a_pdf_behind_an_office_document_is_an_office_document(self):
        with pytest.raises(BadInput) as refusal:
            check_scan("signed.pdf", archive("a.txt") + PDF)
        assert refusal.value.message.code == "scan_is_office"

    @pytest.mark.parametrize(
        "data",
        [
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 word/vbaProject.bin",
            archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            archive(),
        ],
    )
    @pytest.mark.shows("agreement misuse 10")
    def test_office_documents_are_refused_with_a_way_out(self, data: bytes):
        with pytest.raises(BadInput) as refusal:
            check_scan("contract.pdf", data)
        assert said(refusal) == (
            "“contract.pdf” is an office document or an archive, and those are not taken. "
            "Save it as a PDF, or take a photo of the page."
        )

    @pytest.mark.parametrize(
        "data",
        [
            b"<!doctype html><script>alert(1)</script>",
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            b"MZ\x90\x00\x03",
            b"\x7fELF\x02\x01\x01",
            b"#!/bin/sh\n",
            b"<html>%PDF-1.7",
            box(b"mp42", b"mp42", b"isom"),
            b"II*",
            b"RIFF\x24\x00\x00\x00AVI LIST",
            b"\x00\x00\x00\x18ftypmp42",
            b"GIF89a",
        ],
    )
    def test_what_a_browser_or_a_system_would_run_is_refused(self, data: bytes):
        with pytest.raises(BadInput) as refusal:
            check_scan("scan.png", data)
        assert "neither a PDF nor a picture" in said(refusal)

    def test_an_empty_file_is_told(self):
        with pytest.raises(BadInput) as refusal:
            check_scan("scan.pdf", b"")
        assert said(refusal) == "“scan.pdf” is empty. Choose the file again."

    @pytest.mark.shows("agreement misuse 9")
    def test_twenty_megabytes_are_too_much_before_they_are_read(self):
        with pytest.raises(TooLarge) as refusal:
            check_size("scan.pdf", 20 * 1024 * 1024)
        assert refusal.value.status == 413
        assert said(refusal).startswith("“scan.pdf” has 20 MB, and a scan may have 10 MB.")
        with pytest.raises(TooLarge):
            check_scan("scan.pdf", PDF + bytes(LARGEST))
        check_size("scan.pdf", LARGEST)

    def test_a_name_is_said_short_and_in_one_line(self):
        with pytest.raises(BadInput) as refusal:
            check_scan("C:\\Users\\liga\\sca\nn" + "x" * 200, b"")
        assert said(refusal).startswith("“sca n" + "x" * 75 + "…” is empty")


def said(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return say(refusal.value.message)
