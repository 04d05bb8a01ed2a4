"""A whole template to try the block where there is no course: xblock-sdk's workbench."""

from __future__ import annotations

from importlib.resources import files


def workbench_scenarios() -> list[tuple[str, str]]:
    """(title, XML) pairs as the workbench takes them."""
    preset = files("workmentor_xblocks") / "agreement/content/presets/vet_default.xml"
    return [("Three-way agreement", preset.read_text("utf-8"))]
