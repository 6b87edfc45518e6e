import pytest

from pipelines.errors import PlanError
from pipelines.shot import Staging
from pipelines.stages.render.painting.prompts import build_prompt
from presets.content.unwanted import Unwanted, load_unwanted
from presets.scenes.schema import Stance
from tests.fakes.tiny_set import tiny_plate


@pytest.fixture(scope="module")
def unwanted() -> Unwanted:
    return load_unwanted()


def staging(words: str = "", *markets: str, stance: Stance = Stance.STANDING) -> Staging:
    return Staging(tiny_plate(), stance, 10, words=words, markets=markets)


def test_the_sets_own_words_come_first_then_season_tags_and_the_sellers(unwanted: Unwanted) -> None:
    text = build_prompt(staging("with  pine\ncones"), unwanted)
    assert text.startswith(
        "An oak table before a plastered wall. The mood of autumn. Wood, warm light. With pine cones."
    )
    assert "Free of people" in text
    assert "stands on the surface" in text


def test_what_the_prompt_already_says_is_not_said_again(unwanted: Unwanted) -> None:
    plate = tiny_plate()
    scene = plate.scene.model_copy(update={"prompt": "Autumn wood in warm-light"})
    shown = Staging(
        type(plate)("0", scene, plate.camera, plate.lights, plate.position_cm, plate.normal), Stance.LYING, 9
    )
    text = build_prompt(shown, unwanted)
    assert text.startswith("Autumn wood in warm-light. The product lies flat")


def test_a_market_adds_what_it_does_not_want(unwanted: Unwanted) -> None:
    assert "alcohol" not in build_prompt(staging(), unwanted)
    assert "alcohol" in build_prompt(staging("", "us", "ae"), unwanted)


def test_what_no_set_suggests_is_refused_but_not_named_to_the_network(unwanted: Unwanted) -> None:
    assert "weapons" not in build_prompt(staging(), unwanted)
    with pytest.raises(PlanError, match="not safe for a shop"):
        build_prompt(staging("a toy gun"), unwanted)


@pytest.mark.parametrize(
    ("words", "markets", "message"),
    [
        ("a woman holding it", (), "'woman' cannot be painted into a scene, because"),
        ("beside red Wine", ("ae", "us"), r"'wine' cannot be painted into a scene for ae, because"),
        ("with a LOGO", (), "'logo' cannot be painted"),
        ("x" * 401, (), "401 characters long; use at most 400"),
    ],
)
def test_words_that_cannot_be_painted_are_refused(
    unwanted: Unwanted, words: str, markets: tuple[str, ...], message: str
) -> None:
    with pytest.raises(PlanError, match=message):
        build_prompt(staging(words, *markets), unwanted)


@pytest.mark.parametrize("words", ["baby blue wall", "hand-thrown bowls", "textured linen", "wine-red cloth in Rome"])
def test_innocent_words_pass_where_nothing_forbids_them(unwanted: Unwanted, words: str) -> None:
    assert build_prompt(staging(words, "us"), unwanted)
