"""A connection to a cluster, with messages that say what is missing."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


_EXCEPTION = re.compile(r"(?:Caused by: |: )?((?:\w+\.)*\w*(?:Error|Exception)\b.*)")
_LONG = 400


@contextmanager
def session(master: str = "") -> Iterator[SparkSession]:
    """Spark on the cluster `master` (spark://host:7077, yarn, local[4]; default: what Spark's settings say, else all
    cores of this machine) while the block runs; what Spark reports in it becomes a coded error. A session that is
    there already is taken, and left as it is.

    Raises ZhibiaoError CF04 without PySpark, SP01 without Java, SP02 where Spark does not start or the master does
    not answer (Spark itself gives up after one to two minutes), SP03 for a job that failed.

    >>> with session("local[2]") as spark:  # doctest: +SKIP
    ...     tag(spark.read.parquet("历年指标")).write.parquet("归类")
    """
    if find_spec("pyspark") is None:
        raise ZhibiaoError("CF04", format="Spark", package="pyspark", extra="spark")
    if not _has_java():
        raise ZhibiaoError("SP01")
    # The workers need this package, so they need this Python; a cluster with another one says so by itself.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # It works with pandas 3; that PySpark is not sure of it helps nobody at the command line.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    ours = SparkSession.getActiveSession() is None
    try:
        spark = _start(master)
    except (PySparkException, Py4JError) as error:
        raise ZhibiaoError("SP02", master=master or "local[*]", detail=cause(str(error))) from error
    try:
        yield spark
    except (PySparkException, Py4JError) as error:
        raise ZhibiaoError("SP03", detail=cause(str(error))) from error
    finally:
        if ours:
            spark.stop()


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(which("java", path=str(Path(home) / "bin") if home else None))


def _start(master: str) -> SparkSession:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("zhibiao tag")
    if master:
        builder = builder.master(master)
    progress = "true" if sys.stderr.isatty() else "false"
    return builder.config("spark.ui.showConsoleProgress", progress).getOrCreate()


def cause(text: str) -> str:
    """What went wrong in the first place, out of the many lines in which Spark tells it.

    >>> cause("Job aborted.\\n\\tat org.apache.X\\nCaused by: java.io.IOException: No space left on device\\n\\tat Y")
    'java.io.IOException: No space left on device'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [found[1] for line in lines if (found := _EXCEPTION.match(line))]
    return (named[-1] if named else next(iter(lines), ""))[:_LONG]
