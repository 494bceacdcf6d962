"""Tables with their bodies, rows with their places."""

from dataclasses import replace

from zhibiao.desk.batches.documents import BatchDocument, batch_rows, batch_tables
from zhibiao.records import Review


def with_orgs(review: Review, *orgs: str) -> Review:
    """The review with these bodies in its tables."""
    tables = tuple(
        replace(one, table=replace(one.table, org=org)) for one, org in zip(review.tables, orgs, strict=True)
    )
    document = replace(review.document, tables=tuple(one.table for one in tables))
    return replace(review, document=document, tables=tables)


def bodies(*reviews: Review) -> list[str]:
    """The bodies of the tables of documents a, b, …"""
    documents = [
        BatchDocument(key=letter, name=f"{letter}.docx", review=review)
        for letter, review in zip("abc", reviews, strict=False)
    ]
    return [table.body for table in batch_tables(documents)]


def test_body_of_a_table(sample_reviews: dict[str, Review]) -> None:
    """A table without a body has that of the other tables, else the name of the document."""
    two = sample_reviews["project_selfeval.xlsx"]
    assert bodies(with_orgs(two, "甲局", "乙局")) == ["甲局", "乙局"]
    assert bodies(with_orgs(two, "甲局", "")) == ["甲局", "甲局"]
    assert bodies(with_orgs(two, "", "")) == ["a.docx", "a.docx"]


def test_spellings_of_a_body(sample_reviews: dict[str, Review]) -> None:
    """A body that is spelled in full width once is the same body."""
    two = sample_reviews["project_selfeval.xlsx"]
    found = bodies(with_orgs(two, "甲局A", "甲局A"), with_orgs(two, "甲局Ａ", "甲局Ａ "))
    assert len(set(found)) == 1


def test_every_row_and_finding_once(documents: tuple[BatchDocument, ...]) -> None:
    """Rows of a batch are all rows of its documents, and hold all findings of them."""
    rows = list(batch_rows(batch_tables(documents)))
    reviews = [document.review for document in documents]
    assert sum(1 for row in rows if row.reviewed) == sum(
        len(table.rows) for review in reviews for table in review.tables
    )
    assert sum(len(row.findings) for row in rows) == sum(len(review.all_findings()) for review in reviews)
