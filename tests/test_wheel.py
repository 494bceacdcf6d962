"""The real distribution: built, installed into an empty environment, used on a sample."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this tree."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (path,) = out.glob("*.whl")
    return path


def test_the_wheel_carries_model_taxonomy_and_lexicons(wheel: Path) -> None:
    """Weights, configuration and every data file of the tree are in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"zhibiao/models/default/config.json", "zhibiao/models/default/model.safetensors"} <= names
    data = {
        f"zhibiao/{path.relative_to(ROOT / 'toolkit/zhibiao').as_posix()}"
        for path in (ROOT / "toolkit/zhibiao/data").rglob("*.yml")
    }
    assert data <= names
    assert len(data) > 30
    assert {f"zhibiao/plots/font/{name}" for name in ("ZhibiaoSansSC-Regular.ttf", "OFL.txt")} <= names
    pages = {
        f"zhibiao/{path.relative_to(ROOT / 'toolkit/zhibiao').as_posix()}"
        for folder in ("report/templates", "desk/templates", "desk/static", "desk/store/migrations")
        for path in (ROOT / "toolkit/zhibiao" / folder).rglob("*")
        if path.suffix in (".j2", ".css", ".js", ".py")
    }
    assert pages <= names
    assert len(pages) > 30


def test_the_wheel_reviews_a_sample_in_an_empty_environment(
    wheel: Path, samples: Path, tmp_path: Path
) -> None:
    """Installed from the wheel alone, far from the checkout, the command reviews a sample."""
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel)], check=True, cwd=tmp_path
    )
    sample = next(iter(sorted(samples.glob("*.html"))))
    out = tmp_path / "out"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(home / "bin" / "zhibiao"), "review", str(sample), "-o", str(out), "--fail-on", "never"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (out / "index.html").exists()
    code = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('zhibiao_category'); print(nlp('培训人数')._.zhibiao.category)"
    piped = subprocess.run(
        [str(python), "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
    )
    assert piped.stdout.strip() == "O1", piped.stderr
