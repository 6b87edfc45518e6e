"""Speech to footage: somebody who says it."""
