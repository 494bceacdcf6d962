"""Loads what judging needs when it is imported: the process from which the workers are forked does so once for all."""

import gc
from itertools import cycle

from zhibiao.classify.classifier import LARGE
from zhibiao.judge import judge
from zhibiao.taxonomy.entries import all_entries

# Words and patterns are read when they are first needed: rows of every kind need all of them.
_TARGETS = (
    "≥95%",
    "12月底前",
    "有效提升",
    "",
    "500万元",
    "较上年增长5%以上",
    "优",
    "健全",
    "3-5个",
    "已完成",
)
_NAMES = [name for entry in all_entries() for name in (entry.zh, f"2023年{entry.zh}（单位：%）")]
judge(list(zip(_NAMES[: 2 * LARGE], cycle(_TARGETS), strict=False)), ["name", "target"], suggestions=False)
gc.freeze()  # what is loaded stays: no search for garbage touches the pages that the workers share
