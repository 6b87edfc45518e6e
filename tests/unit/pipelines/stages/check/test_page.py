"""The page: whole, closed to the network, and safe with any name."""

import re
from html.parser import HTMLParser

from pipelines.stages.check.check_file import Instruments, check_picture
from pipelines.stages.check.page import page_entry, write_page


class Reader(HTMLParser):
    """Collects what a browser would load, and whether tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.loaded += [value for name, value in attrs if name == "src" or (tag == "image" and name == "href")]


def _page(bench, name="a.jpg", copies=1):
    slot = bench.slot({"kind": "background", "ground": "exact"}, {"kind": "added_border"}, {"kind": "still"})
    picture = bench.vase(ground=240)
    checked = check_picture(bench.file(bench.jpeg(picture), name), slot, Instruments(bench.today))
    entry = page_entry(checked.report, checked.picture.pixels, checked.background)
    return write_page([entry] * copies, ["none.jpg is empty <b>."])


def test_a_page_loads_nothing_from_outside(bench):
    reader = Reader()
    reader.feed(_page(bench, copies=2))
    assert reader.loaded
    assert all(value.startswith("data:image/jpeg;base64,") for value in reader.loaded)
    assert "script" not in reader.tags


def test_names_and_sources_are_escaped(bench):
    page = _page(bench, name="<img src=x onerror=alert(1)>.jpg")
    assert "<img src=x" not in page
    assert "The shop&#x27;s &lt;rules&gt;" in page
    assert "empty &lt;b&gt;" in page


def test_findings_are_grouped_and_drawn(bench):
    page = _page(bench)
    assert page.index("Broken") < page.index("Passed")
    assert '<g class="ground">' in page
    assert 'href="https://shop.example/a"' in page


def test_inexact_ground_is_coloured(bench):
    slot = bench.slot({"kind": "background", "ground": "exact"})
    checked = check_picture(bench.file(bench.jpeg(bench.vase(ground=240))), slot, Instruments(bench.today))
    entry = page_entry(checked.report, checked.picture.pixels, checked.background)
    assert entry.shown[2, 2].tolist() == [255, 0, 200]


def test_labels_lie_over_each_other_nowhere(bench):
    slot = bench.slot({"kind": "added_border"}, {"kind": "background", "ground": "exact"}, {"kind": "whole_product"})
    picture = bench.vase(0.96)
    picture[:12] = picture[:, :12] = (200, 30, 40)
    checked = check_picture(bench.file(bench.jpeg(picture)), slot, Instruments(bench.today))
    page = write_page([page_entry(checked.report, checked.picture.pixels, checked.background)], [])
    places = [
        (float(x), float(y), 8.2 * len(words))
        for x, y, words in re.findall(r'<text x="([\d.]+)" y="([\d.]+)">([^<]+)</text>', page)
    ]
    assert len(places) >= 3
    for index, (x, y, length) in enumerate(places):
        assert 0 <= x <= 400
        for other_x, other_y, other_length in places[:index]:
            assert abs(y - other_y) >= 15 or x >= other_x + other_length or other_x >= x + length
