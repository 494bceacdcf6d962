"""A cluster of two workers on this machine, and rows with everything that can be in the way."""

from __future__ import annotations

import datetime
import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from shutil import rmtree, which

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhibiao.learn.corpus import read_corpora

HERE = Path(__file__).parent
TOOLKIT = Path(__file__).resolve().parents[2] / "toolkit"
QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a short test never earns back what C2 compiles


@pytest.fixture(scope="session")
def watched(tmp_path_factory):
    """The folder in which the workers note what they judge, and look for `hold`."""
    return tmp_path_factory.mktemp("watched")


@pytest.fixture(scope="session")
def spark(watched):
    """A cluster: a master, two workers with an executor each, Python workers below them."""
    pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed")
    if not which("java") and not os.environ.get("JAVA_HOME"):
        pytest.skip("there is no Java")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "OFF",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.extraJavaOptions": QUICK_START,
        "spark.executor.extraJavaOptions": QUICK_START,
        "spark.executor.memory": "700m",
        "spark.sql.shuffle.partitions": "5",
        "spark.python.daemon.module": "watched_daemon",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(map(str, (TOOLKIT, HERE))),
        "spark.executorEnv.ZHIBIAO_WATCHED": str(watched),
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    left = Path(pyspark.__file__).parent / "work" / session.sparkContext.applicationId
    yield session
    session.stop()
    rmtree(left, ignore_errors=True)  # what the workers write into Spark's own folder; not there if none ran


@pytest.fixture
def judged(watched):
    """Asks what was judged since the test began, key by key."""
    for notes in watched.glob("*.jsonl"):
        notes.unlink()
    return lambda: [
        tuple(json.loads(line)) for notes in watched.glob("*.jsonl") for line in notes.open(encoding="utf-8")
    ]


@pytest.fixture(scope="session")
def rows(root, tmp_path_factory):
    """A parquet file of 3,000 rows, a third of them the same, with columns of many types, some empty cells."""
    corpus = [row for row in read_corpora(root / "corpora") if row.origin == "real"][:400]
    chosen = [corpus[0 if number % 3 == 0 else number % len(corpus)] for number in range(3000)]
    numbers = range(len(chosen))
    day = datetime.date(2024, 1, 1)
    table = pa.table(
        {
            "number": pa.array(numbers, pa.int64()),
            "三级指标": [row.name if n % 97 else None for n, row in zip(numbers, chosen, strict=True)],
            "指标值": [row.target if n % 89 else None for n, row in zip(numbers, chosen, strict=True)],
            "计量单位": [row.unit or None for row in chosen],
            "real": pa.array([None if n % 7 == 0 else n % 5 + (n % 3) / 2 for n in numbers], pa.float64()),
            "whole": pa.array([None if n % 7 == 0 else n % 11 * 10 for n in numbers], pa.int32()),
            "exact": pa.array([Decimal(n % 4) / 4 for n in numbers], pa.decimal128(10, 2)),
            "day": pa.array([day + datetime.timedelta(days=n % 9) for n in numbers]),
            "truth": pa.array([None if n % 5 == 0 else n % 2 == 0 for n in numbers]),
            "list": pa.array([[n, n + 1] for n in numbers], pa.list_(pa.int64())),
            "a.b": pa.array(["x"] * len(chosen)),
            "Category": pa.array(["mine"] * len(chosen)),
        }
    )
    path = tmp_path_factory.mktemp("rows") / "rows.parquet"
    pq.write_table(table, path)
    return path
