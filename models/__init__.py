"""Which engines and weights exist, and how they come into memory."""

import os

# Libraries that report to their makers how they are used read this as they load; nothing here dials out but the store.
for _switch, _off in {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "RAY_USAGE_STATS_ENABLED": "0",
}.items():
    os.environ.setdefault(_switch, _off)
