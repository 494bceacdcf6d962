"""Pictures of every kind with few and with many groups, in both languages, and what the tests look at in them."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from zhibiao import find_targets, review
from zhibiao.plots import (
    calibration,
    category_mix,
    comparable_targets,
    coverage_matrix,
    coverage_precision,
    measurability,
)
from zhibiao.records import TIERS, Clause, Document, Indicator, Table
from zhibiao.taxonomy.entries import categories

BODIES = (
    "南片民政局",
    "老城区教育局",
    "街道办事处（含社区服务中心及下属事业单位）",
    "Bureau of water & soil",
    "水利局",
)
Make = Callable[[str], Any]


def made_up(bodies: int, count: int) -> pd.DataFrame:
    """A made-up tagged frame: `count` rows of so many bodies over ten years."""
    draw = random.Random(bodies)  # noqa: S311 - made-up rows, no secret
    names = [f"{BODIES[at % len(BODIES)]}{at // len(BODIES) or ''}" for at in range(bodies)]
    codes = [category.code for category in categories()]
    return pd.DataFrame(
        {
            "org": [names[at % bodies] for at in range(count)],
            "year": [str(draw.randint(2014, 2023)) for _ in range(count)],
            "target_tier": draw.choices(TIERS, (60, 20, 3, 14, 3), k=count),
            "category": draw.choices(codes, k=count),
        }
    )


def document(many: bool) -> Document:
    """A goal table with goals that rows answer in every way, and goals that none answers."""
    more = 30 if many else 1
    goals = ["引进企业120家以上，举办推介会2次，培训干部300人次，走访企业45家，新增就业700人"]
    goals += [f"采购第{at}批救护车{at + 20}辆" for at in range(more)]
    pairs = [
        ("引进企业数", "120家"),
        ("培训干部人次", "≥300人次"),
        ("走访企业家数", "≥40家"),
        ("举办推介会次数", "按期完成"),
    ]
    pairs += [(f"第{at}批救护车采购及配套急救设备数量", f"≥{at + 20}辆") for at in range(0, more, 2)]
    pairs += [("经费保障及时性", "及时")]
    clauses = [
        Clause(text=text, section="年度目标", role="goal", targets=find_targets(text)) for text in goals
    ]
    clauses.append(Clause(text="加强队伍建设", section="任务", role="task"))
    rows = [Indicator(name=name, target=target, row=at) for at, (name, target) in enumerate(pairs, start=1)]
    table = Table(name="t", indicators=tuple(rows), clauses=tuple(clauses), year="2024")
    return Document(source="t.txt", format="text", tables=(table,))


@pytest.fixture(scope="session")
def reviews() -> dict[bool, Any]:
    """Reviews of a short and of a long table with goals."""
    return {many: review(document(many), suggestions=False) for many in (False, True)}


def made_up_confidences(count: int) -> tuple[list[float], list[bool]]:
    """Made-up confidences, and whether the labels were right."""
    draw = random.Random(1)  # noqa: S311 - made-up rows, no secret
    confidences = [draw.random() ** 0.3 for _ in range(count)]
    return confidences, [draw.random() < one for one in confidences]


def amounts(count: int) -> list[float]:
    """Made-up amounts of very different size."""
    draw = random.Random(2)  # noqa: S311 - made-up rows, no secret
    return [round(draw.lognormvariate(4, 1.2)) + 1.0 for _ in range(count)]


KINDS = (
    "bodies",
    "years",
    "bodies-years",
    "years-bodies",
    "mix",
    "mix-frame",
    "matrix",
    "matrix-all",
    "calibration",
    "precision",
    "comparable",
    "comparable-outside",
)


@pytest.fixture(scope="session")
def make(reviews: dict[bool, Any]) -> Callable[[str, bool, str], Any]:
    """(kind, many groups, language) -> a picture."""
    few, lot = made_up(3, 60), made_up(30, 1500)

    def one(kind: str, many: bool, lang: str) -> Any:
        frame = lot if many else few
        number = 300 if many else 3
        name = "完成招商引资推介活动参加企业数量和培训人员数量" if many else "培训人次"
        makers: dict[str, Callable[[], Any]] = {
            "bodies": lambda: measurability(frame, by="org", lang=lang),
            "years": lambda: measurability(frame, by="year", lang=lang),
            "bodies-years": lambda: measurability(frame, by=["org", "year"], lang=lang),
            "years-bodies": lambda: measurability(frame, by=["year", "org"], lang=lang, most=6),
            "mix": lambda: category_mix(frame, lang=lang),
            "mix-frame": lambda: category_mix(frame.head(400 if many else 4), profile="chongqing", lang=lang),
            "matrix": lambda: coverage_matrix(reviews[many], lang=lang),
            "matrix-all": lambda: coverage_matrix(reviews[many], lang=lang, everything=True),
            "calibration": lambda: calibration(*made_up_confidences(number), lang=lang),
            "precision": lambda: coverage_precision(*made_up_confidences(number), lang=lang, threshold=0.8),
            "comparable": lambda: comparable_targets(
                [90, 95, 95, 98] * (number // 3), 92, unit="%", lang=lang
            ),
            "comparable-outside": lambda: comparable_targets(
                amounts(number), 9000, unit="人次", name=name, lang=lang
            ),
        }
        return makers[kind]()

    return one


def as_file(figure: Any, kind: str = "png") -> bytes:
    """The file of a figure; what matplotlib warns of (a missing glyph, a squeezed layout) is an error."""
    out = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(out, format=kind)
    return out.getvalue()


def draw(figure: Any) -> Any:
    """Draw a figure as for a PNG, warnings are errors; gives the renderer that measured its texts."""
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        canvas.draw()
    return canvas.get_renderer()


@pytest.fixture(scope="session")
def rendered() -> Callable[..., bytes]:
    """(figure, kind of file) -> its bytes; see `as_file`."""
    return as_file


@pytest.fixture(scope="session")
def drawn() -> Callable[[Any], Any]:
    """A figure -> the renderer that drew it; see `draw`."""
    return draw


@pytest.fixture(scope="session")
def rows() -> Callable[[int, int], pd.DataFrame]:
    """(bodies, rows) -> a made-up tagged frame."""
    return made_up


@pytest.fixture(scope="session")
def sure() -> Callable[[int], tuple[list[float], list[bool]]]:
    """A number of rows -> made-up confidences, and whether the labels were right."""
    return made_up_confidences


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `kind` runs for each kind of picture."""
    if "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", KINDS)
