"""Starts Spark's Python workers with `judge` watched: it notes what it judges and waits while it is held.

Spark runs this in place of pyspark.daemon (spark.python.daemon.module); the folder is in the variable below.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from pyspark.daemon import manager

from zhibiao.spark import frames

FOLDER = Path(os.environ["ZHIBIAO_WATCHED"])
judge = frames.judge


def watched(keys, fields, **wanted):
    """`judge`, which first writes the keys into a file named by the worker's process."""
    with (FOLDER / f"{os.getpid()}.jsonl").open("a", encoding="utf-8") as notes:
        notes.writelines(json.dumps(key) + "\n" for key in keys)
    while (FOLDER / "hold").exists():
        time.sleep(0.05)
    return judge(keys, fields, **wanted)


frames.judge = watched

if __name__ == "__main__":
    manager()
