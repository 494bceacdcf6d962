"""What all plots share: size, letters, colours that differ in grey as well, and what stands beside the axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from zhibiao.plots.letters import Letters, letters_for
from zhibiao.taxonomy import load_yaml

if TYPE_CHECKING:
    from zhibiao.plots.picture import Picture

_STYLE = (
    "axes.",
    "boxplot.",
    "errorbar.",
    "figure.",
    "font.",
    "grid.",
    "hatch.",
    "legend.",
    "lines.",
    "markers.",
    "mathtext.",
    "patch.",
    "scatter.",
    "text.",
    "xtick.",
    "ytick.",
)
WIDTH = 7.2  # inches: the text of an A4 page with narrow margins
DARK, MIDDLE, LIGHT, ORANGE, GREY, RULE, INK = (
    "#1d4e79",
    "#5b8fbf",
    "#b3cfe6",
    "#f2a65a",
    "#8a8a8a",
    "#e3e3e3",
    "#222222",
)


def word(key: str, lang: str = "zh", **values: object) -> str:
    """A text of data/lexicon/plots.yml in `lang` (zh or en), its places filled.

    Raises KeyError for an unknown key or language.

    >>> word("others", n=3), word("others", "en", n=3)
    ('其他（3 个）', 'others (3)')
    """
    text: str = load_yaml("lexicon/plots.yml")[key][lang]
    return text.format(**values)


def new_picture(width: float, height: float) -> Picture:
    """An empty picture of so many inches.

    Raises ZhibiaoError CF04 without matplotlib.
    """
    letters_for(())
    from zhibiao.plots.picture import Picture

    return Picture(figsize=(width, height), dpi=110, layout="constrained", facecolor="#ffffff")


@contextmanager
def lettering(picture: Picture, texts: Iterable[str] = ()) -> Iterator[Letters]:
    """While it lasts, axes of `picture` are made with our fonts; afterwards matplotlib's settings are as before.

    `texts` are those of the data: they decide whether another font is needed. Signs that no font has are
    noted in `picture.notes`.
    """
    import matplotlib

    letters = letters_for(texts)
    picture.notes = letters.notes()
    families = list(letters.families)
    settings: dict[Any, Any] = _own_settings() | {
        "font.family": families,
        "font.size": 9,
        "axes.titlesize": 10.5,
        "axes.edgecolor": GREY,
        "axes.linewidth": 0.8,
        "axes.axisbelow": True,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "hatch.linewidth": 0.6,
        "legend.frameon": False,
        "text.usetex": False,
    }
    with matplotlib.rc_context(settings):
        yield letters
    for axes in picture.axes:
        axes.tick_params(labelfontfamily=families)  # ticks that are made when it is drawn


def _own_settings() -> dict[Any, Any]:
    """What matplotlib comes with, whatever style its user has chosen: dark text on a dark page cannot be read."""
    import matplotlib

    return {key: value for key, value in matplotlib.rcParamsDefault.items() if key.startswith(_STYLE)}


def bare(axes: Any, *sides: str) -> None:
    """Without the frame on these sides (top and right where none is named)."""
    axes.spines[list(sides or ("top", "right"))].set_visible(False)
