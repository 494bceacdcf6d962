"""The figures on whole documents: fresh, above their bars on the documents that may be read, and counted as they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhibiao.assess.documents import (
    FIGURES,
    FOLDER,
    MISSES,
    Defect,
    DocumentFigures,
    Measured,
    Placed,
    compare,
    document_figures,
    is_found,
    is_right,
    miss_lines,
    read_defects,
)
from zhibiao.assess.figures import figure_lines
from zhibiao.records import Finding


@pytest.fixture(scope="module")
def measured(root: Path) -> Measured:
    """All documents of the corpus, compared once."""
    return compare(root / "corpora" / FOLDER)


def test_the_published_figures_are_fresh(root: Path, measured: Measured) -> None:
    """models/default says what `zhibiao evaluate --documents` would say."""
    model = root / "models/default"
    expected = figure_lines(DocumentFigures, document_figures(measured))
    assert (model / FIGURES).read_text(encoding="utf-8").splitlines() == expected
    assert (model / MISSES).read_text(encoding="utf-8").splitlines() == miss_lines(measured)


def test_most_defects_are_found_and_most_findings_are_right(measured: Measured) -> None:
    """On the documents whose findings were read one by one: seven in ten found, 85 of 100 right."""
    (one,) = (line for line in document_figures(measured) if line.code == "open")
    assert one.recall is not None and one.recall >= 0.70
    assert one.precision is not None and one.precision >= 0.85


def test_held_documents_are_told_in_totals_only(measured: Measured) -> None:
    """No line of the misses names a held document."""
    held = {doc for doc, part in measured.parts.items() if part == "held"}
    named = {line.split("\t")[1] for line in miss_lines(measured)[1:]}
    assert named and not named & held


def test_every_document_has_a_part_and_every_defect_a_document(root: Path, measured: Measured) -> None:
    """Files, splits and defects name the same documents."""
    files = {path.stem for path in (root / "corpora" / FOLDER).glob("*.html")}
    assert files == set(measured.parts)
    assert {defect.doc for defect in read_defects(root / "corpora" / FOLDER)} <= files


def defect(rows: frozenset[int]) -> Defect:
    """A defect of one kind in the first table of one document."""
    return Defect(doc="a", table=1, rows=rows, kind="vague", severity="high", reason="", codes=("VG",))


def placed(code: str, rows: frozenset[int], table: int = 1) -> Placed:
    """A finding at rows of a table of that document."""
    finding = Finding(code=code, name="", severity="high", message="", message_en="")
    return Placed(doc="a", table=table, rows=rows, finding=finding)


def test_a_defect_is_found_where_all_its_rows_are() -> None:
    """Rows together must cover the defect; another rule, another table or half the rows do not."""
    wanted = defect(frozenset({1, 2}))
    assert is_found(wanted, [placed("VG01", frozenset({1})), placed("VG02", frozenset({2}))])
    assert not is_found(wanted, [placed("VG01", frozenset({1}))])
    assert not is_found(wanted, [placed("UN01", frozenset({1, 2}))])
    assert not is_found(wanted, [placed("VG01", frozenset({1, 2}), table=2)])


def test_a_finding_is_right_where_a_defect_of_its_kind_stands() -> None:
    """One row in common is enough; a defect of the whole table covers every row."""
    one = placed("VG01", frozenset({2, 3}))
    assert is_right(one, [defect(frozenset({1, 2}))])
    assert is_right(one, [defect(frozenset())])
    assert not is_right(one, [defect(frozenset({1}))])
