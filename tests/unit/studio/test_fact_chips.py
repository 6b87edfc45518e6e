"""A line's claims are shown with their facts, as they were read when it was written."""

import pytest

pytest.importorskip("babel", reason="pip install 'listing-studio[words]'")

from pipelines.errors import CopyError
from pipelines.listing import Copy, Line, Strategy, Title
from pipelines.stages.claims.proven import each_line, proven
from studio.fact_chips import fact_chips
from tests.fakes.ten_products import TEN

BOTTLE = TEN["bottle"]


def test_each_claim_stands_before_its_fact_and_what_else_the_line_rests_on_after() -> None:
    line = Line("Tarn keeps 750 ml", ("measures.capacity", "name"), (("750 ml", "measures.capacity"),))
    chips = fact_chips(line, BOTTLE)
    assert chips.count("<a ") == 2
    assert chips.index(">750 ml → measures.capacity<") < chips.index(">name<")


def test_a_fact_of_another_product_is_none_of_its_own() -> None:
    assert fact_chips(Line("9 cm", ("compared.mug.measures.height",), (("9 cm", "compared.mug.height"),)), BOTTLE) == ""


def test_every_line_of_a_listing_is_read_once_and_keeps_what_was_found() -> None:
    said = Line(f"Holds {BOTTLE.measures.given()['capacity']}", ("measures.capacity",))
    copy = Copy("en", (Title(Strategy.KEYWORD, said),), (said, Line("For every day")), notes=("left as it is",))
    read = list[str]()

    def keep(line: Line) -> Line:
        read.append(line.text)
        return proven(line, "en", BOTTLE)

    kept = each_line(copy, keep)
    assert kept == copy and read == [said.text, said.text, "For every day"]
    assert [line.proofs and line.proofs[0][1] for line in kept.bullets] == ["measures.capacity", ()]
    assert kept.titles[0].line.proofs == kept.bullets[0].proofs


def test_a_line_that_rests_on_nothing_is_not_told() -> None:
    with pytest.raises(CopyError, match="which the facts do not have"):
        proven(Line("For every day", ("points.77",)), "en", BOTTLE)
