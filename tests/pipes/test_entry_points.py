"""What spaCy finds by itself: the pipes without an import, and nothing that could stand in the way of others."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
IMPORTED_AS = {
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "pyyaml": "yaml",
    "scikit-learn": "sklearn",
}
OF_SPACY = {"spacy", "numpy", "jinja2", "typer", "rich"}  # spaCy needs these itself

ABSENT = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ABSENT:
            raise ImportError(f"{name} is not installed")
sys.meta_path.insert(0, Absent())
"""


@pytest.fixture
def installed(tmp_path):
    """The entry points of pyproject.toml as an installation has them: a folder for PYTHONPATH."""
    info = tmp_path / "zhibiao-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: zhibiao\nVersion: 0\n", encoding="utf-8")
    lines = []
    for group, points in PROJECT["entry-points"].items():
        lines += [f"[{group}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def run(code: str, installed: Path) -> str:
    """What a new process prints."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(installed), str(ROOT / "toolkit")))}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.strip()


def test_the_pipes_are_found_without_an_import(installed):
    """spaCy alone is imported; the pipes can be added and a saved pipeline can be loaded."""
    code = (
        "import sys, spacy\n"
        "nlp = spacy.blank('zh')\n"
        "for name in ('zhibiao_targets', 'zhibiao_vague', 'zhibiao_category'): nlp.add_pipe(name)\n"
        f"nlp.to_disk({str(installed / 'nlp')!r})\n"
        f"doc = spacy.load({str(installed / 'nlp')!r})('培训人数\\t≥90\\t人')\n"
        "print(doc._.zhibiao.category, doc._.zhibiao.tier)"
    )
    assert run(code, installed) == "O1 measurable"


def test_the_tokenizer_is_found_without_an_import(installed):
    """Its name in the settings is enough, also when a pipeline is loaded."""
    code = (
        "import spacy\n"
        "nlp = spacy.blank('zh', config={'nlp': {'tokenizer': {'@tokenizers': 'zhibiao.words.v1'}}})\n"
        f"nlp.to_disk({str(installed / 'nlp')!r})\n"
        f"print([token.text for token in spacy.load({str(installed / 'nlp')!r})('培训合格率 ≥95%')][:2])"
    )
    assert run(code, installed) == "['培训', '合格率']"


def test_spacy_works_where_everything_else_is_absent(installed):
    """With none of this project's other dependencies spaCy makes blank pipelines of any language, in silence."""
    names = {Requirement(line).name.lower() for line in PROJECT["dependencies"]} - OF_SPACY
    assert {"pandas", "pyyaml", "lxml"} <= names
    absent = {IMPORTED_AS.get(name, name) for name in names} | {"pyspark", "matplotlib", "rjieba"}
    code = (
        f"ABSENT = {absent!r}\n{ABSENT}\n"
        "import spacy\n"
        "print([len(spacy.blank(lang)('a b')) for lang in ('zh', 'en')])\n"
        "spacy.blank('zh').add_pipe('zhibiao_targets')\n"
        "print(sorted(ABSENT & set(sys.modules)))"
    )
    assert run(code, installed).splitlines()[-1] == "[]"


def test_making_a_pipeline_loads_no_model_and_no_table_library(installed):
    """Whoever does not use the pipes pays for their module alone."""
    code = (
        "import sys, spacy\n"
        "spacy.blank('zh')\n"
        "print('zhibiao.pipes.factories' in sys.modules)\n"
        "print([m for m in ('pandas', 'sklearn', 'scipy', 'jieba', 'yaml', 'zhibiao.classify.classifier') if m in sys.modules])"
    )
    assert run(code, installed).splitlines() == ["True", "[]"]


def test_the_colours_of_others_are_left_alone(installed):
    """QUANTITY is a label of spaCy's own models: no colours are registered for everybody."""
    assert "spacy_displacy_colors" not in PROJECT["entry-points"]
    code = "from spacy import displacy, util; print(len(util.registry.displacy_colors.get_all()))"
    assert run(code, installed) == "0"
