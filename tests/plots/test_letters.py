"""No sign is missing, on a bare machine neither; nothing is changed for other figures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.style
import pandas as pd
import pytest
from fontTools.ttLib import TTFont
from matplotlib.font_manager import findfont
from matplotlib.text import Text

from zhibiao.errors import ZhibiaoError
from zhibiao.plots import calibration, comparable_targets, measurability
from zhibiao.plots import letters as module
from zhibiao.plots.letters import FAMILY, letters_for, signs_of

ROOT = Path(__file__).resolve().parents[2]
FONT = ROOT / "toolkit/zhibiao/plots/font/ZhibiaoSansSC-Regular.ttf"


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any Chinese font of its own."""
    monkeypatch.setattr(module, "_system_families", lambda: ())


def seen_texts(figure: Any) -> Iterator[Text]:
    """The texts that are seen in a figure that was drawn."""
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            yield text


@pytest.mark.usefixtures("bare_machine")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_glyph_is_missing_on_a_bare_machine(
    make: Callable[..., Any], drawn: Callable[[Any], Any], kind: str, lang: str
) -> None:
    """Each plot is drawn without a warning, and the fonts of each text have all its signs by their own tables."""
    figure = make(kind, False, lang)
    drawn(figure)
    for text in seen_texts(figure):
        families = text.get_fontfamily()
        assert families[0] == FAMILY, text.get_text()
        has = frozenset().union(*map(signs_by_fonttools, families))
        assert [sign for sign in text.get_text() if sign not in has | {"\n"}] == [], text.get_text()


@cache
def signs_by_fonttools(family: str) -> frozenset[str]:
    """Every sign of a font by its own table, read without matplotlib."""
    path = FONT if family == FAMILY else findfont(family)
    return frozenset(map(chr, TTFont(path).getBestCmap()))


@pytest.mark.parametrize("file", ["pdf", "svg"])
def test_other_kinds_of_file_need_no_other_font(
    make: Callable[..., Any], rendered: Callable[..., bytes], file: str
) -> None:
    """A PDF holds only the outlines that it shows; an SVG is drawn without a warning as well."""
    assert len(rendered(make("mix-frame", False, "zh"), file)) < 500_000


def test_the_font_has_every_sign_of_our_data() -> None:
    """All of GB 2312, the taxonomy, the lexicons and the rows of the corpora can be drawn with our font alone."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "toolkit/zhibiao/data").rglob("*.yml")]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "corpora").rglob("*.tsv")]
    signs = {sign for text in texts for sign in text if not sign.isspace()}
    signs |= {bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFA)}
    letters_for(())
    assert signs - signs_of(FAMILY) == {
        "ﾉ",
        "‱",
    }  # a damaged cell of a real table; matplotlib's own font has the other


def test_the_font_is_small_and_says_its_licence() -> None:
    """Under 2.1 MB, quadratic outlines (a PDF then holds only what it shows), the licence beside it and inside."""
    font = TTFont(FONT)
    assert FONT.stat().st_size < 2_100_000
    assert "glyf" in font and "CFF " not in font
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("bare_machine")
def test_a_sign_that_no_font_has_is_written_as_its_code_and_noted(rendered: Callable[..., bytes]) -> None:
    """Never silently a box: the picture shows the code, and `notes` says it in both languages."""
    frame = pd.DataFrame({"org": ["𠮷林镇$政府$"], "target_tier": ["vague"]})
    figure = measurability(frame, by="org")
    assert [text.get_text() for text in figure.axes[0].get_yticklabels()] == ["[U+20BB7]林镇＄政府＄"]
    assert [(note.code, note.place) for note in figure.notes] == [("PL03", "𠮷 (U+20BB7)")]
    assert "U+20BB7" in figure.notes[0].zh and "U+20BB7" in figure.notes[0].en
    assert rendered(figure)


def test_a_font_of_the_machine_helps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What our font lacks is drawn with one of the machine that has it, and nothing is noted."""
    monkeypatch.setattr(module, "_system_families", lambda: ("STIXGeneral",))
    letters = letters_for(["满意度 \U0001d508"])
    assert letters.families == (FAMILY, "STIXGeneral")
    assert not letters.missing


def test_matplotlib_is_left_as_it_was(rendered: Callable[..., bytes]) -> None:
    """No setting is changed by making a picture or by drawing it."""
    before = dict(matplotlib.rcParams)
    rendered(comparable_targets([1, 2, 3, 4], 2, unit="次"))
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize("some", ["bodies", "mix-frame", "comparable"])
def test_a_style_of_the_user_changes_nothing(
    make: Callable[..., Any], rendered: Callable[..., bytes], some: str
) -> None:
    """The same bytes under a dark style and another font."""
    plain = rendered(make(some, False, "zh"))
    with matplotlib.style.context("dark_background"), matplotlib.rc_context({"font.family": "serif"}):
        assert rendered(make(some, False, "zh")) == plain


def test_pyplot_is_not_imported() -> None:
    """Plots need no state and no display."""
    code = (
        "import sys; from zhibiao.plots import comparable_targets; comparable_targets([1, 2])._repr_png_(); "
        "print('matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_notebook_shows_the_picture() -> None:
    """A figure gives a notebook its PNG, the same bytes each time."""
    figure = calibration([0.5, 0.9], [False, True])
    assert figure._repr_png_().startswith(b"\x89PNG")
    assert figure._repr_png_() == figure._repr_png_()


def test_without_matplotlib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare installation says what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(ZhibiaoError) as error:
        calibration([0.5], [True])
    assert error.value.code == "CF04"
    assert "zhibiao[plot]" in str(error.value)
