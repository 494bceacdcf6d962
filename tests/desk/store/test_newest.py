"""The start of the desk: a database of the newest version is used as it is."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from zhibiao.desk.store.database import NEWEST, open_database


def test_newest_is_the_last_migration() -> None:
    """NEWEST names the head of the migrations: a new one that forgets it would never be run."""
    config = Config()
    config.set_main_option("script_location", str(files("zhibiao.desk.store").joinpath("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_a_new_database_alone_loads_alembic(tmp_path: Path) -> None:
    """The first start makes the tables, the next one does not load what makes them."""
    address = f"sqlite:///{tmp_path / 'desk.sqlite'}"
    open_database(address).close()
    code = (
        f"import sys; from zhibiao.desk.store.database import open_database; open_database({address!r}).close();"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
