"""Who is around an initiative, as a map of circles: the nearer, the more influence. Plain numbers;
the template makes the SVG of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from initiatives.models import Influence, Partner, PartnerKind

# Units of the drawing; on a phone one unit is about one pixel.
WIDTH, HEIGHT = 340, 400
CENTRE_X, CENTRE_Y = WIDTH / 2, HEIGHT / 2 - 6
# For each influence: how far from the middle (across, down), and how large the circle is.
RINGS: dict[str, tuple[float, float, float]] = {
    Influence.MUCH: (72, 84, 21),
    Influence.SOME: (104, 124, 17),
    Influence.LITTLE: (122, 158, 14),
}
UNKNOWN = (122.0, 158.0, 14.0)
# With more of them the names would stand over each other; then the numbers say which is which.
MOST_NAMES = 8
MOST_SIGNS = 12
ROW = 13


@dataclass(frozen=True)
class Circle:
    number: int
    partner: Partner
    x: float
    y: float
    radius: float
    words: tuple[str, ...] = ()

    @property
    def side(self) -> str:
        return "municipality" if self.partner.kind == PartnerKind.INSIDE else "other"

    @property
    def is_known(self) -> bool:
        """Somebody of us knows somebody there."""
        return self.partner.known_by_id is not None

    @property
    def foot(self) -> float:
        """On what the number stands."""
        return round(self.y + 5, 1)

    @property
    def lines(self) -> list[tuple[float, str]]:
        """Each row of the name with how high it stands: on the side away from the middle."""
        first = self.y + self.radius + ROW
        if self.y < CENTRE_Y:
            first = self.y - self.radius - 5 - ROW * (len(self.words) - 1)
        return [(round(first + ROW * n, 1), word) for n, word in enumerate(self.words)]


@dataclass
class CircleMap:
    width: int = WIDTH
    height: int = HEIGHT
    x: float = CENTRE_X
    y: float = CENTRE_Y
    rings: list[tuple[float, float]] = field(default_factory=list)
    circles: list[Circle] = field(default_factory=list)


def draw_circles(partners: list[Partner]) -> CircleMap:
    """Each partner gets a place of its own around the middle, in the order given."""
    drawing = CircleMap(rings=[(across, down) for across, down, _size in RINGS.values()])
    has_names = len(partners) <= MOST_NAMES
    for n, partner in enumerate(partners):
        across, down, radius = RINGS.get(partner.influence, UNKNOWN)
        # The first stands at the upper right, so that nothing lies straight under the middle.
        turn = 2 * math.pi * (n + 0.5) / len(partners) - math.pi / 2
        drawing.circles.append(
            Circle(
                number=n + 1,
                partner=partner,
                x=round(CENTRE_X + across * math.cos(turn), 1),
                y=round(CENTRE_Y + down * math.sin(turn), 1),
                radius=radius,
                words=short_name(partner.name) if has_names else (),
            )
        )
    return drawing


def short_name(name: str) -> tuple[str, ...]:
    """A name in at most two rows of `MOST_SIGNS` signs; what does not fit ends in an ellipsis."""
    rows: list[str] = []
    for word in name.split():
        if rows and len(rows[-1]) + 1 + len(word) <= MOST_SIGNS:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    cut = [_cut(row) for row in rows[:2]]
    if len(rows) > 2 and not cut[1].endswith("…"):
        cut[1] = _cut(f"{cut[1]}…")
    return tuple(cut)


def _cut(row: str) -> str:
    return row if len(row) <= MOST_SIGNS else f"{row[: MOST_SIGNS - 1]}…"
