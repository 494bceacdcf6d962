"""A table of real rows with repeats, and what `tag` says of it."""

from __future__ import annotations

import pandas as pd
import pytest

import zhibiao
from zhibiao.bulk import tag_files
from zhibiao.frame_files import read_frame
from zhibiao.learn.corpus import read_corpora

HEADER = ("编号", "二级指标", "三级指标", "年度指标值", "计量单位", "备注")


@pytest.fixture(scope="session")
def frame(root) -> pd.DataFrame:
    """Forty real rows, each three times, with cells that want quotation marks."""
    rows = [row for row in read_corpora(root / "corpora") if row.origin == "real"][:40] * 3
    lines = [
        (f"{at:03d}", row.level2, row.name, row.target, row.unit, ("", "1e5", '甲,"乙"', "两\n行")[at % 4])
        for at, row in enumerate(rows)
    ]
    return pd.DataFrame(lines, columns=HEADER, dtype=str).sample(frac=1, random_state=1, ignore_index=True)


@pytest.fixture(scope="session")
def tagged(frame) -> pd.DataFrame:
    """The rows of `frame` with everything that is added, by the function for frames."""
    return zhibiao.tag(frame)


@pytest.fixture
def table(frame, tmp_path):
    """The rows as a csv."""
    path = tmp_path / "in.csv"
    path.write_text(frame.to_csv(index=False), encoding="utf-8")
    return path


@pytest.fixture
def read_back(tmp_path):
    """Runs `tag_files` without findings, which is quicker, and gives the rows of its output as texts."""

    def run(*contents: bytes | str, **options) -> pd.DataFrame:
        paths = []
        for number, content in enumerate(contents):
            paths.append(tmp_path / f"{number}{options.get('suffix', '.csv')}")
            paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
        options.pop("suffix", None)
        out = tmp_path / "out.csv"
        tag_files(paths, out, findings=False, force=True, **options)
        return read_frame(out)

    return run
