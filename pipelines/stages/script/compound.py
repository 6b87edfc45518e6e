"""Figures that are one word though signs stand among them, where no spaces tell: dates, hours, ranges, parts."""

import re

_NUMBER = r"\d(?:[\d.,]*\d)?"
ISO_DATE = r"\d{4}-\d{2}-\d{2}"
CLOCK = r"(?:[01]?\d|2[0-3])[:：][0-5]\d"
RANGE = rf"{_NUMBER}[-–—~～〜]{_NUMBER}"
FRACTION = r"[1-9]\d?/[1-9]\d?"
_NOT_IN_A_CODE = r"(?<![A-Za-z\d.,/-])"  # as in A-5 or 03-1234-5678
_NO_MORE = r"(?![-/\d])"
_UNIT = r"(?:%|％|°[CF]|℃)?"
COMPOUND = (
    rf"{_NOT_IN_A_CODE}(?:{ISO_DATE}|{CLOCK}(?![:：\d])|{RANGE}{_NO_MORE}{_UNIT}|{FRACTION}{_NO_MORE}"
    rf"|[-−]{_NUMBER}{_NO_MORE}{_UNIT})"
)
FIGURES = re.compile(rf"{COMPOUND}|\d[\d.,]*{_UNIT}")
"""A number as it stands among letters, with all that belongs to it."""
