"""`studio avatar-video` as a person types it: a tiny film from a real photo, spoken by the true voice."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from tests.e2e.conftest import Studio
from tests.fakes.tiny_shop import SHOP

pytest.importorskip("misaki", reason="pip install 'listing-studio[video]'")
pytest.importorskip("imageio_ffmpeg", reason="pip install 'listing-studio[video]'")

SHORT = "Meet the mug. It costs $5 now."
LONG = "Meet the mug. It is a mug that holds coffee and tea and water and soup. It costs very little indeed. Buy it."


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "tiny-shop.toml").write_text(SHOP)
    (tmp_path / "pitch.txt").write_text(SHORT)
    return tmp_path / "own"


def typed(shop: Path, mug: Path, *more: str) -> tuple[str | Path, ...]:
    return (
        "--presets",
        shop,
        "avatar-video",
        mug,
        "--script",
        "pitch.txt",
        "-p",
        "tiny-shop",
        "--scene",
        "plain",
        *more,
    )


def test_a_photo_and_a_script_become_a_film(speaking_anew: Studio, shop: Path, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "pitch.es.txt").write_text("Hello there, this is not what it should be, and it is in English.")
    done = speaking_anew(*typed(shop, mug, "-l", "en", "-l", "es", "--voice", "en=jm_kumo", "--json"))
    assert done.returncode == 3, done.stderr  # the Spanish one
    assert "es, tiny-shop: pitch.es.txt: this reads as English" in done.stderr
    assert "1 made, 1 failed" in done.stderr
    record = json.loads(done.stdout)
    film = tmp_path / record["file"]
    assert film.read_bytes()[4:8] == b"ftyp"
    assert record["size"] == [180, 320]
    words = (film.with_suffix(".srt")).read_text().split()
    assert [word for word in words if word in SHORT.split()] == SHORT.split()
    assert film.with_suffix(".vtt").read_text().startswith("WEBVTT\nLanguage: en")
    assert [path.name for path in film.parent.glob(".*")] == []


def test_a_film_that_is_there_is_drawn_again_only_when_something_changed(
    speaking: Studio, shop: Path, mug: Path, tmp_path: Path
) -> None:
    def film(*more: str) -> tuple[Path, str]:
        done = speaking(*typed(shop, mug, "--voice", "jm_kumo", *more))
        assert done.returncode == 0, done.stderr
        return tmp_path / done.stdout.strip(), done.stderr

    path, _ = film()
    drawn = path.stat().st_mtime_ns
    path.with_suffix(".srt").unlink()
    again, said = film()
    assert "the same film was there already." in said
    assert (again, again.stat().st_mtime_ns) == (path, drawn)
    assert path.with_suffix(".srt").is_file()
    redrawn, said = film("--redraw")
    assert (redrawn, "the same film was there already." in said) == (path, True)  # the same bytes
    other, said = film("--brand", "#2f5d50", "--side", "right")
    assert (other, "another film had the name" in said) == (path.parent / "2" / path.name, True)


def test_a_film_too_small_for_a_face_in_its_corner_is_refused(
    speaking: Studio, shop: Path, mug: Path, tmp_path: Path
) -> None:
    (shop / "tiny-shop.toml").write_text(SHOP.replace("= 9.0", "= 60.0"))
    (tmp_path / "pitch.txt").write_text(LONG)
    done = speaking(*typed(shop, mug, "--voice", "jm_kumo"))
    assert done.returncode == 3, done.stderr
    assert "A film of 180 x 320 pixels leaves 49 x 49 of them for the presenter of a corner take" in done.stderr
    assert not list((tmp_path / "out").rglob("*.mp4"))


def test_without_a_script_the_facts_are_said(
    speaking: Studio, speaking_anew: Studio, shop: Path, mug: Path, tmp_path: Path
) -> None:
    (tmp_path / "mug.toml").write_text('[en]\nname = "Mug"\nlines = ["Holds 350 ml"]\naction = ""\n')
    done = speaking_anew("script", "mug.toml")
    assert done.stdout == "Take a look: *Mug*.\nHolds 350 ml.\n", done.stderr
    film = typed(shop, mug, "--facts", "mug.toml", "--voice", "jm_kumo")
    done = speaking(*[part for part in film if part not in {"--script", "pitch.txt"}])
    assert done.returncode == 0, done.stderr
    words = (tmp_path / done.stdout.strip()).with_suffix(".srt").read_text().split()
    said = ["Take", "a", "look:", "Mug.", "Holds", "350", "ml."]
    assert [word for word in words if word in said] == said


def test_a_recording_is_heard_in_the_film(speaking: Studio, shop: Path, mug: Path, tmp_path: Path) -> None:
    assert speaking("speak", "pitch.txt", "--voice", "jf_alpha", "--out", "said").returncode == 0
    done = speaking(*typed(shop, mug, "--voice", "en=jm_kumo", "--recording", "said/pitch.en.wav"))
    assert done.returncode == 2
    assert "Give --voice or --recording for 'en', not both." in done.stderr
    done = speaking(*typed(shop, mug, "--recording", "said/pitch.en.wav", "--json"))
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["voice"] == "pitch.en.wav"
    film = tmp_path / record["file"]
    words = (film.with_suffix(".srt")).read_text().split()
    assert [word for word in words if word in SHORT.split()] == SHORT.split()
    told = film.read_bytes()
    assert sha256((tmp_path / "said" / "pitch.en.wav").read_bytes()).hexdigest().encode() in told


def test_a_script_too_long_says_what_could_go(speaking: Studio, shop: Path, mug: Path, tmp_path: Path) -> None:
    (tmp_path / "pitch.txt").write_text(LONG)
    done = speaking(*typed(shop, mug, "--estimate"))
    assert done.returncode == 0, done.stderr
    assert "9 s are allowed" in done.stdout
    assert "Without 'It costs very little indeed.' it would fit" in done.stdout
    assert not (tmp_path / "out" / "tiny-shop").exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("-l", "en", "-l", "fr"), (3, "There is no script for 'fr'. Nothing here translates")),
        (("--presenter", "nobody"), (5, "There is no presenter 'nobody'")),
        (("--template", "nothing"), (5, "There is no film template 'nothing'")),
        (("--avatar", "puppet"), (4, "There is no avatar engine 'puppet'. Choose one of: drawn, talking_photo")),
        (("--avatar", "talking_photo"), (3, "The engine 'talking_photo' makes a portrait speak. Give one with")),
        (("--avatar", "drawn", "--portrait", "mug.jpg", "--consent"), (3, "Leave the portrait out, or choose")),
        (("-l", "qq"), (5, "There is no language 'qq'")),
        (("--slot", "photo"), (5, "has no slot 'photo'")),
        (("--say", "Nuvola"), (2, "write NAME=SOUND")),
        (("--recording", "none.wav"), (3, "There is no recording none.wav")),
        (("-l", "en", "-l", "es", "--facts", "mug.toml"), (3, "There is no script for 'es'")),
        (("--recording", "fr=none.wav"), (2, "there is no script for 'fr'")),
    ],
)
def test_what_cannot_be_filmed_is_one_sentence(
    studio: Studio, shop: Path, mug: Path, tmp_path: Path, more: tuple[str, ...], told: tuple[int, str]
) -> None:
    (tmp_path / "mug.toml").write_text("[en]\n")
    done = studio(*typed(shop, mug, *more))
    assert done.returncode == told[0], done.stderr
    assert told[1] in done.stderr
    assert not (tmp_path / "out" / "tiny-shop").exists()


def test_weights_of_a_presenter_that_are_missing_are_told(
    speaking_anew: Studio, shop: Path, mug: Path, tmp_path: Path
) -> None:
    pytest.importorskip("diffusers", reason="pip install 'listing-studio[diffusion]'")
    head = ("--portrait", "mug.jpg", "--consent", "--avatar", "talking_head:device=cpu")
    done = speaking_anew(*typed(shop, mug, *head))
    assert done.returncode == 4, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("The weights 'musetalk-1.5'")
    assert "studio models fetch musetalk-1.5" in last
    assert not (tmp_path / "out" / "tiny-shop").exists()


@pytest.mark.parametrize(
    ("facts", "more", "told"),
    [
        ("", (), (2, "Give --script FILE, or --facts FILE")),
        ("[en]\n[es]\n", ("--facts", "mug.toml"), (2, "Say with --language which films to make: mug.toml has en, es.")),
        ("[en]\n", ("--facts", "mug.toml"), (3, "mug.toml: en.name is missing.")),
        ('[en]\nname = "Mug"\nlines = ["Light"]\n', ("--facts", "mug.toml", "-l", "es"), (3, "no facts in Spanish.")),
        ("[qq]\n", ("--facts", "mug.toml"), (5, "There is no language 'qq'")),
    ],
)
def test_facts_that_make_no_script_are_told(
    studio: Studio, mug: Path, tmp_path: Path, facts: str, more: tuple[str, ...], told: tuple[int, str]
) -> None:
    (tmp_path / "mug.toml").write_text(facts)
    done = studio("avatar-video", mug, "-p", "tiktok", *more)
    assert done.returncode == told[0], done.stderr
    assert told[1] in done.stderr
    assert not (tmp_path / "out").exists()
