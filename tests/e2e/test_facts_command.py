"""`studio facts` as a person types it: a draft on stdout or in a new file, or one sentence."""

from pathlib import Path

from tests.e2e.conftest import Studio

OIL = Path(__file__).parents[2] / "studio" / "examples" / "face-oil" / "front.jpg"


def test_a_photo_becomes_a_draft(studio_anew: Studio, studio: Studio, tmp_path: Path) -> None:
    draft = tmp_path / "new" / "product.toml"
    done = studio_anew("facts", OIL, "--cutout", "backdrop", "--out", draft, "--understand", "measured")
    assert (done.returncode, done.stdout) == (0, f"{draft}\n")
    text = draft.read_text(encoding="utf-8")
    assert '# colours = ["' in text and '# capacity = "30 ml"' in text
    again = studio("facts", OIL, "--cutout", "backdrop", "--out", draft)
    assert again.returncode != 0 and "never written over" in again.stderr
    assert draft.read_text(encoding="utf-8") == text


def test_what_is_not_there_is_told(studio: Studio, tmp_path: Path) -> None:
    assert "does not exist" in studio("facts", tmp_path / "none.jpg", "--cutout", "backdrop").stderr
    blind = studio("--offline", "facts", OIL, "--cutout", "backdrop", "--understand", "vlm")
    assert blind.returncode == 4 and "qwen3.5-0.8b" in blind.stderr and blind.stdout == ""
