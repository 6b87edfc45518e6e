"""Ways in which a seller's room is lit."""

from benchmarks.cutout.render.stage import Lamp, Light, Window

_WARM, _COLD, _DAY = "#ffdcae", "#dfeaff", "#f3f6ff"

LIGHTS: dict[str, Light] = {
    "window left": Light(0.45, "#e6e0d6", (Window(275, 28, 50, 44, 16, _DAY), Window(215, 25, 24, 40, 3, _DAY, 1))),
    "window right": Light(0.45, "#e6e0d6", (Window(95, 30, 52, 42, 15, _DAY), Window(160, 25, 20, 40, 3, _DAY, 1))),
    "soft": Light(
        0.8,
        "#f2efea",
        (
            Window(180, 70, 150, 40, 5, "#ffffff", 1),
            Window(270, 35, 60, 50, 5, _DAY, 1),
            Window(90, 35, 60, 50, 4, _DAY, 1),
        ),
    ),
    "hard sun": Light(0.35, "#dfe4ee", (Window(200, 30, 60, 40, 2, _COLD),), (Lamp(252, 30, 0.22, 5.0, "#ffe9c8", 8),)),
    "hard lamp": Light(0.28, "#e8ddcc", (Window(120, 20, 30, 30, 2, _WARM),), (Lamp(98, 34, 0.35, 4.5, "#ffe2b8", 6),)),
    "two lamps": Light(
        0.35, "#e8e2d8", (), (Lamp(235, 38, 1.3, 3.2, "#fff3e2", 5), Lamp(120, 35, 1.3, 1.9, "#fff3e2", 5))
    ),
    "evening": Light(0.22, "#e8d9c4", (Window(285, 20, 30, 34, 3, _COLD),), (Lamp(140, 55, 1.1, 2.6, _WARM, 5),)),
    "strip": Light(
        0.12,
        "#8d939c",
        (
            Window(262, 25, 16, 80, 14, "#ffffff", 1),
            Window(100, 25, 12, 80, 8, "#ffffff", 1),
            Window(180, 78, 90, 20, 4, "#ffffff", 1),
        ),
    ),
}
