"""Options that several commands share."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from studio.number_range import NumberRange

Command = TypeVar("Command", bound=Callable[..., Any])


def photo_options(command: Command) -> Command:
    """Add PHOTO... and --out."""
    decorators = (
        click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PHOTO..."),
        click.option(
            "--out",
            type=click.Path(file_okay=False, path_type=Path),
            default=Path("out"),
            show_default=True,
            help="Folder of the results.",
        ),
    )
    return _applied(command, decorators)


def cutout_options(flag: str) -> Callable[[Command], Command]:
    """Return what adds the choice of the cutout engine, under the name `flag`, and --touchup."""
    decorators = (
        click.option(
            flag,
            "cutout",
            default="auto",
            show_default=True,
            metavar="ENGINE",
            help="Cutout engine, with options as ENGINE:option=value; see 'studio engines list'.",
        ),
        click.option(
            "--touchup",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            metavar="FILE",
            help="JSON with a box, keep and drop strokes, and an edge shift.",
        ),
    )
    return lambda command: _applied(command, decorators)


def product_options(command: Command) -> Command:
    """Add PHOTO..., --out, --product, --preset, --sku and --choose; each photo is a product unless said otherwise."""
    return grouped_options("photo")(command)


def grouped_options(grouping: str) -> Callable[[Command], Command]:
    """Return what adds the options of products, --product being `grouping` where nothing is said."""
    decorators = (
        photo_options,
        click.option(
            "--product",
            type=click.Choice(["photo", "folder", "all"]),
            default=grouping,
            show_default=True,
            help="Which photos show one product: each its own, those of a folder, or all.",
        ),
        click.option(
            "--preset",
            "-p",
            multiple=True,
            required=True,
            metavar="ID",
            help="A marketplace; give several at will.",
        ),
        click.option("--name", help="What outputs are called; else as the photo or folder is (one product only)."),
        click.option("--sku", help="Name files by the marketplace's scheme with this SKU (one product only)."),
        click.option(
            "--choose", type=click.Path(path_type=Path), metavar="PHOTO", help="The photo to take of a product's."
        ),
    )
    return lambda command: _applied(command, decorators)


def finishing_options(command: Command) -> Command:
    """Add what every picture of a product takes: enlarging, straightening, tone, names, signing, output."""
    pem = click.Path(exists=True, path_type=Path)
    decorators = (
        click.option(
            "--max-enlargement",
            type=NumberRange(1, 4),
            default=1.5,
            show_default=True,
            help="How far a photo with few pixels may be enlarged.",
        ),
        click.option("--straighten", is_flag=True, help="Turn a tilted product upright."),
        click.option("--tone", is_flag=True, help="Apply the exposure and white balance that the backdrop suggests."),
        click.option("--insist", is_flag=True, help="Go on where we would refuse and a person may know better."),
        click.option("--creator", help="Name the photographer in the metadata."),
        click.option("--credit", help="Name whom to credit in the metadata."),
        click.option(
            "--sign",
            type=(pem, pem),
            metavar="CHAIN KEY",
            help="Sign with Content Credentials: your certificate chain and its key, PEM files.",
        ),
        click.option("--strict", is_flag=True, help="Warnings count as broken rules."),
        click.option("--json", "as_json", is_flag=True, help="One JSON record a picture on stdout."),
    )
    return _applied(command, decorators)


def place_options(command: Command) -> Command:
    """Add where the product stands, how large it is, and how the place is dressed."""
    return _applied(command, (*_WHERE, *_HOW, *_DRESSED))


def film_options(command: Command) -> Command:
    """Add what is said, by whom, and how the film looks."""
    return _applied(command, (*_SAID, *_PRESENTED, *_SHOT))


def clip_options(command: Command) -> Command:
    """Add the languages of a film in which nobody speaks, and how it looks."""
    return _applied(command, (*_CLIP, *_SHOT))


def kit_options(command: Command) -> Command:
    """Add facts, languages, and what a kit is to hold."""
    return _applied(command, _KIT)


def infographic_options(command: Command) -> Command:
    """Add facts, pages, languages, the brand, and where points are on the product."""
    return _applied(command, _PAGES)


UNDERSTAND = click.option(
    "--understand",
    default="auto",
    show_default=True,
    metavar="ENGINE",
    help="What looks at the photo: measured, or vlm, a network that sees; auto: vlm where its weights are here.",
)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ELEVATION = click.option(
    "--elevation",
    type=NumberRange(0, 90),
    metavar="DEGREES",
    help="How far the photo looks down on the product; else estimated.",
)
_COMPARE = click.option(
    "--compare",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Another product of yours, with its photos and facts, to be shown beside it; give several at will.",
)
_MOTION = click.option(
    "--motion",
    metavar="ENGINE",
    help="A network that brings a clip's pictures into motion, on a GPU: wan. Its product is held against the photo in "
    "every frame. Without: the camera moves over the pictures.",
)
_PAGES = (
    click.option("--facts", type=_FILE, help="The product's facts; else product.toml in its photos' folder."),
    click.option(
        "--page",
        multiple=True,
        metavar="ID",
        help="A page; give several at will, a picture each.  [default: dimensions]",
    ),
    click.option("--language", "-l", multiple=True, metavar="TAG", help="A picture in it; else in the facts' own."),
    click.option("--brand", type=_FILE, help="Your brand; else brand.toml beside the photos, or a folder above."),
    click.option(
        "--spot",
        multiple=True,
        metavar="NUMBER=X,Y",
        help="Which part of the product a point is about, in shares of its width and height, for the page 'callouts'.",
    ),
    _COMPARE,
    click.option("--long-page", is_flag=True, help="One long page too: an HTML file a language, beside its pictures."),
)
_SAID = (
    click.option(
        "--script",
        multiple=True,
        metavar="[TAG=]FILE",
        help="What is said: a text file; with a language's tag before it, that language's. Without: from --facts.",
    ),
    click.option("--language", "-l", multiple=True, metavar="TAG", help="A film in it; give several at will."),
    click.option(
        "--about",
        type=click.Choice(["story", "shop", "factory"]),
        help="Tell of your house instead: --facts is its brand.toml, and its photos are shown as they are.",
    ),
    click.option("--presenter", default="maya", show_default=True, metavar="ID", help="Who speaks."),
    click.option("--portrait", type=_FILE, help="A photo of somebody who speaks instead; only with --consent."),
    click.option("--consent", is_flag=True, help="State that the person in the portrait agrees; it is recorded."),
    click.option(
        "--avatar",
        default="auto",
        show_default=True,
        metavar="ENGINE",
        help="What makes them speak, with options as ENGINE:option=value; see 'studio engines list'.",
    ),
    click.option(
        "--voice",
        multiple=True,
        metavar="[TAG=]NAME",
        help="A voice, 'studio voices' lists them; else the best that suits the presenter.",
    ),
    click.option(
        "--recording",
        multiple=True,
        metavar="[TAG=]FILE",
        help="Your own recording of the script, instead of a voice: any sound file.",
    ),
    click.option("--speed", default=1.0, show_default=True, type=NumberRange(0.5, 2.0), help="Of speech."),
    click.option("--say", multiple=True, metavar="NAME=SOUND", help="How a name is pronounced, spelled as it sounds."),
    click.option("--estimate", is_flag=True, help="Only say how long the films will be."),
)
_KIT = (
    click.option("--facts", type=_FILE, help="The product's facts; else product.toml in the folder of its photos."),
    click.option(
        "--language", "-l", multiple=True, metavar="TAG", help="Of words, pages and films; else the facts' own."
    ),
    click.option(
        "--piece",
        multiple=True,
        type=click.Choice(["main", "scenes", "pages", "words", "clips", "films"]),
        help="Make only this part of the kit; give several at will. Words are in every kit.  [default: all]",
    ),
    click.option("--scene", multiple=True, metavar="ID", help="Where the product stands.  [default: auto]"),
    click.option(
        "--count", type=click.IntRange(1, 40), default=2, show_default=True, help="Pictures in places, a marketplace."
    ),
    click.option("--brand", type=_FILE, help="Your brand: colours, logo; else brand.toml beside or above the facts."),
    click.option("--music", type=_FILE, help="A sound file of yours, under the films."),
    click.option("--presenter", default="maya", show_default=True, metavar="ID", help="Who speaks in films."),
    _MOTION,
    _COMPARE,
    UNDERSTAND,
    click.option(
        "--premium", is_flag=True, help="Modules of Premium A+ and its like, instead of those all sellers have."
    ),
    click.option("--base-url", metavar="URL", help="Where your shop will show the pictures; feeds name them there."),
    click.option(
        "--past", type=_FILE, metavar="CSV", help="Your results: text or image or both, impressions, clicks; language."
    ),
    click.option(
        "--page-url", metavar="URL", help="The product's page, for feeds; {language} and {market} may stand in it."
    ),
    click.option(
        "--availability",
        type=click.Choice(["in_stock", "out_of_stock", "preorder", "backorder"]),
        help="Whether it can be had, for feeds; left out where you do not say it.",
    ),
    click.option(
        "--available-on",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="From which day what is ordered ahead is sent, as 2026-12-24.",
    ),
    click.option(
        "--condition",
        type=click.Choice(["new", "refurbished", "used"]),
        help="In which state it is, for feeds; left out where you do not say it.",
    ),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Same seed, same kit."),
)
_CLIP = (
    click.option("--language", "-l", multiple=True, metavar="TAG", help="A film in it; give several at will."),
    click.option("--template", default="parade", show_default=True, metavar="ID", help="The film's look."),
    _MOTION,
)
_PRESENTED = (
    click.option(
        "--template",
        default="showroom",
        show_default=True,
        metavar="ID",
        help="The film's look: showroom (the presenter before the place) or spotlight (the product fills the frame).",
    ),
    click.option(
        "--side",
        type=click.Choice(["left", "right"]),
        help="Where the presenter stands; else as the template has it, mirrored for what is read from the right.",
    ),
)
_SHOT = (
    click.option(
        "--facts",
        type=_FILE,
        help="TOML: a table for each language, with name, size, price, lines, action: all that the film may claim.",
    ),
    click.option(
        "--aspect",
        type=click.Choice(["9:16", "4:5", "1:1", "16:9"]),
        help="Its shape; else the first that the marketplace takes.",
    ),
    click.option(
        "--scene", default="auto", show_default=True, metavar="ID", help="A place; 'plain'; or 'photos' alone."
    ),
    click.option("--height-cm", type=NumberRange(0.2, 400), help="The product's true height."),
    _ELEVATION,
    click.option("--brand", metavar="#HEX", help="Your brand's colour, for numbers and the call to act."),
    click.option("--logo", type=_FILE, help="Your logo, for the end card, where the marketplace takes one."),
    click.option("--music", type=_FILE, help="A sound file of yours, under the speech where somebody speaks."),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Same seed, same film."),
    click.option("--redraw", is_flag=True, help="Draw films anew that are there already, made of the same."),
)
_WHERE = (
    click.option(
        "--scene",
        multiple=True,
        metavar="ID",
        help="A scene, or 'auto'; several make the set one of the things that vary.  [default: auto]",
    ),
    click.option("--season", metavar="NAME", help="The season or feast whose scenes 'auto' takes; else today's."),
    click.option(
        "--backdrop",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="PHOTO",
        help="A photo of yours as the place, instead of a scene.",
    ),
    click.option(
        "--horizon",
        type=NumberRange(-2, 0.95),
        metavar="SHARE",
        help="Eye level in the backdrop, as a share of its height from the top; else as the product's photo looks.",
    ),
    click.option("--ground", metavar="X,Y", help="Where the product stands in the backdrop, as shares.  [0.5,0.8]"),
    click.option("--ground-width-cm", type=NumberRange(1, 2000), help="What the backdrop's width spans at that place."),
    click.option(
        "--light-from",
        type=click.Choice(["left", "right", "back"]),
        help="Where the backdrop's light comes from; else as on the product.",
    ),
)
_HOW = (
    click.option(
        "--height-cm",
        type=NumberRange(0.2, 400),
        help="The product's true height (lying: its length). Without it, that of things of its shape.",
    ),
    click.option(
        "--stance",
        type=click.Choice(["standing", "lying", "hanging", "leaning"]),
        help="How it is held; else standing, or lying in a photo from above.",
    ),
    _ELEVATION,
    click.option(
        "--spot",
        type=click.Choice(["centre", "left", "right"]),
        default="centre",
        show_default=True,
        help="In the middle of the frame, or on one of its thirds.",
    ),
    click.option("--foot", metavar="X,Y", help="Where in the frame the product stands, as shares; else by --spot."),
    click.option(
        "--share", type=NumberRange(0.05, 0.95), help="Of the frame that the product takes; the camera comes closer."
    ),
    click.option(
        "--keep-out",
        multiple=True,
        metavar="L,T,R,B",
        help="Room for text that the product leaves free: left, top, right, bottom as shares of the frame.",
    ),
    click.option("--count", type=click.IntRange(1, 40), default=1, show_default=True, help="Pictures for each slot."),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Same seed, same pictures."),
)
_DRESSED = (
    click.option("--palette", metavar="NAME", help="One of the scene's palettes; see 'studio scenes show ID'."),
    click.option("--tint", multiple=True, metavar="MATERIAL=#HEX", help="Another colour for one of its materials."),
    click.option("--brand", metavar="#HEX", help="Your brand's colour, for cloth, walls, paper and paint."),
    click.option(
        "--light",
        type=click.Choice(["as-set", "soft", "crisp", "warm", "cool"]),
        default="as-set",
        show_default=True,
        help="The balance of the scene's light.",
    ),
    click.option("--mirror/--no-mirror", default=None, help="Flip the scene; else where the product's light asks."),
    click.option(
        "--relight",
        type=NumberRange(0, 1),
        default=0.0,
        show_default=True,
        help="How far the place's light shades the product. At 0 every byte of it stays the photograph's.",
    ),
    click.option("--words", default="", help="What you say of the place, for engines that paint."),
    click.option("--market", multiple=True, metavar="CC", help="A country the pictures are for, as ISO code."),
)


def _applied(command: Command, decorators: Sequence[Callable[[Command], Command]]) -> Command:
    for decorate in reversed(decorators):
        command = decorate(command)
    return command
