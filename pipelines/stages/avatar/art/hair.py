"""Hair: a mass behind the head, masses before it, and locks that tell how it falls. In head units."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from pipelines.stages.avatar.art.colour import Linear, mix
from pipelines.stages.avatar.art.curve import Knot, Shape, ellipse, moved, outline, stroke, symmetric
from pipelines.stages.avatar.art.painter import Painter
from pipelines.stages.avatar.art.palette import Palette
from presets.presenters.schema import HairStyle

Lock = list[Knot]


@dataclass(frozen=True)
class Cut:
    """How hair is shaped.

    Attributes:
        back: behind head and body.
        front: before the face, each a mass of its own.
        lights, darks: locks along the fall, painted inside the masses.
        sheen: where light lies broadly.
        texture: curls to stipple over all of it; 0 is none.
    """

    back: Shape = ()
    front: tuple[Shape, ...] = ()
    lights: tuple[Lock, ...] = ()
    darks: tuple[Lock, ...] = ()
    sheen: Shape = ()
    texture: float = 0.0
    edge_blur: float = 0.0
    back_darks: tuple[Lock, ...] = field(default=())


def cut_of(style: HairStyle) -> Cut:
    """Return the shapes of a style; those of a scarf are drawn elsewhere and this is empty."""
    return _CUTS[style]() if style in _CUTS else Cut()


def shade_of_hair(style: HairStyle) -> Shape:
    """Return what the hair before the face shades of it."""
    if style is HairStyle.HIJAB:
        return moved(ellipse(0, 0, 200, 60), 10, -150)
    return tuple(points for mass in cut_of(style).front for points in moved(mass, 7, 13))


def paint_back_hair(painter: Painter, style: HairStyle, palette: Palette) -> None:
    """Paint what hangs behind the body."""
    cut = cut_of(style)
    dark = mix(palette.hair, palette.hair_dark, 0.6)
    fall = Linear((-140, -200), (180, 260), (palette.hair, dark, palette.hair_dark))
    painter.fill(cut.back, _tone(palette) if cut.texture else fall)
    if cut.texture:
        painter.fill(cut.sheen, palette.hair_light, alpha=0.5, blur=24, within=cut.back)
    for lock in cut.back_darks:
        painter.fill(stroke(lock, [1, 9, 1]), palette.hair_dark, alpha=0.6, blur=1.5, within=cut.back)
    _texture(painter, cut, palette, cut.back)


def paint_front_hair(painter: Painter, style: HairStyle, palette: Palette) -> None:
    """Paint what lies before the face."""
    cut = cut_of(style)
    for mass in cut.front:
        painter.fill(mass, _tone(palette), blur=cut.edge_blur)
        if not cut.texture:
            painter.fill(cut.sheen, palette.hair_light, alpha=0.5, blur=11, within=mass)
        for lock in cut.darks:
            painter.fill(stroke(lock, [0.5, 3.6, 3, 0.5]), palette.hair_dark, alpha=0.55, blur=0.8, within=mass)
        for lock in cut.lights:
            painter.fill(stroke(lock, [0.4, 3, 2.4, 0.4]), palette.hair_light, alpha=0.55, blur=0.7, within=mass)
        _texture(painter, cut, palette, mass)


def _tone(palette: Palette) -> Linear:
    lit, dim = mix(palette.hair, palette.hair_light, 0.4), mix(palette.hair, palette.hair_dark, 0.7)
    return Linear((-150, -250), (170, 120), (lit, palette.hair, dim))


def _texture(painter: Painter, cut: Cut, palette: Palette, mass: Shape) -> None:
    """Curls: small arcs, light towards the light and dark away from it."""
    if not cut.texture or not mass:
        return
    rng = np.random.default_rng(11)
    low, high = np.concatenate(mass).min(axis=0), np.concatenate(mass).max(axis=0)
    for _ in range(round(300 * cut.texture)):
        x, y = (float(v) for v in rng.uniform(low, high))
        radius, turn = float(rng.uniform(7, 15)), float(rng.uniform(0, 6.28))
        arc: Lock = [(x + radius * np.cos(turn + a), y + radius * np.sin(turn + a)) for a in (0, 0.9, 1.8, 2.7)]
        lit = (x + y) < -150 + float(rng.normal(0, 90))
        painter.fill(
            stroke(arc, [0.6, 3.4, 0.6]), palette.hair_light if lit else palette.hair_dark,
            alpha=0.5 if lit else 0.45, blur=0.5, within=mass,
        )  # fmt: skip


def _long() -> Cut:
    left = outline(
        (-36, -259, 1), (-92, -246), (-150, -196), (-180, -110), (-186, -10), (-202, 92), (-236, 190), (-232, 290),
        (-248, 372), (-236, 450), (-196, 516), (-158, 520, 1), (-164, 470), (-134, 380), (-150, 292), (-146, 214),
        (-156, 130),
        (-143, 60), (-146, -6), (-138, -48), (-113, -100), (-74, -142), (-32, -172, 1),
    )  # fmt: skip
    right = outline(
        (-40, -259, 1), (30, -266), (128, -232), (176, -150), (190, -50), (200, 60), (228, 160), (240, 262), (226, 360),
        (246, 440), (226, 506), (172, 536, 1), (186, 470), (144, 390), (154, 300), (150, 214), (160, 128),
        (145, 62), (147, 0),
        (143, -60), (122, -90), (74, -128), (20, -158), (-32, -172, 1),
    )  # fmt: skip
    return Cut(
        back=symmetric((0, -255), (120, -230), (182, -110), (188, 60), (214, 220), (216, 420), (120, 470), (0, 470)),
        front=(left, right),
        lights=(
            [(-60, -236), (-130, -180), (-162, -90), (-170, 20), (-190, 130), (-212, 230), (-205, 320)],
            [(-46, -222), (-108, -164), (-146, -80), (-156, 10), (-170, 110)],
            [(10, -248), (96, -208), (148, -130), (166, -30), (176, 70), (202, 170), (206, 250)],
            [(0, -226), (80, -184), (132, -120), (156, -40)],
            [(-196, 250), (-212, 330), (-206, 410), (-180, 470)],
            [(190, 260), (204, 340), (196, 420)],
        ),
        darks=(
            [(-40, -232), (-116, -172), (-156, -84), (-164, 30), (-180, 130), (-176, 230)],
            [(-34, -206), (-90, -156), (-134, -84), (-146, 0)],
            [(-20, -240), (80, -214), (150, -140), (176, -40), (184, 70), (212, 180), (220, 290)],
            [(20, -206), (96, -158), (140, -90), (152, -10), (158, 90)],
            [(-160, 160), (-170, 260), (-160, 350), (-180, 440)],
            [(168, 170), (176, 270), (164, 360), (196, 450)],
        ),
        sheen=(
            *stroke([(-70, -214), (-136, -140), (-164, -40)], [8, 44, 8]),
            *stroke([(30, -232), (112, -172), (152, -80)], [8, 38, 8]),
        ),
        back_darks=([(110, 100), (120, 220), (112, 400)], [(-112, 100), (-118, 230), (-110, 400)]),
    )


def _bob() -> Cut:
    fringe = outline(
        (-2, -264), (92, -246), (158, -186), (184, -90), (188, 20), (196, 120), (186, 196), (128, 226, 1), (140, 150),
        (142, 60), (139, -30), (133, -58, 1), (84, -66), (30, -58), (-30, -62), (-86, -56), (-132, -54, 1), (-139, -20),
        (-142, 60), (-139, 150), (-124, 228, 1), (-188, 200), (-197, 120), (-188, 20), (-184, -90), (-158, -186),
        (-92, -246),
    )  # fmt: skip
    fall = [(x, x * 1.16) for x in (-104, -78, -50, -22, 8, 38, 68, 98)]
    return Cut(
        back=symmetric((0, -262), (150, -200), (186, -40), (192, 130), (170, 214), (80, 228), (0, 226)),
        front=(fringe,),
        lights=(
            *([(x * 0.42, -246), (x * 0.86, -160), (end, -66)] for x, end in fall[::2]),
            [(-120, -210), (-166, -90), (-172, 40), (-170, 150), (-146, 212)],
            [(150, -170), (172, -50), (174, 80), (160, 190)],
        ),
        darks=(
            *([(x * 0.40, -236), (x * 0.82, -150), (end, -60)] for x, end in fall[1::2]),
            [(-140, -180), (-160, -50), (-158, 80), (-142, 200)],
            [(136, -180), (160, -60), (160, 80), (146, 200)],
            [(176, -100), (184, 30), (178, 150)],
        ),
        sheen=stroke([(-150, -146), (-80, -172), (0, -182), (80, -172), (150, -140)], [8, 36, 40, 36, 8]),
    )


def _curls() -> Cut:
    turns = np.linspace(0, 2 * np.pi, 22, endpoint=False)
    puffs = tuple(ellipse(200 * np.cos(t) * 1.04, -92 + 182 * np.sin(t), 62 + 9 * np.sin(5 * t))[0] for t in turns)
    mass = (*ellipse(0, -92, 214, 196), *puffs)
    rim = np.linspace(np.pi * 0.98, 2 * np.pi * 1.01, 13)
    top = tuple(ellipse(146 * np.cos(t), -62 + 118 * np.sin(t), 34 + 5 * np.sin(4 * t))[0] for t in rim)
    crown = outline(
        (-170, -60),
        (-178, -140),
        (-120, -230),
        (0, -268),
        (120, -230),
        (178, -140),
        (170, -60),
        (150, -90),
        (110, -150),
        (0, -176),
        (-110, -150),
        (-150, -90),
    )
    sides = (
        *ellipse(-163, -28, 30, 44),
        *ellipse(163, -28, 30, 44),
        *ellipse(-176, 20, 30, 40),
        *ellipse(176, 20, 30, 40),
    )
    return Cut(back=mass, front=((*top, *crown, *sides),), texture=1.0, sheen=ellipse(-70, -210, 90, 40))


def _bun() -> Cut:
    cap = outline(
        (0, -238), (84, -226), (140, -172), (160, -96), (156, -26), (151, 8, 1), (143, -26), (134, -78), (104, -126),
        (52, -152), (-4, -150), (-58, -146), (-108, -122), (-136, -76), (-144, -24), (-151, 10, 1), (-157, -26),
        (-160, -96), (-140, -172), (-84, -226),
    )  # fmt: skip
    return Cut(
        back=(*outline((14, -352), (72, -338), (90, -286), (66, -236), (0, -226), (-44, -244), (-58, -290),
        (-36, -338)), *symmetric((0, -234), (130, -180), (158, -70), (150, 40), (90, 60), (0, 60))),
        front=(cap,),
        lights=(
            [(-136, -84), (-112, -160), (-50, -212), (0, -232)], [(-96, -124), (-66, -176), (-16, -220)],
            [(60, -148), (58, -190), (24, -228)], [(120, -100), (110, -166), (56, -216)],
        ),
        darks=(
            [(-150, -40), (-136, -140), (-78, -206), (-8, -234)], [(-40, -148), (-30, -190), (0, -226)],
            [(96, -128), (88, -182), (36, -224)], [(148, -50), (138, -140), (80, -208)], [(20, -150), (22, -196),
            (10, -230)],
        ),
        sheen=stroke([(-118, -140), (-60, -192), (30, -204)], [8, 32, 8]),
        back_darks=([(-30, -330), (10, -300), (60, -310)], [(-44, -280), (10, -258), (70, -270)], [(-20, -246),
        (30, -238), (60, -250)]),
    )  # fmt: skip


def _pixie() -> Cut:
    top = outline(
        (-64, -250, 1), (0, -272), (88, -256), (152, -200), (180, -116), (178, -30), (164, 40), (152, 54, 1), (150, 0),
        (144, -50), (128, -86, 1), (120, -104), (60, -104), (-4, -86), (-64, -62), (-122, -52, 1), (-132, -30),
        (-140, 8),
        (-152, 52, 1), (-166, 20), (-178, -50), (-174, -130), (-134, -208),
    )  # fmt: skip
    return Cut(
        back=symmetric((0, -262), (140, -200), (176, -80), (166, 60), (110, 110), (0, 110)),
        front=(top,),
        lights=(
            [(-56, -240), (-96, -170), (-112, -110), (-116, -58)], [(-40, -236), (-30, -170), (-60, -110), (-96, -62)],
            [(0, -250), (30, -190), (10, -130), (-30, -84)], [(60, -244), (110, -180), (120, -120)],
            [(120, -214), (160, -130), (162, -40)], [(-110, -210), (-156, -120), (-158, -20)],
        ),
        darks=(
            [(-50, -244), (-66, -170), (-90, -110), (-110, -56)], [(-20, -250), (0, -180), (-20, -120), (-60, -70)],
            [(30, -250), (76, -190), (70, -130), (30, -98)], [(90, -236), (142, -160), (150, -80), (148, 0)],
            [(-130, -190), (-164, -90), (-156, 20)],
        ),
        sheen=stroke([(-110, -160), (-40, -190), (60, -196), (130, -150)], [8, 30, 34, 8]),
    )  # fmt: skip


def _crop() -> Cut:
    top = outline(
        (-152, -10, 1), (-158, -70), (-152, -130), (-146, -196), (-92, -262), (-4, -290), (92, -278), (160, -226),
        (172, -150),
        (158, -80), (152, -6, 1), (144, -40), (140, -92), (124, -140), (70, -158), (6, -146), (-50, -156), (-104, -142),
        (-132, -106), (-143, -50),
    )  # fmt: skip
    return Cut(
        back=symmetric((0, -240), (130, -190), (156, -70), (148, 40), (0, 60)),
        front=(top,),
        lights=(
            [(-112, -146), (-116, -206), (-66, -256)], [(-60, -158), (-52, -220), (8, -272)],
            [(0, -150), (22, -216), (78, -266)], [(64, -160), (90, -214), (130, -240)],
            [(-150, -60), (-146, -110), (-140, -150)],
        ),
        darks=(
            [(-128, -120), (-134, -180), (-90, -246)], [(-84, -156), (-84, -214), (-30, -268)],
            [(-28, -154), (-12, -216), (44, -272)], [(34, -156), (58, -214), (112, -258)],
            [(96, -156), (122, -204), (152, -214)], [(140, -100), (156, -150), (160, -190)],
        ),
        sheen=stroke([(-110, -206), (-30, -236), (70, -236)], [8, 34, 8]),
    )  # fmt: skip


def _fade() -> Cut:
    top = outline(
        (-150, -30, 1), (-154, -100), (-134, -176), (-84, -224), (0, -242), (84, -224), (134, -176), (154, -100),
        (150, -30, 1),
        (142, -64), (136, -104, 1), (118, -132), (62, -146), (0, -148), (-62, -146), (-118, -132),
        (-136, -104, 1), (-142, -64),
    )  # fmt: skip
    return Cut(
        back=symmetric((0, -230), (130, -180), (150, -70), (144, 20), (0, 40)),
        front=(top,),
        texture=0.55,
        edge_blur=1.6,
        sheen=ellipse(-56, -200, 60, 26),
    )


def _swept() -> Cut:
    top = outline(
        (-70, -236, 1), (-10, -280), (84, -274), (154, -226), (178, -146), (168, -70), (152, 4, 1), (144, -40),
        (139, -84),
        (112, -124), (50, -134), (-20, -152), (-76, -186, 1), (-110, -152), (-132, -100), (-142, -44), (-152, 2, 1),
        (-160, -60), (-160, -140), (-128, -206),
    )  # fmt: skip
    return Cut(
        back=symmetric((0, -250), (138, -196), (158, -80), (140, 18), (0, 40)),
        front=(top,),
        lights=(
            [(-66, -214), (0, -246), (80, -236), (140, -170)], [(-60, -198), (10, -206), (80, -186), (124, -136)],
            [(-20, -160), (40, -160), (96, -140)], [(-96, -206), (-134, -150), (-148, -70)],
        ),
        darks=(
            [(-70, -226), (0, -266), (90, -256), (158, -180)], [(-64, -204), (0, -226), (80, -214), (138, -150)],
            [(-50, -180), (20, -180), (90, -160), (128, -118)], [(-80, -200), (-122, -146), (-142, -60)],
            [(150, -170), (162, -110), (152, -40)],
        ),
        sheen=stroke([(-30, -236), (60, -236), (130, -180)], [8, 32, 8]),
    )  # fmt: skip


_CUTS: dict[HairStyle, Callable[[], Cut]] = {
    HairStyle.LONG: _long,
    HairStyle.BOB: _bob,
    HairStyle.CURLS: _curls,
    HairStyle.BUN: _bun,
    HairStyle.PIXIE: _pixie,
    HairStyle.CROP: _crop,
    HairStyle.FADE: _fade,
    HairStyle.SWEPT: _swept,
}
