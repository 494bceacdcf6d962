"""Files on a disk that all machines share: csv or parquet in, a folder of parquet out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING
from uuid import uuid4

from zhibiao.errors import ZhibiaoError
from zhibiao.schema import added
from zhibiao.spark.cluster import session
from zhibiao.spark.frames import tag

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_CSV, _PARQUET = (".csv", ".tsv"), (".parquet",)
_HEAD = 1 << 20  # bytes that tell the encoding and the delimiter of a csv file
_DONE = "_SUCCESS"  # Spark's mark of a folder that it has written to the end
_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """How many rows were written, and how many of them a person should look at."""

    rows: int
    to_review: int


def tag_files(
    inputs: Sequence[Path],
    out: Path,
    *,
    master: str = "",
    columns: Mapping[str, str] | None = None,
    findings: bool = True,
    suggestions: bool = True,
    force: bool = False,
) -> Tagged:
    """Tag the rows of `inputs` (files or folders, csv or parquet, of the same columns) on the cluster `master`.

    `out` becomes a folder of parquet as Spark writes it, when all of it is there. Every cell of a csv is a text.
    `force` replaces a file, or a folder that Spark has written. Other parameters are those of `spark.tag`.

    Raises ZhibiaoError WR02 where `out` exists, WR03 where it holds an input, RD01 or RD09 for inputs that are not
    there, CF03 for another format or several, RD04 for an unknown encoding; those of `session` and `tag`; OSError
    where `out` cannot be written.

    >>> tag_files([Path("历年指标")], Path("归类"), master="spark://host:7077")  # doctest: +SKIP
    Tagged(rows=2000000, to_review=41273)
    """
    _check(inputs, out, force)
    suffix = _suffix(inputs)
    unfinished = out.absolute().with_name(f".{out.name}.{uuid4().hex}")
    with session(master) as spark:
        df = _read(spark, inputs, suffix)
        tagged = tag(df, columns=columns, findings=findings, suggestions=suggestions)
        try:
            tagged.write.parquet(str(unfinished))
            _replace(unfinished, out)
        finally:
            if unfinished.exists():
                rmtree(unfinished)
        # needs_review is called otherwise where the table has such a column: its place is sure.
        place = len(df.columns) + added().index(_REVIEW)
        return _count(spark.read.parquet(str(out.absolute())), place)


def _check(inputs: Sequence[Path], out: Path, force: bool) -> None:
    for path in inputs:
        if not path.exists():
            raise ZhibiaoError("RD01", path=str(path))
        if path.resolve().is_relative_to(out.resolve()):
            raise ZhibiaoError("WR03", path=str(path))
    ours = out.is_file() or (out / _DONE).is_file()
    if out.exists() and not (force and ours):
        raise ZhibiaoError("WR02", path=str(out))


def _suffix(inputs: Sequence[Path]) -> str:
    """The one suffix of the files; in a folder also of those in its partitions (year=2023/)."""
    found = set()
    for path in inputs:
        files = [path]
        if path.is_dir():
            files = [file for glob in ("*.*", "*=*/**/*.*") for file in path.glob(glob)]
        suffixes = {file.suffix.lower() for file in files if file.is_file() and file.name[0] not in "._"}
        if not suffixes:
            raise ZhibiaoError("RD09", path=str(path), supported=", ".join((*_CSV, *_PARQUET)))
        found |= suffixes
    if len(found) > 1 or not found <= {*_CSV, *_PARQUET}:
        raise ZhibiaoError("CF03", format=", ".join(sorted(found)), known=", ".join((*_CSV, *_PARQUET)))
    return found.pop()


def _read(spark: SparkSession, inputs: Sequence[Path], suffix: str) -> DataFrame:
    paths = [str(path.absolute()) for path in inputs]
    if suffix in _PARQUET:
        return spark.read.parquet(*paths)
    encoding, delimiter = _form(inputs, suffix)
    spark.conf.set("spark.sql.legacy.javaCharsets", "true")  # else there is no GB18030
    # A quoted cell may hold line ends, and a row that is cut short or has too many cells stops the job.
    reader = spark.read.options(
        header=True, multiLine=True, quote='"', escape='"', mode="FAILFAST", enforceSchema=False
    )
    df = reader.options(encoding=encoding, sep=delimiter).csv(paths)
    return df.na.fill("")


def _form(inputs: Sequence[Path], suffix: str) -> tuple[str, str]:
    """Encoding and delimiter, as the head of the first file shows them."""
    from zhibiao.read.decode import decode
    from zhibiao.read.from_csv import find_delimiter

    first = inputs[0]
    if first.is_dir():
        first = min(file for glob in (f"*{suffix}", f"*=*/**/*{suffix}") for file in first.glob(glob))
    with first.open("rb") as file:
        head = file.read(_HEAD)
    if len(head) == _HEAD:  # the last line may be cut within a character
        head = head[: head.rfind(b"\n") + 1] or head
    if not head.strip():
        raise ZhibiaoError("TG03", path=str(first))
    text, encoding = decode(head, str(first))
    # Java writes utf-16le for what is utf-16-le here.
    return re.sub("-([lb]e)$", r"\1", encoding), find_delimiter(text)


def _replace(new: Path, old: Path) -> None:
    if old.is_dir():
        rmtree(old)
    else:
        old.unlink(missing_ok=True)
    new.rename(old)


def _count(tagged: DataFrame, place: int) -> Tagged:
    from pyspark.sql import functions as sql

    numbered = tagged.toDF(*map(str, range(len(tagged.columns))))
    ((rows, to_review),) = numbered.select(sql.count("*"), sql.count_if(sql.col(str(place)))).collect()
    return Tagged(rows=rows, to_review=to_review)
