"""The desk needs the extra `web`: without it its tests are skipped, saying so."""

import pytest

pytest.importorskip("fastapi", reason="the desk needs zhibiao[web]")
pytest.importorskip("sqlalchemy", reason="the desk needs zhibiao[web]")
