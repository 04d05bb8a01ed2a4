"""A short scenario to try the block where there is no course: xblock-sdk's workbench."""

from __future__ import annotations

from importlib.resources import files


def workbench_scenarios() -> list[tuple[str, str]]:
    """(title, XML) pairs as the workbench takes them."""
    sample = (files("workmentor_xblocks") / "scenario/templates/workmentor/scenario/sample.xml").read_text(
        "utf-8"
    )
    return [
        ("Mentoring scenario", sample),
        ("Two mentoring scenarios on one page", f"<vertical_demo>{sample}{sample}</vertical_demo>"),
    ]
