"""Clothes of the upper body, without the arms. Body units; light comes from the upper left."""

from collections.abc import Callable

from pipelines.stages.avatar.art.cloth import Cloth, body_tone, cast, cloth_of, folds, seam
from pipelines.stages.avatar.art.colour import mix
from pipelines.stages.avatar.art.curve import Knot, Shape, both, ellipse, mirrored, moved, outline, stroke, symmetric
from pipelines.stages.avatar.art.painter import Painter
from presets.presenters.schema import Dress, DressStyle, Presenter, Voice

_LOW = 1990.0


def paint_dress(painter: Painter, person: Presenter) -> None:
    """Paint what covers the trunk."""
    _STYLES[person.dress.style](painter, person.dress, _trunk_of(person))


def trunk_shape(person: Presenter) -> Shape:
    """Return the outline of the dressed trunk, on which arms may throw shadows."""
    return _trunk_of(person).closed((0, 780), (90, 766))


def paint_behind_neck(painter: Painter, person: Presenter) -> None:
    """Paint what of a collar is seen behind the neck."""
    dress, n = person.dress, 64 * person.neck
    if dress.style in (DressStyle.BLOUSE, DressStyle.TURTLENECK):
        return
    height = {DressStyle.TEE: 14.0, DressStyle.SWEATER: 30.0, DressStyle.HOODIE: 36.0}.get(dress.style, 30.0)
    cloth = cloth_of(dress.under if dress.style in (DressStyle.SUIT,) else dress.colour)
    low = 752.0
    back = outline(
        (-n - 16, low, 1), (-n - 8, low - height, 1), (0, low - height - 14), (n + 8, low - height, 1), (n + 16, low, 1)
    )
    painter.fill(back, cloth.shadow)
    painter.fill(back, cloth.deep, alpha=0.5, blur=8, within=back)


def _trunk_of(person: Presenter) -> "_Trunk":
    male = person.voice is Voice.MALE
    return _Trunk(person.shoulders * (1.03 if male else 0.94), 1.06 if male else 0.93, person.neck)


class _Trunk:
    """The measures that garments are cut to."""

    def __init__(self, breadth: float, waist: float, neck: float) -> None:
        self.breadth = breadth
        self.waist = waist
        self.neck = 64 * neck

    def side(self) -> list[Knot]:
        """The right edge from the shoulder's outer point down."""
        b, w = self.breadth, self.waist
        return [
            (190 * b, 796), (276 * b, 832), (326 * b, 882), (334 * b, 950), (312 * b, 1060), (284 * b, 1180),
            (262 * w, 1360), (266 * w, 1500), (298 * w, 1720), (312 * w, _LOW, 1),
        ]  # fmt: skip

    def closed(self, *neckline: Knot) -> Shape:
        """A garment without an opening; `neckline` is its right half from the middle outward."""
        return symmetric(*neckline, *self.side(), (0, _LOW))


def _shading(painter: Painter, shape: Shape, cloth: Cloth) -> None:
    """The trunk's own roundness, and the arms' shadows on it."""
    painter.fill(
        outline((196, 1060), (250, 1120), (206, 1400), (226, 1700), (420, 2000), (460, 1120)),
        cloth.deep,
        alpha=0.40,
        blur=36,
        within=shape,
    )
    painter.fill(
        outline((-262, 1060), (-246, 1180), (-210, 1400), (-236, 1700), (-420, 2000), (-420, 1060)),
        cloth.deep,
        alpha=0.30,
        blur=20,
        within=shape,
    )
    painter.fill(
        moved(ellipse(0, 0, 110, 150), -120, 1010, turn_deg=-16), cloth.light, alpha=0.38, blur=52, within=shape
    )


def _plain(painter: Painter, shape: Shape, cloth: Cloth, lines: list[list[Knot]]) -> None:
    painter.fill(shape, body_tone(cloth))
    _shading(painter, shape, cloth)
    folds(painter, shape, cloth, lines)


_PULLS: list[list[Knot]] = [
    [(-246, 1040), (-196, 1066), (-136, 1070)],
    [(248, 1036), (196, 1070), (130, 1080)],
    [(-232, 1330), (-150, 1382), (-60, 1392)],
    [(232, 1350), (170, 1404), (90, 1420)],
    [(-236, 1440), (-160, 1474), (-96, 1476)],
    [(238, 1470), (170, 1500), (120, 1506)],
]


def _neck_band(painter: Painter, knots: list[Knot], cloth: Cloth, width: float) -> Shape:
    band = stroke(knots, [width * 0.5, width, width, width, width * 0.5])
    painter.fill(moved(band, 3, 8), cloth.deep, alpha=0.45, blur=4)
    painter.fill(band, cloth.base)
    painter.fill(moved(band, 0, width * 0.32), cloth.shadow, alpha=0.7, blur=1.5, within=band)
    painter.fill(moved(band, 0, -(width * 0.42)), cloth.light, alpha=0.7, blur=1.5, within=band)
    return band


def _tee(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    cloth = cloth_of(dress.colour)
    n = trunk.neck
    shape = trunk.closed((0, 872), (44, 860), (n + 18, 812), (n + 40, 770, 1))
    _plain(
        painter, shape, cloth, [*_PULLS, [(-150, 950), (-90, 1010), (-40, 1024)], [(150, 960), (100, 1012), (50, 1030)]]
    )
    curve: list[Knot] = [(-n - 24, 752), (-n - 12, 812), (-46, 862), (0, 874), (46, 862), (n + 12, 812), (n + 24, 752)]
    _neck_band(painter, curve, cloth, 20)


def _sweater(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    cloth = cloth_of(dress.colour)
    n = trunk.neck
    shape = trunk.closed((0, 838), (40, 828), (n + 10, 790), (n + 30, 752, 1))
    _plain(painter, shape, cloth, [*_PULLS, [(-120, 940), (-60, 990), (10, 1000)]])
    _knit(painter, shape, cloth)
    curve: list[Knot] = [(-n - 7, 740), (-n - 4, 790), (-44, 830), (0, 840), (44, 830), (n + 4, 790), (n + 7, 740)]
    band = _neck_band(painter, curve, cloth, 34)
    for share in range(-9, 10):
        x = share * (n + 22) / 9
        y = 842 - 0.0088 * x * x
        painter.fill(stroke([(x, y - 16), (x * 1.03, y + 18)], [1.6, 1.6]), cloth.deep, alpha=0.35, within=band)


def _knit(painter: Painter, shape: Shape, cloth: Cloth) -> None:
    """Ribs, so faint that they are felt rather than seen."""
    for x in range(-320, 321, 13):
        rib = stroke([(x * 0.92, 780), (x, 1000), (x * 0.86, 1400), (x, _LOW)], [2, 2])
        painter.fill(rib, cloth.deep, alpha=0.10, within=shape)


def _turtleneck(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    cloth = cloth_of(dress.colour)
    n = trunk.neck
    shape = trunk.closed((0, 770), (n, 760), (n + 26, 752, 1))
    _plain(painter, shape, cloth, [*_PULLS, [(-130, 900), (-70, 960), (10, 976)], [(140, 900), (90, 950), (30, 966)]])
    _knit(painter, shape, cloth)
    collar = symmetric(
        (0, 706), (n * 0.7, 700), (n + 9, 684, 1), (n + 20, 740), (n + 48, 796), (n * 0.6, 816), (0, 822)
    )
    painter.fill(moved(collar, 4, 12), cloth.deep, alpha=0.5, blur=8, within=shape)
    painter.fill(collar, body_tone(cloth))
    painter.fill(
        outline((n * 0.3, 690), (n * 0.5, 760), (n * 0.4, 830), (n + 60, 830), (n + 60, 680)),
        cloth.deep,
        alpha=0.5,
        blur=14,
        within=collar,
    )
    painter.fill(
        symmetric((0, 690), (n + 30, 670), (n + 20, 706), (0, 722)), cloth.deep, alpha=0.5, blur=6, within=collar
    )
    folds(painter, collar, cloth, [[(-n, 756), (-20, 776), (n * 0.8, 764)]], 9)


def _hoodie(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    cloth = cloth_of(dress.colour)
    n = trunk.neck
    shape = trunk.closed((0, 868), (40, 858), (n + 14, 806), (n + 30, 760, 1))
    under = cloth_of(dress.under)
    painter.fill(symmetric((0, 816), (n, 770), (n + 60, 770), (60, 920), (0, 930)), body_tone(under))
    _neck_band(painter, [(-n - 8, 764), (-40, 812), (0, 820), (40, 812), (n + 8, 764)], under, 14)
    _plain(painter, shape, cloth, [*_PULLS, [(-120, 960), (-60, 1020), (-10, 1030)]])
    hood = outline(
        (0, 930, 1),
        (-64, 880),
        (-n - 26, 800),
        (-n - 4, 716, 1),
        (-n - 62, 742),
        (-n - 112, 800),
        (-116, 884),
        (-56, 950),
    )
    for piece in (hood, mirrored(hood)):
        cast(painter, piece, shape, cloth)
        painter.fill(piece, body_tone(cloth))
        painter.fill(piece, cloth.deep, alpha=0.4, blur=10, within=piece, minus=moved(piece, -(14), -(10)))
    folds(painter, hood, cloth, [[(-n - 60, 770), (-112, 850), (-60, 920)]], 10)
    folds(painter, mirrored(hood), cloth, [[(n + 60, 770), (112, 850), (60, 920)]], 10)
    for side in (-1, 1):
        cord = stroke([(side * 34, 918), (side * 40, 1000), (side * 34, 1076)], [7, 7])
        painter.fill(moved(cord, 3, 5), cloth.deep, alpha=0.5, blur=3, within=shape)
        painter.fill(cord, mix(cloth.light, "#ffffff", 0.55))
    pocket = outline((-150, 1470, 1), (150, 1470, 1), (196, 1640, 1), (196, 1800, 1), (-196, 1800, 1), (-196, 1640, 1))
    painter.fill(pocket, cloth.deep, alpha=0.22, blur=5, within=shape)
    for edge in ([(-150, 1470), (150, 1470)], [(-150, 1470), (-196, 1640)], [(150, 1470), (196, 1640)]):
        seam(painter, shape, cloth, edge)


def _blouse(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    cloth = cloth_of(dress.colour)
    n = trunk.neck
    shape = trunk.closed((0, 985, 1), (30, 930), (74, 850), (n + 38, 764, 1))
    _plain(
        painter,
        shape,
        cloth,
        [
            *_PULLS,
            [(-70, 900), (-110, 1040), (-90, 1180)],
            [(76, 900), (110, 1060), (86, 1200)],
            [(-150, 860), (-190, 980), (-170, 1100)],
            [(20, 1010), (40, 1160), (20, 1320)],
        ],
    )
    for side in (-1, 1):
        edge = stroke([(side * (n + 40), 760), (side * 78, 850), (side * 32, 934), (0, 990)], [5, 19, 20, 18, 12])
        painter.fill(moved(edge, 4, 8), cloth.deep, alpha=0.4, blur=4, within=shape)
        painter.fill(edge, body_tone(cloth))
        painter.fill(moved(edge, 5, 4), cloth.deep, alpha=0.4, blur=1.5, within=edge)


def _collar(painter: Painter, cloth: Cloth, n: float, within: Shape, drop: float) -> None:
    """The two wings of an open shirt collar."""
    wing = outline(
        (-n - 4, 712, 1), (-n - 46, 766), (-n - 70, 838, 1), (-66, drop + 6, 1), (-34, drop - 60), (-n * 0.72, 772)
    )
    for piece in (wing, mirrored(wing)):
        cast(painter, piece, within, cloth)
        painter.fill(piece, body_tone(cloth))
        inner = tuple(points * [0.94, 1] + [0, -9] for points in piece)
        painter.fill(piece, cloth.deep, alpha=0.34, blur=2.4, within=piece, minus=inner)
    painter.fill(mirrored(wing), cloth.shadow, alpha=0.45)


def _shirt(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    cloth = cloth_of(dress.colour)
    n = trunk.neck
    shape = trunk.closed((0, 960, 1), (34, 880), (n + 4, 790), (n + 24, 742, 1))
    _plain(
        painter,
        shape,
        cloth,
        [*_PULLS, [(-150, 900), (-190, 1000), (-180, 1100)], [(40, 1100), (90, 1180), (80, 1280)]],
    )
    _placket(painter, shape, cloth, 960)
    pocket = outline((106, 1062, 1), (212, 1056, 1), (214, 1170, 1), (160, 1196, 1), (108, 1176, 1))
    painter.fill(pocket, cloth.light, alpha=0.2, within=shape)
    for edge in (
        [(106, 1062), (212, 1056)],
        [(108, 1176), (160, 1196)],
        [(160, 1196), (214, 1170)],
        [(106, 1062), (108, 1176)],
        [(212, 1056), (214, 1170)],
    ):
        seam(painter, shape, cloth, edge, 2.4)
    _collar(painter, cloth, n, shape, 916)


def _placket(painter: Painter, shape: Shape, cloth: Cloth, top: float) -> None:
    strip = outline((-19, top - 30, 1), (19, top + 6, 1), (21, _LOW, 1), (-21, _LOW, 1))
    painter.fill(moved(strip, 7, 4), cloth.deep, alpha=0.4, blur=4, within=shape)
    painter.fill(strip, body_tone(cloth), within=shape)
    seam(painter, strip, cloth, [(-15, top), (-17, _LOW)], 1.8)
    seam(painter, strip, cloth, [(15, top), (17, _LOW)], 1.8)
    for y in range(round(top) + 56, 1960, 126):
        painter.fill(ellipse(2, y + 2.5, 8.5), cloth.deep, alpha=0.6, blur=1.5)
        painter.fill(ellipse(0, y, 7.5), mix(cloth.light, "#ffffff", 0.5))
        painter.fill((*ellipse(-2, y - 1, 1.2), *ellipse(2, y + 1, 1.2)), cloth.deep, alpha=0.7)


def _blazer(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    under = cloth_of(dress.under)
    n = trunk.neck
    top = symmetric((0, 884), (48, 872), (n + 26, 808), (n + 24, 786, 1), (130, 850), (150, 1400), (0, 1500))
    painter.fill(top, body_tone(under))
    folds(painter, top, under, [[(-50, 960), (-10, 1010), (40, 1020)], [(-40, 1120), (0, 1180), (30, 1190)]], 11)
    curve: list[Knot] = [(-n - 22, 786), (-n - 14, 824), (-46, 874), (0, 886), (46, 874), (n + 14, 824), (n + 22, 786)]
    _neck_band(painter, curve, under, 12)
    _jacket(painter, cloth_of(dress.colour), trunk)


def _suit(painter: Painter, dress: Dress, trunk: _Trunk) -> None:
    under = cloth_of(dress.under)
    n = trunk.neck
    top = symmetric((0, 930, 1), (34, 868), (n + 4, 790), (n + 24, 742, 1), (140, 830), (150, 1400), (0, 1500))
    painter.fill(top, body_tone(under))
    _placket(painter, top, under, 930)
    _collar(painter, under, n, top, 910)
    _jacket(painter, cloth_of(dress.colour), trunk)


def _jacket(painter: Painter, cloth: Cloth, trunk: _Trunk) -> None:
    """Two fronts, buttoned once, and their lapels."""
    n, button = trunk.neck, 1466.0
    painter.fill(
        symmetric((0, 1470), (190, 1470), (260, 1700), (280, _LOW, 1), (0, _LOW)), mix(cloth.deep, "#15131c", 0.5)
    )
    edge: list[Knot] = [(n + 6, 742, 1), (n + 34, 900), (96, 1110), (48, 1330), (0, button - 34)]
    skirt: list[Knot] = [(-26, button), (-30, 1640), (-6, 1800), (70, _LOW, 1)]
    right = outline(*edge, *skirt, *reversed(trunk.side()), (n + 50, 764))
    low: list[Knot] = [(26, button), (8, 1600), (-30, 1780), (-110, _LOW, 1)]
    left = outline(
        *[(-k[0], *k[1:]) for k in edge], *low, *[(-k[0], *k[1:]) for k in reversed(trunk.side())], (-n - 50, 764)
    )
    pulls: list[list[Knot]] = [
        [(-248, 1040), (-200, 1080), (-150, 1084)], [(-236, 1370), (-150, 1440), (-24, 1462)],
        [(-240, 1500), (-150, 1490), (-30, 1474)], [(250, 1050), (210, 1090), (160, 1094)],
        [(240, 1390), (160, 1440), (50, 1462)], [(-226, 1240), (-176, 1290), (-120, 1300)],
    ]  # fmt: skip
    for front in (left, right):
        cast(painter, front, (*left, *right, *symmetric((0, 700), (140, 760), (140, 1500), (0, 1560))), cloth)
        painter.fill(front, body_tone(cloth))
        _shading(painter, front, cloth)
        folds(painter, front, cloth, pulls, 14)
        lip = moved(front, 5, 0) if front is left else moved(front, -5, 0)
        painter.fill(front, cloth.deep, alpha=0.45, blur=1.6, within=front, minus=lip)
    for side in (-1, 1):
        pocket = stroke([(side * 118, 1640), (side * 226, 1628)], [8, 8])
        painter.fill(pocket, cloth.deep, alpha=0.55, within=(*left, *right))
        painter.fill(moved(pocket, 0, -7), cloth.light, alpha=0.3, blur=1.5, within=(*left, *right))
    _lapels(painter, cloth, n, button, (*left, *right))
    painter.fill(ellipse(3, button + 6, 15), cloth.deep, alpha=0.7, blur=3)
    painter.fill(ellipse(0, button + 2, 13.5), mix(cloth.shadow, cloth.deep, 0.4))
    painter.fill(ellipse(-2, button, 11), mix(cloth.base, cloth.light, 0.3), alpha=0.5, blur=1.5)


def _lapels(painter: Painter, cloth: Cloth, n: float, button: float, fronts: Shape) -> None:
    lapel = outline(
        (-n - 30, 838, 1), (-146, 872), (-178, 892, 1), (-150, 918, 1), (-204, 936, 1), (-176, 1060), (-116, 1260),
        (-12, button - 20, 1), (-54, 1320), (-102, 1100), (-n - 42, 930),
    )  # fmt: skip
    collar = outline(
        (-n - 4, 730, 1), (-n - 44, 760), (-n - 92, 812), (-178, 894, 1), (-146, 874), (-n - 30, 842, 1), (-n - 20, 790)
    )
    for side in (1, -1):
        for piece in (lapel, collar):
            shape = piece if side == 1 else mirrored(piece)
            cast(painter, shape, fronts, cloth)
            painter.fill(shape, body_tone(cloth))
            painter.fill(shape, cloth.light, alpha=0.22 if side == 1 else 0.08, blur=1, within=shape)
            rim = moved(shape, 3.5 * side, -1.5)
            painter.fill(shape, cloth.deep, alpha=0.5, blur=1.2, within=shape, minus=rim)
    painter.fill(
        both(stroke([(-n - 10, 742), (-n - 24, 800), (-n - 36, 846)], [2, 3, 2])), cloth.deep, alpha=0.3, blur=1
    )


_STYLES: dict[DressStyle, Callable[[Painter, Dress, _Trunk], None]] = {
    DressStyle.BLAZER: _blazer,
    DressStyle.SUIT: _suit,
    DressStyle.SHIRT: _shirt,
    DressStyle.SWEATER: _sweater,
    DressStyle.TURTLENECK: _turtleneck,
    DressStyle.TEE: _tee,
    DressStyle.HOODIE: _hoodie,
    DressStyle.BLOUSE: _blouse,
}
