"""What the worker process can be asked: each task a plain function of facts (JSON) and contents, with answers of the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from zhibiao.desk.work.comparing import compare_again, compare_all, uncompared
from zhibiao.desk.work.stored import Reading, dump, load
from zhibiao.desk.work.wire import Facts
from zhibiao.errors import ZhibiaoError
from zhibiao.records import Allowance, Review
from zhibiao.settings import Settings

MOST_FILES = 500
MOST_MB = 200
"""What the files of a zip may have together: they are handed over at once, so both sides hold them."""

Answer = tuple[Facts, list[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something the worker does: `function` takes facts and contents and returns the same."""

    name: str
    function: Callable[[Facts, list[bytes]], Answer]


def load_tasks() -> tuple[Task, ...]:
    """All tasks, once what reading needs is loaded: the time of a task is not spent on it.

    >>> [task.name for task in load_tasks()]
    ['read', 'compare', 'unpack', 'output', 'plot']
    """
    read({"name": "a.csv"}, ["三级指标,指标值\n培训人数,≥500人\n".encode()])
    return TASKS


def read(facts: Facts, blobs: list[bytes]) -> Answer:
    """Read and review the file `blobs[0]` that was uploaded as `facts["name"]`, with `facts["settings"]`.

    Answers its Reading as stored.dump makes it, and the facts that lists show. Raises ZhibiaoError as `review.review`
    does, and RD08 for too large a file; all of them name the file as it was uploaded.
    """
    from zhibiao.extract import extract
    from zhibiao.read import LIMIT_MB, read_bytes
    from zhibiao.review import review_alone

    name, settings, (content,) = facts["name"], settings_of(facts), blobs
    if len(content) > LIMIT_MB * 10**6:
        raise ZhibiaoError("RD08", path=name, size_mb=round(len(content) / 10**6, 1), limit_mb=LIMIT_MB)
    # By its name and content alone: no folder of this machine gets into what is stored.
    page = read_bytes(content, name)
    document = extract(page, profile=settings.profile)
    if not document.tables:
        raise ZhibiaoError("RD05", path=name)
    alone = review_alone(document, select=settings.select, ignore=settings.ignore, allow=settings.allow)
    (review,) = compare_all([alone], settings)
    return facts_of(review), [dump(Reading(page=page, review=review))]


def compare(facts: Facts, blobs: list[bytes]) -> Answer:
    """Hold the documents of several readings against each other, with `facts["settings"]`.

    What an earlier comparison found is left out first: asking again, with more documents, is no harm. Answers the
    readings that changed, their places (`changed`, from 0) and their facts for lists (`facts`).
    """
    changed = compare_again([load(blob).review for blob in blobs], settings_of(facts))
    stored = [dump(replace(load(blobs[at]), review=review)) for at, review in changed]
    return {
        "changed": [at for at, _ in changed],
        "facts": [facts_of(review) for _, review in changed],
    }, stored


def unpack(facts: Facts, blobs: list[bytes]) -> Answer:
    """The files in the zip `blobs[0]` that a reader takes, and their `names` with the folders they lie in.

    `left_out` names those of kinds that no reader takes.

    Raises ZhibiaoError RD07 (damaged, or more than MOST_FILES), RD08 (more than MOST_MB) or RD09 (nothing to read).
    """
    from zhibiao.read import supported_suffixes
    from zhibiao.read import unpack as zipped

    name, (content,) = facts["name"], blobs
    with tempfile.TemporaryDirectory() as temporary:
        path, folder = Path(temporary) / f"in{zipped.SUFFIX}", Path(temporary) / "out"
        path.write_bytes(content)
        try:
            files = zipped.unpack(path, folder, supported_suffixes())
            left_out = zipped.left_out(path, supported_suffixes())
        except ZhibiaoError as error:
            raise ZhibiaoError(error.code, **{**error.values, "path": name}) from error
        if len(files) > MOST_FILES:
            raise ZhibiaoError(
                "RD07",
                path=name,
                detail=f"{len(files)} 个文件，上限 {MOST_FILES} / {len(files)} files, {MOST_FILES} at most",
            )
        if sum(file.stat().st_size for file in files) > MOST_MB * 10**6:
            raise ZhibiaoError("RD08", path=name, size_mb=f">{MOST_MB}", limit_mb=MOST_MB)
        names = [file.relative_to(folder).as_posix() for file in files]
        return {"names": names, "left_out": left_out}, [file.read_bytes() for file in files]


def output(facts: Facts, blobs: list[bytes]) -> Answer:
    """One of outputs.OUTPUTS (`kind`) for the document `name`, from its reading and its content in `blobs`.

    `decisions` are the decisions on it as the database keeps them, `lang` the language; `whole` is false where nothing
    may be said of other documents. Answers the `name` of the file and its content.
    """
    from zhibiao.desk.decided.decisions import decision_from_json, fitting
    from zhibiao.desk.decided.outputs import make_output

    reading, original = blobs
    review = load(reading).review
    decisions = fitting(review, [decision_from_json(text) for text in facts["decisions"]])
    name, data = make_output(
        facts["kind"],
        review if facts.get("whole", True) else uncompared(review),
        decisions,
        original,
        facts["name"],
        facts["lang"],
        settings_of(facts),
    )
    return {"name": name}, [data]


def plot(facts: Facts, blobs: list[bytes]) -> Answer:
    """The plot of a batch that `kind` and `facts` describe, as SVG."""
    from zhibiao.desk.batches.draw import draw

    return {}, [draw(facts["kind"], facts["facts"], facts["lang"])]


def settings_of(facts: Facts) -> Settings:
    """The settings under `settings` in the facts of a task, as `dataclasses.asdict` gives them; without, the usual ones.

    >>> settings_of({"settings": {"ignore": ["CP01"]}}).ignore
    ('CP01',)
    """
    values = facts.get("settings", {})
    return Settings(
        profile=values.get("profile", "auto"),
        select=tuple(values.get("select", ())),
        ignore=tuple(values.get("ignore", ())),
        allow=tuple(Allowance(**one) for one in values.get("allow", ())),
    )


def facts_of(review: Review) -> Facts:
    """What lists show of a document: numbers of tables, rows, findings and places to decide, index, bodies and years."""
    from zhibiao.desk.batches.figures import count_places, count_severities
    from zhibiao.measurability import measure

    tables = [reviewed.table for reviewed in review.tables]
    return {
        "format": review.document.format,
        "tables": len(tables),
        "rows": sum(len(reviewed.rows) for reviewed in review.tables),
        "findings": count_severities(review),
        "places": count_places(review),
        "index": measure(review).index,
        "orgs": list(dict.fromkeys(table.org for table in tables if table.org)),
        "years": sorted({table.year for table in tables if table.year}),
    }


# A task of another file takes one line here, and the import of its function.
TASKS: tuple[Task, ...] = (
    Task(name="read", function=read),
    Task(name="compare", function=compare),
    Task(name="unpack", function=unpack),
    Task(name="output", function=output),
    Task(name="plot", function=plot),
)
