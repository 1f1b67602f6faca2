"""A data_visualization block as a drawing: where bars, lines and slices stand, and the figures as a table."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.records import Json

WIDTH, HEIGHT, FOOT = 600, 220, 24
KINDS = frozenset({"bar", "line", "area", "pie"})
GAP = 0.25  # of a category's width, between two groups of bars
HALF = 0.5
NARROW = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Shape:
    """One thing to draw: a path with the number of its series and the words that tell it."""

    path: str
    series: int
    words: str
    filled: bool = True


@dataclass(frozen=True)
class Chart:
    """A chart ready for the template; `rows` are its figures, the head first."""

    title: str
    kind: str
    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    shapes: Sequence[Shape]
    labels: Sequence[tuple[float, str]] = field(default_factory=tuple)
    zero: float = HEIGHT


def chart(block: Mapping[str, object]) -> Chart | None:
    """Draw a data_visualization block (docs.slack.dev, Data visualization); None when it has not that shape."""
    try:
        told = block["chart"]
        title = str(block.get("title") or "")
        if not isinstance(told, dict) or told["type"] not in KINDS or not (told.get("series") or told.get("segments")):
            return None
        return _pie(title, told) if told["type"] == "pie" else _plot(title, told)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError):
        return None


def _figure(value: float) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", NARROW).replace(".", ",")


def _pie(title: str, told: Json) -> Chart:
    segments = [(str(one["label"]), float(one["value"])) for one in told["segments"]]
    whole = sum(value for _, value in segments)
    shapes, at = [], 0.0
    for n, (label, value) in enumerate(segments):
        share = value / whole
        shapes.append(
            Shape(_slice(at, share), n, f"{label} : {_figure(value)} ({share:.0%})".replace("%", f"{NARROW}%"))
        )
        at += share
    rows = [("", "Valeur"), *((label, _figure(value)) for label, value in segments)]
    return Chart(title, "pie", [label for label, _ in segments], rows, shapes)


def _slice(start: float, share: float) -> str:
    radius, x, y = HEIGHT / 2, HEIGHT / 2, HEIGHT / 2
    if share >= 1:
        return f"M{x} {y - radius}a{radius} {radius} 0 1 1 -.01 0z"
    ends = [
        (x + radius * math.sin(math.tau * at), y - radius * math.cos(math.tau * at)) for at in (start, start + share)
    ]
    (x1, y1), (x2, y2) = ends
    return f"M{x} {y}L{x1:.1f} {y1:.1f}A{radius} {radius} 0 {int(share > HALF)} 1 {x2:.1f} {y2:.1f}z"


def _plot(title: str, told: Json) -> Chart:
    categories = [str(one) for one in told["axis_config"]["categories"]]
    series = [(str(one["name"]), _values(one["data"], categories)) for one in told["series"]]
    scale = _Scale.of([value for _, values in series for value in values], len(categories))
    draw = _bars if told["type"] == "bar" else _line
    shapes = [shape for n in range(len(series)) for shape in draw(told["type"], scale, series, categories, n)]
    rows = [("", *(name for name, _ in series))]
    rows += [(label, *(_figure(values[n]) for _, values in series)) for n, label in enumerate(categories)]
    labels = [(scale.middle(n), label) for n, label in enumerate(categories)]
    return Chart(title, str(told["type"]), [name for name, _ in series], rows, shapes, labels, scale.y(0))


def _values(data: Iterable[Json], categories: Sequence[str]) -> list[float]:
    known = {str(one["label"]): float(one["value"]) for one in data}
    return [known[label] for label in categories]


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    step: float

    @classmethod
    def of(cls, values: Sequence[float], count: int) -> "_Scale":
        low, high = min(0.0, *values), max(0.0, *values)
        return cls(low, high if high > low else low + 1, WIDTH / count)

    def middle(self, n: int) -> float:
        return round(self.step * (n + HALF), 1)

    def y(self, value: float) -> float:
        return round((HEIGHT - FOOT) * (self.high - value) / (self.high - self.low), 1)


Series = Sequence[tuple[str, Sequence[float]]]


def _bars(_kind: str, scale: _Scale, series: Series, categories: Sequence[str], n: int) -> list[Shape]:
    name, values = series[n]
    width = scale.step * (1 - GAP) / len(series)
    shapes = []
    for at, value in enumerate(values):
        left = scale.step * (at + GAP / 2) + width * n
        path = f"M{left:.1f} {scale.y(0)}V{scale.y(value)}h{width:.1f}V{scale.y(0)}z"
        shapes.append(Shape(path, n, f"{name}, {categories[at]} : {_figure(value)}"))
    return shapes


def _line(kind: str, scale: _Scale, series: Series, categories: Sequence[str], n: int) -> list[Shape]:
    name, values = series[n]
    path = "M" + "L".join(f"{scale.middle(at)} {scale.y(value)}" for at, value in enumerate(values))
    words = f"{name} : " + ", ".join(
        f"{label} {_figure(value)}" for label, value in zip(categories, values, strict=True)
    )
    under = f"L{scale.middle(len(values) - 1)} {scale.y(0)}L{scale.middle(0)} {scale.y(0)}z"
    areas = [Shape(path + under, n, words)] if kind == "area" else []
    return [*areas, Shape(path, n, words, filled=False)]
