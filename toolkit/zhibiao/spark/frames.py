"""The same labels on a cluster: a PySpark data frame in, one with the added columns out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from zhibiao.bulk.workers import Wanted, judged
from zhibiao.errors import ZhibiaoError
from zhibiao.judge import DATED, YEAR, judge
from zhibiao.schema import KINDS, added
from zhibiao.tag import find_columns, new_names, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pyarrow as pa
    from pyspark.sql import Column, DataFrame

_SQL = {"text": "string", "number": "double", "truth": "boolean"}
PARTS = 8
"""Parts of the different rows for each core: many rows at a time are judged quickly, several parts even out."""


def tag(
    df: DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    findings: bool = True,
    suggestions: bool = True,
    partitions: int | None = None,
) -> DataFrame:
    """`df` with the columns of `schema.ADDED` behind its own, one row a row: what `zhibiao.tag` says of each.

    Spark computes it when the result is written or counted, each time anew. Each different row is judged once on
    the cluster, in `partitions` parts (default: PARTS for each core that Spark knows of), and joined to its rows again. The
    order of rows is not kept. The package has to be installed where the workers run, see docs/bulk.md. Other
    parameters are those of `zhibiao.tag`. Raises ZhibiaoError TG01 where no column holds names, TG02 for a named
    column that is not there, BK05 for one that holds lists, records or bytes.

    >>> tag(spark.read.parquet("历年指标")).write.parquet("归类")  # doctest: +SKIP
    """
    from pyspark.sql import functions as sql

    places = find_columns(df.columns, columns)
    # Spark takes a name in any case of letters and a dot in it for a path: numbered columns leave no doubt.
    given = _numbered("given", df.columns)
    rows, keys = _with_keys(
        df.toDF(*given), [df.columns.index(column) for column in places.values()], df.columns
    )
    if not suggestions and YEAR in places:
        year = list(keys)[list(places).index(YEAR)]
        rows, keys = (
            rows.withColumn(YEAR, _year_that_counts(keys, tuple(places))),
            {**keys, year: sql.col(YEAR)},
        )
    wanted = {"findings": findings, "suggestions": suggestions}
    distinct = rows.select(*(key.alias(name) for name, key in keys.items())).distinct()
    # By their number, or Spark would make few parts of so little data: it cannot know what judging costs.
    distinct = distinct.repartition(partitions or PARTS * df.sparkSession.sparkContext.defaultParallelism)
    judging = partial(_judge, wanted=Wanted(fields=tuple(places), **wanted))
    judged = distinct.mapInArrow(judging, schema(list(keys), **wanted))
    same = [key == sql.col(name) for name, key in keys.items()]
    joined = rows.join(judged, same, how="left")
    new = new_names(_taken(df))
    return joined.select(
        *(sql.col(name).alias(old) for name, old in zip(given, df.columns, strict=True)),
        *(sql.col(name).alias(new[name]) for name in added(**wanted)),
    )


def schema(keys: Sequence[str], *, findings: bool = True, suggestions: bool = True) -> str:
    """The columns `keys`, which are texts, and the added ones with their types, as Spark writes a schema.

    >>> schema(["key0"], findings=False)[:58]
    'key0 string, target_kind string, target_tier string, lower'
    """
    kinds = dict.fromkeys(keys, "text") | {
        name: KINDS[name] for name in added(findings=findings, suggestions=suggestions)
    }
    return ", ".join(f"{name} {_SQL[kind]}" for name, kind in kinds.items())


def _numbered(word: str, things: Sequence[object]) -> list[str]:
    return [f"{word}{number}" for number in range(len(things))]


def _taken(df: DataFrame) -> list[str]:
    """The names that an added column cannot have, in lower case where Spark does not tell cases apart."""
    blind = _conf(df, "spark.sql.caseSensitive") == "false"
    return [*df.columns, *(name.lower() for name in df.columns if blind)]


def _conf(df: DataFrame, name: str) -> str:
    return str(df.sparkSession.conf.get(name))


def _with_keys(
    rows: DataFrame, positions: Sequence[int], names: Sequence[str]
) -> tuple[DataFrame, dict[str, Column]]:
    """The texts that are read, as columns by name: those of `tag.texts`, so that a missing value joins as "".

    Numbers with a fraction, dates, times and truth values become texts in Python, as in a pandas frame; they are
    made before the join, which takes no Python in its condition. Everything else is a text in Spark's own words.
    """
    from pyspark.sql import functions as sql
    from pyspark.sql import types

    in_python = (types.FractionalType, types.DatetimeType, types.BooleanType)
    no_text = (types.ArrayType, types.MapType, types.StructType, types.BinaryType)
    keys = {}
    for name, position in zip(_numbered("key", positions), positions, strict=True):
        field = rows.schema[position]
        if isinstance(field.dataType, no_text):
            raise ZhibiaoError(
                "BK05", column=names[position], kind=field.dataType.simpleString(), path="DataFrame"
            )
        column = sql.col(field.name)
        if isinstance(field.dataType, in_python):
            rows = rows.withColumn(f"text{position}", _as_text(column))
            column = sql.col(f"text{position}")
        keys[name] = sql.coalesce(column.cast("string"), sql.lit(""))
    return rows, keys


def _as_text(column: Column) -> Column:
    import pandas as pd
    from pyspark.sql.pandas.functions import pandas_udf

    def as_text(values: Any) -> Any:
        return pd.Series(texts(values), dtype=object)

    # PySpark looks at the classes themselves, and pandas is imported only here.
    as_text.__annotations__ = {"values": pd.Series, "return": pd.Series}
    make: Any = pandas_udf  # its types ask for a protocol that pandas' own classes are not known to follow
    called: Column = make(as_text, "string")(column)
    return called


def _year_that_counts(keys: Mapping[str, Column], fields: Sequence[str]) -> Column:
    """The year of each row, "" where nothing depends on it: so the years of a history are judged as one row."""
    from functools import reduce
    from operator import or_

    from pyspark.sql import functions as sql

    columns = dict(zip(fields, keys.values(), strict=True))
    dated = [columns[field].rlike(pattern) for field, pattern in DATED.items() if field in columns]
    return sql.when(reduce(or_, dated), columns[YEAR]).otherwise("")


def _judge(batches: Iterable[pa.RecordBatch], *, wanted: Wanted) -> Iterator[pa.RecordBatch]:
    """Runs where the workers are: `batches` of keys with the added columns behind them."""
    import pyarrow as pa

    for batch in batches:
        found = judged(batch.columns, wanted, judge)
        columns = [*batch.columns, *(column.combine_chunks() for column in found.columns)]
        yield pa.RecordBatch.from_arrays(columns, names=[*batch.schema.names, *found.schema.names])
