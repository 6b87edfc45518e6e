"""Which engine makes somebody speak: by what is given, and never another than asked for."""

import pytest

from models.errors import ModelsError, UnknownEngineError
from models.registry import EngineChoice
from pipelines.errors import PortraitError
from pipelines.stages.avatar.settle import settled_avatar


@pytest.mark.parametrize(("portrait", "name"), [(False, "drawn"), (True, "talking_photo")])
def test_auto_follows_what_is_given_and_says_so(portrait: bool, name: str) -> None:
    settled = settled_avatar(EngineChoice.parse("auto:liveliness=0.5"), portrait=portrait, gpu=True)
    assert settled.choice == EngineChoice(name=name, options={"liveliness": "0.5"})
    assert settled.sentence.startswith(f"avatar: auto -> {name} (")


def test_what_is_asked_for_is_taken_without_a_word() -> None:
    asked = EngineChoice.parse("talking_head:batch=4")
    settled = settled_avatar(asked, portrait=True, gpu=True)
    assert (settled.choice, settled.sentence) == (asked, "")
    slow = EngineChoice.parse("talking_head:device=cpu")
    assert settled_avatar(slow, portrait=True, gpu=False).choice == slow


@pytest.mark.parametrize(
    ("typed", "portrait", "error", "told"),
    [
        ("drawn", True, PortraitError, "Leave the portrait out, or choose 'talking_photo'"),
        ("talking_photo", False, PortraitError, "Give one with --portrait and --consent, or choose 'drawn'"),
        ("talking_head", True, ModelsError, "needs an NVIDIA GPU of 4 GB or more, and there is none"),
        ("puppet", False, UnknownEngineError, "There is no avatar engine 'puppet'"),
        ("auto:batch=4", True, UnknownEngineError, "option 'batch'"),
        ("drawn:liveliness=9", False, UnknownEngineError, "option 'liveliness'"),
    ],
)
def test_what_cannot_be_is_told(typed: str, portrait: bool, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        settled_avatar(EngineChoice.parse(typed), portrait=portrait, gpu=False)
