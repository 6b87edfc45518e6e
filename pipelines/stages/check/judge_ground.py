"""Rules about what surrounds the product: its colour to the last pixel, and shadows on it."""

from pipelines.channels import darkest
from pipelines.stages.check.finding import Evidence, Mark, Verdict
from pipelines.stages.check.ground_pixels import NEAR_LEVELS, GroundPixels
from pipelines.stages.check.subject import FAILS, HOLDS, Answer, Subject, percent
from pipelines.values import Box
from presets.rules import Background, Ground, VisibleShadow

# Proposals of marketplace-rules, section 0.2: JPEG coding alone may not fail an honest file
MAX_FAR_SHARE = 0.005
MAX_INEXACT_SHARE = 0.01
MAX_HALO_SHARE = 0.25
MAX_PLAIN_SPREAD = 14.0
MAX_NATURAL_SHADOW = 0.08
_VISIBLE = 3


def judge_background(rule: Background, subject: Subject) -> Answer:
    demanded = _demand(rule)
    ground = subject.picture.ground
    photographed = not ground.plain or ground.spread > MAX_PLAIN_SPREAD
    if rule.ground in (Ground.PHOTO_OR_EXACT, Ground.PHOTO_OR_PLAIN) and photographed:
        return Answer(HOLDS, "The surroundings are photographed.", demanded)
    if not ground.plain:
        measured = "The surroundings are not plain: the frame's edge shows a scene or the product itself."
        return Answer(FAILS, measured, demanded, "Cut the product out and lay it on the demanded ground.")
    if rule.ground in (Ground.PLAIN, Ground.PHOTO_OR_PLAIN):
        return _plain(subject, demanded)
    return _light(rule, subject, demanded) if rule.ground is Ground.LIGHT else _exact(rule, subject, demanded)


def _demand(rule: Background) -> str:
    colour = ", ".join(str(channel) for channel in rule.colour)
    return {
        Ground.EXACT: f"Every background pixel is exactly ({colour}).",
        Ground.LIGHT: f"A light background: every channel at least {rule.min_channel}.",
        Ground.PLAIN: "A background of one colour.",
        Ground.PHOTO_OR_EXACT: f"A photographed surrounding, or a background of exactly ({colour}).",
        Ground.PHOTO_OR_PLAIN: "A photographed surrounding, or a background of one colour.",
    }[rule.ground]


def _plain(subject: Subject, demanded: str) -> Answer:
    ground = subject.picture.ground
    measured = f"One colour, {ground.colour}, which ranges over {ground.spread:.0f} levels."
    advice = "Even out the background, or lay the cut-out product on one colour."
    return Answer(ground.spread <= MAX_PLAIN_SPREAD, measured, demanded, advice, {"spread": ground.spread})


def _light(rule: Background, subject: Subject, demanded: str) -> Answer:
    found = subject.picture.ground_against((255, 255, 255))
    dark = found.judged & (darkest(subject.picture.pixels) < rule.min_channel)
    share = float(dark.sum() / max(1, int(found.judged.sum())))
    measured = f"{percent(share)} of the background is darker than {rule.min_channel}; the darkest is {found.worst}."
    advice = "Lighten the background alone, not the product."
    return Answer(share <= MAX_FAR_SHARE, measured, demanded, advice, {"dark_share": share})


def _exact(rule: Background, subject: Subject, demanded: str) -> Answer:
    picture = subject.picture
    found = picture.ground_against(rule.colour)
    halo = picture.halo_share
    far, inexact = 1 - found.near_share, 1 - found.exact_share
    figures = {"exact_share": found.exact_share, "near_share": found.near_share, "halo_share": halo}
    measured = (
        f"{percent(found.exact_share)} of the background is exact, {percent(far)} is further off than {NEAR_LEVELS} "
        f"levels; the worst is {found.worst} at {found.worst_at}."
    )
    if halo > MAX_HALO_SHARE:
        measured += f" {percent(halo)} of the product's outline carries a pale fringe of an old backdrop."
    holds: bool | Verdict = far <= MAX_FAR_SHARE and halo <= MAX_HALO_SHARE
    if far <= MAX_FAR_SHARE and halo > MAX_HALO_SHARE and picture.is_pale:
        holds = Verdict.WARNING  # a pale product's own edge can look like a strip of an old backdrop
    if holds is True and inexact > MAX_INEXACT_SHARE:
        holds = Verdict.WARNING
    advice = (
        "Set the background, and only the background, to the exact colour; cut the outline again if it has a fringe."
    )
    return Answer(holds, measured, demanded, advice, figures, _off_evidence(found))


def _off_evidence(found: GroundPixels) -> tuple[Evidence, ...]:
    box = found.off_box()
    if box is None:
        return ()
    x, y = found.worst_at
    worst = Box(max(0, x - 12), max(0, y - 12), x + 13, y + 13)
    return (
        Evidence(Mark.GROUND, box, "background that is not exact"),
        Evidence(Mark.GROUND, worst, f"worst: {found.worst}"),
    )


def judge_visible_shadow(rule: VisibleShadow, subject: Subject) -> Answer:
    most = percent(rule.max_share) if rule.max_share else "none"
    demanded = f"Shadow or reflection on the background: {most if rule.max_share == 0 else 'at most ' + most}."
    share = subject.picture.shadow_share
    if share is None:
        return Answer(
            Verdict.ASK, "Shadows cannot be measured in a photographed scene.", demanded, "Look for yourself."
        )
    measured = f"{percent(share)} of the background is darkened by a soft shadow."
    advice = "Export the picture without a shadow."
    return Answer(share <= rule.max_share + 0.002, measured, demanded, advice, {"shadow_share": share})
