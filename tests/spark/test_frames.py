"""On a cluster: the labels of one machine, each distinct row judged once, also when workers die."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

import zhibiao
import zhibiao.spark
from zhibiao.errors import ZhibiaoError
from zhibiao.schema import added
from zhibiao.tag import find_columns, texts

pytestmark = [  # PySpark 4 works with pandas 3, but says much about it
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
]


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of `frame` in one order, missing values all alike."""
    ordered = frame.sort_values("number", ignore_index=True).astype(object)
    return ordered.where(ordered.notna(), None).map(lambda v: tuple(v) if hasattr(v, "tolist") else v)


def alone(frame: pd.DataFrame, **options) -> pd.DataFrame:
    """What one machine says, with the name that Spark gives to the added column it cannot tell from `Category`."""
    return zhibiao.tag(frame, **options).rename(columns={"category": "category_zhibiao"})


def test_the_labels_are_those_of_one_machine(spark, rows, judged):
    """Missing cells, repeated rows, columns of all types: every value as in a pandas frame, each key judged once."""
    df = spark.read.parquet(str(rows))
    tagged = zhibiao.spark.tag(df)
    assert (
        tagged.columns[: len(df.columns)] == df.columns and tagged.schema[: len(df.columns)] == df.schema[:]
    )
    pd.testing.assert_frame_equal(plain(tagged.toPandas()), plain(alone(df.toPandas())))
    frame = df.toPandas()
    keys = set(zip(*(texts(frame[name]) for name in ("三级指标", "指标值", "计量单位")), strict=True))
    assert Counter(judged()) == dict.fromkeys(keys, 1)


def test_numbers_and_dates_are_the_same_texts(spark, rows, judged):
    """Columns of other types are read as `tag.texts` reads them, a missing value as an empty one."""
    fields = {"target": "real", "unit": "whole", "level1": "exact", "level2": "day", "explanation": "truth"}
    df = spark.read.parquet(str(rows)).select("number", "三级指标", *fields.values()).limit(1000)
    frame = df.toPandas()
    tagged = zhibiao.spark.tag(df, columns=fields, findings=False).toPandas()
    pd.testing.assert_frame_equal(plain(tagged), plain(zhibiao.tag(frame, columns=fields, findings=False)))
    read = find_columns(df.columns, fields).values()
    keys = set(zip(*(texts(frame[name]) for name in read), strict=True))
    assert Counter(judged()) == dict.fromkeys(keys, 1)


def test_years_on_which_nothing_depends_are_one_key(spark, rows, judged):
    """Without suggestions a row of every year is judged once, with the findings of one machine."""
    frame = spark.read.parquet(str(rows)).select("number", "三级指标", "指标值").toPandas()
    frame["年度"] = [str(2015 + number % 9) for number in frame["number"]]
    tagged = zhibiao.spark.tag(spark.createDataFrame(frame), suggestions=False).toPandas()
    pd.testing.assert_frame_equal(plain(tagged), plain(zhibiao.tag(frame, suggestions=False)))
    assert len(judged()) < len(frame[["三级指标", "指标值", "年度"]].drop_duplicates()) / 2


def test_lists_are_no_targets(spark, rows):
    """A column that holds lists is refused before anything runs, and named."""
    df = spark.read.parquet(str(rows))
    with pytest.raises(ZhibiaoError) as error:
        zhibiao.spark.tag(df, columns={"target": "list"})
    assert error.value.code == "BK05" and "list" in str(error.value)


def test_a_key_of_a_third_of_the_rows_is_split(spark, rows):
    """Without room for a broadcast Spark divides the rows of the frequent key; none is lost or doubled."""
    small = {
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": "10k",
        "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "1.5",
        "spark.sql.adaptive.advisoryPartitionSizeInBytes": "10k",
    }
    df = spark.read.parquet(str(rows)).repartition(8)
    for name, value in small.items():
        spark.conf.set(name, value)
    try:
        tagged = zhibiao.spark.tag(df, findings=False)
        frame = tagged.toPandas()
        plan = tagged._jdf.queryExecution().executedPlan().toString()
    finally:
        for name in small:
            spark.conf.unset(name)
    assert "skew=true" in plan
    pd.testing.assert_frame_equal(plain(frame), plain(alone(df.toPandas(), findings=False)))


def test_killed_workers_are_made_good(spark, rows, watched, judged):
    """A Python worker and then a whole executor die while they judge: the job ends with the same rows."""
    df = spark.read.parquet(str(rows))
    (watched / "hold").touch()
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(zhibiao.spark.tag(df, findings=False).toPandas)
        try:
            worker = next_judging(watched, ())
            os.kill(worker, signal.SIGKILL)
            second = next_judging(watched, (worker,))
            executor = parent(parent(second))
            assert b"CoarseGrainedExecutorBackend" in Path(f"/proc/{executor}/cmdline").read_bytes()
            os.kill(executor, signal.SIGKILL)
        finally:
            (watched / "hold").unlink()
        frame = job.result(timeout=120)
    assert max(Counter(judged()).values()) > 1  # what had died was judged again
    pd.testing.assert_frame_equal(plain(frame), plain(alone(df.toPandas(), findings=False)))


def next_judging(watched: Path, known: tuple[int, ...]) -> int:
    """The process of a living worker that is judging and is none of `known`."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        for notes in watched.glob("*.jsonl"):
            if int(notes.stem) not in known and Path(f"/proc/{notes.stem}").exists():
                return int(notes.stem)
        time.sleep(0.05)
    raise TimeoutError("no worker has begun to judge")


def parent(process: int) -> int:
    """The process that started `process`."""
    status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    return int(status.rsplit(")", 1)[1].split()[1])


def test_no_column_of_names(spark):
    """The error of one machine, before anything runs."""
    with pytest.raises(ZhibiaoError) as error:
        zhibiao.spark.tag(spark.range(3))
    assert error.value.code == "TG01"


def test_an_empty_frame_keeps_its_columns(spark):
    """No rows: all columns."""
    df = zhibiao.spark.tag(spark.createDataFrame([], "name string"), suggestions=False)
    assert df.columns == ["name", *added(suggestions=False)] and df.count() == 0
