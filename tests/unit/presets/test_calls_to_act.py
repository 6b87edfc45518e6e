"""The call to act stands under any product: it may not agree with one gender of it."""

import pytest

from presets.languages.library import load_languages

# How an order to take "it" ends where "it" has a gender: pídelo and pídela, اطلبه and اطلبها
_IT = {"es": ("lo", "la", "los", "las"), "pt": ("-o", "-a", "-os", "-as"), "it": ("lo", "la", "li", "le"),
       "fr": ("-le", "-la", "-les"), "ar": ("\u0647", "\u0647\u0627")}  # fmt: skip


@pytest.mark.parametrize("tag", sorted(_IT))
def test_it_points_at_no_product_of_one_gender(tag: str) -> None:
    verb = load_languages()[tag].film.action.split()[0]
    assert not verb.endswith(_IT[tag])


@pytest.mark.parametrize(("tag", "verb"), [("es", "Pídelo"), ("ar", "اطلبه")])
def test_such_a_call_is_told(tag: str, verb: str) -> None:
    assert verb.endswith(_IT[tag])
