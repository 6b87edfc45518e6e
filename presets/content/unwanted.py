"""What no painted scene may show, everywhere and market by market."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from pydantic import Field, ValidationError

from presets.errors import PresetError
from presets.rule_base import Strict


class Content(Strict):
    """One kind of content.

    Attributes:
        name: as a network is told it: "alcohol".
        words: in a seller's words, what asks for it.
        reason: why not, for the person: it follows "because".
        markets: ISO country codes where it is unwanted; empty is everywhere.
        said: whether a network is told to leave it out. What no set suggests is better not named: a word is a wish.
    """

    name: str = Field(min_length=1)
    words: tuple[str, ...] = ()
    reason: str = Field(min_length=1)
    markets: tuple[str, ...] = ()
    said: bool = True

    def holds_in(self, markets: Sequence[str]) -> bool:
        return not self.markets or bool(set(self.markets) & set(markets))


class Unwanted(Strict):
    """All of it."""

    content: tuple[Content, ...]

    def of(self, markets: Sequence[str]) -> Sequence[str]:
        """Return the names of what a network is told to leave out of pictures for these markets."""
        return tuple(content.name for content in self.content if content.said and content.holds_in(markets))

    def refusal(self, words: str, markets: Sequence[str]) -> str | None:
        """Return why a seller's words cannot be painted, in a sentence; None where they can."""
        for content in self.content:
            asked = [word for word in content.words if re.search(rf"\b{re.escape(word)}\b", words, re.IGNORECASE)]
            if asked and content.holds_in(markets):
                where = f" for {', '.join(sorted(set(content.markets) & set(markets)))}" if content.markets else ""
                return f"'{asked[0]}' cannot be painted into a scene{where}, because {content.reason}. Leave it out."
        return None


def load_unwanted() -> Unwanted:
    """Read the list that comes with the package."""
    return read_unwanted(Path(str(files("presets.content") / "unwanted.toml")))


def read_unwanted(path: Path) -> Unwanted:
    """Read and check a list.

    Raises:
        PresetError: unreadable, not TOML, or against the schema, a line for each mistake.
    """
    try:
        return Unwanted.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        mistakes = (f"{path.name}: {'.'.join(map(str, m['loc']))}: {m['msg']}" for m in error.errors())
        raise PresetError("\n".join(mistakes)) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PresetError(f"{path.name}: not a readable TOML file: {error}") from error
