"""Where the tests find things: the repository, and the shared source documents beside it if present."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source documents; skips where a clone has none."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the five source documents (../shared) are not beside this clone")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The sample goal tables of the repository."""
    return ROOT / "corpora" / "samples"


NAMES = {
    "O1": ("培训人数", "发放补助人数", "新建公厕数量", "维修道路里程"),
    "O2": ("验收合格率", "质量达标率", "设备合格率", "数据准确率"),
    "S1": ("群众满意度", "学生满意度", "家长满意度", "企业满意度"),
}
TARGETS = {"O1": "≥500人", "O2": "≥95%", "S1": "≥90%"}


@pytest.fixture(scope="session")
def script() -> Callable[[Path], ModuleType]:
    """Loads a script of the repository that is no part of the package, as a module."""

    def load(path: Path) -> ModuleType:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture
def tiny(tmp_path) -> Path:
    """Corpora with three categories: own rows, and real rows of six documents."""
    own = ["name\ttarget\tunit\tcategory\tcanonical\ttier\tsector\tregister\tnote"]
    real = ["id\tdoc_id\tlevel1\tlevel2\tname\ttarget\tunit\tgold\taccept"]
    for category, names in NAMES.items():
        for number, name in enumerate(names):
            own.append(f"全市{name}\t{TARGETS[category]}\t\t{category}\t\tmeasurable\t通用\tplain\t")
            facts = (
                f"{category}{number}",
                f"d{number}",
                "",
                "",
                f"本区{name}",
                TARGETS[category],
                "",
                category,
            )
            real.append("\t".join((*facts, "O2" if category == "O1" and number == 0 else "")))
    for folder, lines in (("indicators", own), ("real", real)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "rows.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path
