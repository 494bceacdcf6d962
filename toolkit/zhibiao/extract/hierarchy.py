"""Level-1 and level-2 labels of each row: merged cells filled down, lost labels inferred."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhibiao.taxonomy import find_label
from zhibiao.taxonomy.labels import bare

# Level-1 labels that may stand above a level-2 label of another dimension: 成本指标 under 产出指标 is
# the older form, 满意度指标 stood under 效益指标 before 2020.
_MAY_HOLD = {"O": "OC", "E": "ES", "C": "C", "S": "S", "M": "MC"}


@dataclass(slots=True)
class Levels:
    """The labels in force while the rows of a table are read from top to bottom.

    `seen` maps a level-1 label's dimension to how this document prints it.
    """

    level1: str = ""
    level2: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    inferred: bool = False

    def restart(self) -> None:
        """Forget the labels in force: a new header begins."""
        self.level1 = self.level2 = ""

    def read(self, level1: str, level2: str) -> None:
        """Take the labels printed in a row; "" keeps the one in force."""
        self.inferred = False
        if level1:
            if bare(level1) != bare(self.level1):  # printed again within its group it says nothing new
                self.level2 = ""
            self.level1 = level1
            known = find_label(level1, level=1)
            if known:
                self.seen.setdefault(known.category, level1)
        if level2:
            self.level2 = level2
            if not level1:
                self._infer_level1(level2)

    def _infer_level1(self, level2: str) -> None:
        """Replace the level-1 label in force where the level-2 label cannot belong to it."""
        below = find_label(level2, level=2)
        above = find_label(self.level1, level=1)
        if below is None or not below.category or not below.parent:
            return
        if above and (below.category[0] in _MAY_HOLD.get(above.category[:1], above.category)):
            return
        if self.level1 and above is None:
            return
        self.level1 = self.seen.get(below.category[0], "") or self._spelt_alike(below.parent)
        self.inferred = True

    def _spelt_alike(self, parent: str) -> str:
        """The parent label, with or without the word 指标 as the document spells its other labels."""
        others = list(self.seen.values())
        if others and not any(bare(label).endswith("指标") for label in others):
            return parent.removesuffix("指标")
        return parent


def sort_labels(level1: str, level2: str) -> tuple[str, str]:
    """Put a label that stands in the wrong level's column where it belongs.

    >>> sort_labels("数量指标", ""), sort_labels("产出指标", "数量指标")
    (('', '数量指标'), ('产出指标', '数量指标'))
    """
    if level1 and not level2 and find_label(level1, level=2) and not find_label(level1, level=1):
        return "", level1
    if level2 and not level1 and find_label(level2, level=1) and not find_label(level2, level=2):
        return level2, ""
    return level1, level2
