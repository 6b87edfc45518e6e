"""A script in another language than said is refused; what is short or mixed passes."""

import pytest

from pipelines.errors import ScriptError
from pipelines.stages.script.read import read_script
from pipelines.stages.script.reads_as import check_language

TEXTS = {
    "en": "This is the mug that goes with you, and it is made of steel. You will love it.",
    "es": "Esta es la taza que va contigo a todas partes, y no pesa más que una carta en la mano.",
    "fr": "Voici la tasse qui vous suit partout, et elle ne pèse pas plus que la lettre dans votre main.",
    "de": "Das ist die Tasse, die mit Ihnen geht, und sie ist nicht schwer. Der Rand ist von Hand gemacht.",
    "it": "Questa è la tazza che va con te, e non pesa più della mano. Il bordo è liscio come la seta.",
    "pt": "Esta é a caneca que vai com você para todos os lugares, e não pesa mais do que uma carta na mão.",
    "pl": "To jest kubek, który nie jest ciężki i jest dla ciebie. Na co dzień i do pracy, z kawą lub bez.",
    "ru": "Это кружка, которая всегда с вами, и она не тяжёлая. Её край гладкий, как шёлк.",
    "ar": "هذا هو الكوب الذي يرافقك في كل مكان وهو خفيف جدا",
    "zh": "这是陪你走遍各地的搪瓷杯，它很轻。",
    "ja": "どこへでも一緒に行けるマグカップです。とても軽いです。",
    "hi": "यह वह मग है जो हर जगह आपके साथ जाता है और बहुत हल्का है",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_script_in_its_own_language_passes(language: str) -> None:
    check_language(read_script(TEXTS[language], language, "x"), "x")


@pytest.mark.parametrize(
    ("written", "said", "told"),
    [
        ("es", "en", "pitch.txt: this reads as Spanish, not English (US). Nothing here translates: give the text in"),
        ("en", "es", "reads as English"),
        ("de", "fr", "reads as German, not French"),
        ("fr", "it", "reads as French"),
        ("pt", "pl", "reads as Portuguese"),
        ("ar", "en", "reads as Arabic"),
        ("ru", "en", "not English (US)"),
        ("hi", "en", "reads as Hindi"),
        ("en", "ar", "not Arabic"),
        ("ja", "zh", "reads as Japanese"),
    ],
)
def test_another_language_is_told(written: str, said: str, told: str) -> None:
    with pytest.raises(ScriptError) as error:
        check_language(read_script(TEXTS[written], said, "pitch.txt"), "pitch.txt")
    assert told in str(error.value)


def test_what_is_too_short_to_tell_passes() -> None:
    check_language(read_script("Nuvola Pro: 40 h.", "fr", "x"), "x")
    check_language(read_script("[fr: Bonjour et bienvenue] to the shop of mugs.", "en", "x"), "x")
