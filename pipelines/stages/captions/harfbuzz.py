"""HarfBuzz, whose Python package tells no types."""

from typing import Any

import uharfbuzz

hb: Any = uharfbuzz
