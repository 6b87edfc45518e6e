"""A finished film as it lies on disk: what its bytes say, and what is seen and heard when it is decoded."""

from dataclasses import dataclass
from fractions import Fraction

from pipelines.stages.check.source_type import SourceTag
from pipelines.values import Rgb, Size


@dataclass(frozen=True)
class Span:
    """A stretch of a film, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class PictureStream:
    """The stream of pictures, as coded.

    Attributes:
        codec, profile, pixel_format: ffmpeg's words: `h264`, `High`, `yuv420p`.
        value_range: `tv` (limited), `pc` (full), or empty where untold.
        colour: matrix, primaries and transfer, as one word where they are alike; empty where untold.
        progressive: False where it is told to be interlaced.
        square: a pixel is as wide as high.
        coded_size: before rotation.
        rotation: in degrees that a player is asked to turn the picture by.
        stamps: when each picture is shown, in seconds, in order.
        tick: the clock's step, in seconds.
    """

    codec: str
    profile: str
    pixel_format: str
    value_range: str
    colour: str
    progressive: bool
    square: bool
    coded_size: Size
    rotation: float
    stamps: tuple[Fraction, ...]
    tick: Fraction

    @property
    def size(self) -> Size:
        """As a player shows it."""
        width, height = self.coded_size
        return (height, width) if round(self.rotation / 90) % 2 else (width, height)

    @property
    def fps(self) -> Fraction:
        """Pictures a second, over all of them."""
        shown = self.stamps[-1] - self.stamps[0]
        return (len(self.stamps) - 1) / shown if shown else Fraction(0)

    @property
    def seconds(self) -> Fraction:
        """From the first picture to the end of the last, which is shown as long as one is on average."""
        return self.stamps[-1] - self.stamps[0] + (1 / self.fps if self.fps else self.tick)

    @property
    def unsteadiness(self) -> Fraction:
        """By how much the longest time between two pictures exceeds the shortest, in seconds, less the clock's step."""
        gaps = [after - before for before, after in zip(self.stamps, self.stamps[1:], strict=False)]
        return max(Fraction(0), max(gaps) - min(gaps) - self.tick) if gaps else Fraction(0)


@dataclass(frozen=True)
class SoundStream:
    """The stream of sound, decoded.

    Attributes:
        codec, profile: ffmpeg's words: `aac`, `LC`.
        language: three letters; empty where untold.
        seconds: of what is heard, priming and padding left out.
        loudness_lufs: integrated, EBU R 128; None where all of it is below the gate of -70.
        true_peak_db: the highest, over full scale.
        silences: of a second or more.
    """

    codec: str
    profile: str
    sample_rate: int
    channels: int
    language: str
    seconds: Fraction
    loudness_lufs: float | None
    true_peak_db: float
    silences: tuple[Span, ...]


@dataclass(frozen=True, eq=False)
class Still:
    """One picture of the film, small; `seconds` says when it is shown."""

    seconds: float
    pixels: Rgb


@dataclass(frozen=True)
class Bars:
    """Black bars that never show anything, as fractions of the side: two alike above and below, or left and right."""

    top_bottom: float = 0.0
    left_right: float = 0.0

    @property
    def there(self) -> bool:
        return bool(self.top_bottom or self.left_right)


@dataclass(frozen=True, eq=False)
class Seen:
    """What the pictures show.

    Attributes:
        count: how many could be decoded.
        black, frozen: stretches of half a second or more, and of two.
        stills: some pictures, evenly spread.
        complaints: lines of errors the decoder told: a damaged picture is patched from its neighbours.
    """

    count: int
    black: tuple[Span, ...]
    frozen: tuple[Span, ...]
    bars: Bars
    stills: tuple[Still, ...]
    complaints: int = 0


@dataclass(frozen=True, eq=False)
class FilmFile:
    """A film file's own facts.

    Attributes:
        name: the file's name, without its folder.
        container, promised: by magic bytes, and what the name's ending promises; None where unknown.
        index_first: None in a container without such an index.
        missing_bytes: by how much the file is shorter than it says, where it says so.
        videos, sounds, others: how many streams of each kind.
        sound: None where there is none.
        source_tag: the IPTC DigitalSourceType of its XMP.
        signed: it holds a C2PA manifest.
    """

    name: str
    byte_count: int
    sha256: str
    container: str
    promised: str | None
    index_first: bool | None
    missing_bytes: int
    videos: int
    sounds: int
    others: int
    pictures: PictureStream
    sound: SoundStream | None
    seen: Seen
    source_tag: SourceTag | None
    signed: bool

    @property
    def size(self) -> Size:
        return self.pictures.size

    @property
    def seconds(self) -> float:
        """Until both pictures and sound have ended."""
        return float(max(self.pictures.seconds, self.sound.seconds if self.sound else Fraction(0)))

    @property
    def bits_per_second(self) -> float:
        return self.byte_count * 8 / self.seconds if self.seconds else 0.0
