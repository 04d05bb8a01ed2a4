"""Addresses of the package's own pages; the platform and the demo mount them under ``/workmentor/``."""

from django.urls import path

from workmentor_xblocks.scenario import pages

app_name = "workmentor"

urlpatterns = [
    path("scenario/runs/<str:run_uuid>/", pages.keep, name="scenario_keep"),
    path("scenario/<path:usage_key>/runs.csv", pages.runs_csv, name="scenario_runs_csv"),
    path("scenario/<path:usage_key>/counts.csv", pages.counts_csv, name="scenario_counts_csv"),
]
