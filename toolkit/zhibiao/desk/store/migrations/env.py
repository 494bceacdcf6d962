"""Run by Alembic: brings the database at the connection that database.py hands over to the newest version."""

from alembic import context

from zhibiao.desk.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
