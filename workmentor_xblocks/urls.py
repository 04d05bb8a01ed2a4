"""Addresses of the package's own pages; the platform and the demo mount them under ``/workmentor/``."""

from django.urls import path

from workmentor_xblocks.agreement.pages import (
    board_files,
    guest_files,
    plugin_pages as agreement,
    public_check,
)
from workmentor_xblocks.agreement.pages.guest.views import GUESTS, objection
from workmentor_xblocks.core.pages import guides
from workmentor_xblocks.scenario.pages import plugin_pages as scenario

app_name = "workmentor"

_ONE = "agreement/<str:uuid>"
_BOARD = "agreement/board/<path:usage_key>"

urlpatterns = [
    path("guides/<slug:name>/", guides.guide, name="guide"),
    path("guides/pictures/<str:name>", guides.picture, name="guide_picture"),
    path("scenario/runs/<str:run_uuid>/", scenario.keep, name="scenario_keep"),
    path("scenario/<path:usage_key>/runs.csv", scenario.runs_csv, name="scenario_runs_csv"),
    path("scenario/<path:usage_key>/counts.csv", scenario.counts_csv, name="scenario_counts_csv"),
    # Papers of agreements, for accounts; and the two pages that are for everybody.
    path("agreement/verify_agreement.py", agreement.verifier, name="agreement_verifier"),
    path("agreement/verify/<str:uuid>/", public_check.verify, name="agreement_verify"),
    path(f"{_ONE}/agreement.pdf", agreement.version_pdf, name="agreement_pdf"),
    path(f"{_ONE}/version-<int:version>.pdf", agreement.version_pdf, name="agreement_pdf"),
    path(f"{_ONE}/review-<int:number>.pdf", agreement.review_pdf, name="agreement_review"),
    path(f"{_ONE}/completion.pdf", agreement.completion_pdf, name="agreement_completion"),
    path(f"{_ONE}/history.json", agreement.history, name="agreement_history"),
    path(f"{_ONE}/scans/", agreement.take_scan, name="agreement_scan"),
    path(f"{_ONE}/scans/<str:scan>/", agreement.scan_file, name="agreement_scan_file"),
    # What the board of a block gives to take along.
    path(f"{_BOARD}/board.csv", board_files.board_csv, name="agreement_board_csv"),
    path(f"{_BOARD}/indicators.csv", board_files.indicators_csv, name="agreement_indicators_csv"),
    path(f"{_BOARD}/columns.csv", board_files.columns_csv, name="agreement_columns_csv"),
    # For guests: all below one prefix, to which their cookie is bound. The link of a mail comes last.
    path("guest/agreement/", GUESTS.home, name="guest_home"),
    path("guest/act/", GUESTS.act, name="guest_act"),
    path("guest/again/", GUESTS.again, name="guest_again"),
    path("guest/leave/", GUESTS.leave, name="guest_leave"),
    path("guest/agreement.pdf", guest_files.version_pdf, name="guest_pdf"),
    path("guest/version-<int:version>.pdf", guest_files.version_pdf, name="guest_pdf"),
    path("guest/review-<int:number>.pdf", guest_files.review_pdf, name="guest_review"),
    path("guest/completion.pdf", guest_files.completion_pdf, name="guest_completion"),
    path("guest/history.json", guest_files.history, name="guest_history"),
    path("guest/verify_agreement.py", guest_files.verifier, name="guest_verifier"),
    path("guest/scans/<str:scan>/", guest_files.scan_file, name="guest_scan_file"),
    path("guest/objection/<str:token>/", objection, name="guest_objection"),
    path("guest/<str:token>/", GUESTS.entrance, name="guest_entrance"),
]
