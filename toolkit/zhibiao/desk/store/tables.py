"""The tables of the desk's database. What migrations/ makes of an empty database is exactly this: a test compares.

`decisions`, `comments` and `events` only grow: triggers refuse any change to a line that stands. The decision on a
row is its line with the highest `seq`; two people cannot both write the next one, so nobody is overwritten unseen.
Times are seconds since 1970, UTC.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

APPEND_ONLY = ("decisions", "comments", "events")

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("password", String(200), nullable=False),  # argon2; "" for the person at a desk without accounts
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created", Float, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", String(64), primary_key=True),  # sha256 of what the cookie holds
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("created", Float, nullable=False),
    Column("seen", Float, nullable=False),
)

batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(32), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("owner_id", ForeignKey("accounts.id"), nullable=False),
    Column("created", Float, nullable=False),
    Column(
        "compared", Integer, nullable=False
    ),  # documents read when they were last compared with each other
)

documents = Table(
    "documents",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(32), nullable=False, unique=True),
    Column("batch_id", ForeignKey("batches.id"), nullable=False, index=True),
    Column("owner_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("parent_id", ForeignKey("documents.id"), nullable=True),  # the version before this one
    Column("name", String(255), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String(20), nullable=False, index=True),  # queued, running, read, failed, unpacked
    Column("attempts", Integer, nullable=False),
    Column("failure", Text, nullable=False),  # JSON of the coded error, "" for none
    Column("stage", String(20), nullable=False),  # review, returned, closed
    Column("facts", Text, nullable=False),  # JSON: what lists show of the document
    Column("uploaded", Float, nullable=False),
    Column("changed", Float, nullable=False),
)

contents = Table(
    "contents",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("made", Float, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    UniqueConstraint("document_id", "account_id"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False),
    Column("table_no", Integer, nullable=False),
    Column("row_no", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Float, nullable=False),
    Column("verb", String(20), nullable=False),
    Column("value", Text, nullable=False),  # JSON of the whole decision, "" for none
    Column("undoes", ForeignKey("decisions.id"), nullable=True, unique=True),  # nothing is undone twice
    UniqueConstraint("document_id", "table_no", "row_no", "seq"),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("at", Float, nullable=False),
    Column("text", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=True),
    Column("document_id", ForeignKey("documents.id"), nullable=True),
    Column("verb", String(20), nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "document_id"),
)


def insert_one(connection: Connection, table: Table, **values: object) -> int:
    """Insert one row and give its number. Raises IntegrityError where the table has such a row already."""
    made = connection.execute(insert(table).values(**values)).inserted_primary_key
    assert made is not None  # noqa: S101 - an insert of one row has a key
    return int(made[0])
