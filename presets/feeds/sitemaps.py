"""What a sitemap's readers want: its namespaces, and the bounds of its extensions."""

MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
VIDEO = "http://www.google.com/schemas/sitemap-video/1.1"

MOST_IMAGES = 1000  # of a page; Google Search Central, image sitemaps
MOST_DESCRIPTION = 2048  # characters; Google Search Central, video sitemaps
