"""A small film drawn whole: words where nothing covers them, the product as photographed, the same every time."""

from dataclasses import replace

import numpy as np
import pytest

from pipelines.errors import ScriptError
from pipelines.footage import Frame
from pipelines.stages.avatar.art.eyes import Look as Eyes
from pipelines.stages.avatar.art.mouth import MouthShape
from pipelines.stages.avatar.posing import Pose
from pipelines.stages.avatar.puppet import Puppet
from pipelines.stages.avatar.role import Framing
from pipelines.stages.avatar.view import view_of
from pipelines.stages.avatar.warp import HeadPose
from pipelines.stages.film.panel import Setting, fitted, panel, plate_of, words_of
from pipelines.stages.film.picture import LayeredPicture
from pipelines.stages.film.reel import Reel
from pipelines.stages.film.written import Lettered
from pipelines.values import Box
from presets.films.facts import Facts
from presets.films.schema import Aspect, Ground, Passage, TakeKind, Transition
from presets.languages.library import language
from presets.presenters.library import load_presenters
from tests.fakes.small_reel import TEMPLATE, TEMPLATES, TEXTS, film

pytest.importorskip("manimgx_fonts", reason="pip install 'listing-studio[video]'")

CUTS = Transition(kind=Passage.CUT)
SPOKEN_WIDE = Pose(MouthShape(open=1, smile=0.6), Eyes(), HeadPose(pitch=0.6, y=4))
SILENT = Pose(MouthShape(open=0, smile=0.6), Eyes(), HeadPose(pitch=0.6, y=4))


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize(("tag", "name"), [*((tag, "showroom") for tag in TEXTS), ("ar", "spotlight")])
def test_nothing_is_written_where_a_platforms_own_buttons_lie(tag: str, aspect: Aspect, name: str) -> None:
    look, material = film(tag, aspect, template=TEMPLATES[name].model_copy(update={"transition": CUTS}))
    reel, safe = Reel(look, material), look.box(look.layout.safe)
    for number in range(2, material.cut.count, 9):
        take = material.cut.take(number)
        if take.kind is TakeKind.END:
            continue  # a sheet of paper, checked below
        frame = reel.draw(number)
        written = np.zeros(frame.shape[:2], np.bool_)
        written |= (frame.max(axis=2) > 190) | (frame.max(axis=2) < 60)  # white, yellow and black; all else is grey
        rows, columns = np.flatnonzero(written.any(axis=1)), np.flatnonzero(written.any(axis=0))
        assert written.any()
        assert safe.top - 1 <= rows[0]
        assert rows[-1] <= safe.bottom
        assert safe.left - 1 <= columns[0]
        assert columns[-1] <= safe.right


@pytest.mark.parametrize("aspect", Aspect)
def test_four_long_points_stay_in_their_place_or_are_refused(aspect: Aspect) -> None:
    facts = Facts(lines=("Dishwasher safe, every day", "Keeps warm for hours", "Light and tough", "Smooth rim"))
    look, material = film(aspect=aspect, facts=facts)
    plain = Reel(look, replace(material, facts=Facts()))
    reel, takes = Reel(look, material), [take for take in material.cut.takes if take.kind is TakeKind.CORNER]
    place = look.layout.corner.lines
    assert place is not None
    box = look.box(place.area)
    last = takes[-1].last - 1
    changed = np.flatnonzero((reel.draw(last) != plain.draw(last)).any(axis=(1, 2)))
    assert box.top <= changed[0]
    assert changed[-1] < box.bottom
    long = Facts(lines=("A point with so many words that it takes a line or two of its own",) * 4)
    with pytest.raises(ScriptError, match=r"do not fit their place|too long for its place"):
        Reel(look, replace(material, facts=long))


def test_the_end_card_says_what_is_given_and_nothing_else() -> None:
    look, material = film()
    end = material.cut.count - 1
    full = Reel(look, material).draw(end)
    bare = Reel(look, replace(material, facts=Facts(action=""))).draw(end)
    for place in (look.layout.end.title, look.layout.end.size, look.layout.end.price, look.layout.end.action):
        assert place is not None
        part = look.box(place.area).slices
        assert (full[part].min(axis=2) < 90).any()
        assert (bare[part] > 250).all()


def test_a_long_name_may_break_after_its_hyphen() -> None:
    look, material = film(aspect=Aspect.SQUARE, facts=Facts(name="Linden-Emaillebecher", action=""))
    end = Reel(look, material).draw(material.cut.count - 1)
    title = look.layout.end.title
    assert title is not None
    rows = (end[look.box(title.area).slices].min(axis=2) < 90).any(axis=1)
    assert np.count_nonzero(np.diff(rows.astype(int)) == 1) >= 2  # lines of letters


def test_the_same_frame_is_the_same_whatever_was_drawn_before() -> None:
    look, material = film()
    one, other = Reel(look, material), Reel(look, material)
    for number in range(0, material.cut.count, 7):
        one.draw(number)
    assert np.array_equal(one.draw(31), other.draw(31))


def test_a_film_that_is_read_from_the_right_begins_there() -> None:
    left, right = film("en"), film("ar")
    for (look, material), side in ((left, slice(0, 40)), (right, slice(-40, None))):
        note = look.layout.pitch.note.area
        rows = slice(round(note[1] * look.size[1]), round(note[3] * look.size[1]))
        assert (Reel(look, material).draw(0)[rows, side].max(axis=2) < 60).any()


def test_the_note_of_ai_stands_on_every_frame_and_is_large_at_the_opening() -> None:
    look, material = film()
    reel, box = Reel(look, material), look.box(look.layout.pitch.note.area)
    widths = [
        int((reel.draw(number)[box.slices].max(axis=2) < 60).any(axis=0).sum())
        for number in range(0, material.cut.count, 5)
    ]
    opening = round(TEMPLATE.opening_seconds * look.fps)
    assert min(widths) > 20
    assert min(widths[: opening // 5]) > 1.2 * max(widths[opening // 5 + 1 :])


def test_a_text_that_does_not_fit_is_told_before_anything_is_drawn() -> None:
    look, material = film(facts=Facts(name="A name that is far longer than any screen can ever hold " * 3))
    with pytest.raises(ScriptError, match="too long for its place"):
        Reel(look, material)


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("name", [name for name, template in TEMPLATES.items() if template.presented])
def test_no_caption_comes_near_a_chin(name: str, aspect: Aspect) -> None:
    """Nobody's, however wide they speak, while they nod: what moves with the mouth ends above the captions."""
    look, _ = film(aspect=aspect, template=TEMPLATES[name])
    place, captions = look.layout.pitch.presenter, look.layout.pitch.captions
    assert place is not None
    assert captions is not None
    box, words = look.box(place.area), look.box(captions.area)
    size = (box.width, box.height)
    for who in ("leo", "martin", "yuki"):
        puppet = Puppet(load_presenters().get(who), view_of(Framing(place.framing), size), size)
        moved = np.abs(_whole(puppet, SPOKEN_WIDE, size) - _whole(puppet, SILENT, size)).max(axis=2) > 8
        rows, columns = np.flatnonzero(moved.any(axis=1)), np.flatnonzero(moved.any(axis=0))
        chin, left, right = box.top + rows[-1], box.left + columns[0], box.left + columns[-1]
        beside = right < words.left or words.right < left
        assert beside or chin <= words.top - 0.012 * look.size[1], (name, aspect, who)


def _whole(puppet: Puppet, pose: Pose, size: tuple[int, int]) -> np.ndarray:
    canvas = np.full((size[1], size[0], 3), 255, np.uint8)
    puppet.frame(pose).laid_on(canvas)
    return canvas.astype(int)


def test_takes_become_each_other_under_words_that_stay() -> None:
    look, material = film()
    colours = {0: (40, 40, 160), 1: (160, 40, 40)}

    def picture(take: object) -> LayeredPicture:
        box = look.box(look.layout.take(take.kind).picture.area)  # type: ignore[attr-defined]
        ground = np.full((box.height, box.width, 3), colours[take.number % 2], np.uint8)  # type: ignore[attr-defined]
        return LayeredPicture(ground, np.zeros((2, 2, 4), np.uint8), 1.0, 5, 5, (box.width / 2, box.height / 2))

    material = replace(material, picture=picture)
    reel, cutting = (
        Reel(replace(look, template=TEMPLATE.model_copy(update={"transition": passing})), material)
        for passing in (Transition(kind=Passage.FADE, seconds=0.8), CUTS)
    )
    second = material.cut.takes[1]
    red = [int(reel.draw(second.first + step)[160, 150, 0]) for step in range(-1, 9)]
    assert red[0] == 40
    assert red == sorted(red)
    assert 40 < red[1] < red[4] < 160
    assert red[-1] == 160
    faded, cut = (film.draw(second.first + 2).min(axis=2) > 250 for film in (reel, cutting))
    assert cut.sum() > 50  # letters
    assert np.array_equal(faded, cut)


def test_what_a_takes_frames_share_is_made_before_they_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    look, material = film()
    reel, plain = Reel(look, material), Reel(look, material)
    for take in material.cut.takes:
        reel.ready(take)

    def late(*_: object) -> np.ndarray:
        raise AssertionError

    numbers = [take.last - 1 for take in material.cut.takes]
    expected = [plain.draw(number) for number in numbers]
    monkeypatch.setattr("pipelines.stages.film.reel.with_shadow", late)
    assert all(np.array_equal(reel.draw(number), frame) for number, frame in zip(numbers, expected, strict=True))


@pytest.mark.parametrize("tag", ["ar", "he", "th", "hi", "vi", "en"])
def test_no_letter_is_cut_by_the_edge_of_its_plate(tag: str) -> None:
    """Vowel signs over a tall letter, as in أُ, reach over their line."""
    spoken = language(tag)
    setting = Setting(spoken, Box(0, 0, 900, 300), 30)
    texts = (spoken.film.made_by_ai, spoken.film.action)
    for layout in fitted([words_of(text, spoken) for text in texts], setting):
        plate = Frame(panel(layout, plate_of(Ground.GLASS, (0, 0, 0))), 0, 100)
        written = Lettered(plate, "", layout).written(0, 1)
        box = written.box((1000, 600))
        height = plate.pixels.shape[0]
        assert box is not None and box.top > 100 and box.bottom < 100 + height
