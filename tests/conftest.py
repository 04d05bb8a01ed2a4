"""What every test stands on: the demo's settings, its runtime and a database of its own."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workmentor_xblocks.demo.settings")
