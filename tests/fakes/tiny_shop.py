"""A marketplace whose films are tiny, so that they are made in seconds."""

SHOP = """
id = "tiny-shop"
title = "Tiny shop"
checked_on = 2026-11-01

[[slots]]
id = "video"
title = "Film"
role = "video"
media = "video"

[[rules]]
kind = "pixel_size"
slots = ["video"]
level = "should"
sources = ["S"]
max_long_side = 320

[[rules]]
kind = "video_file"
slots = ["video"]
level = "should"
sources = ["S"]
max_seconds = 9.0

[sources.S]
title = "A source"
confidence = "official"
"""
