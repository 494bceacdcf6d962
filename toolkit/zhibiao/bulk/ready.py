"""Loads what judging needs when it is imported: the process from which the workers are forked does so once for all."""

import gc

from zhibiao.judge import FIELDS, judge

judge([("",) * len(FIELDS)], FIELDS, suggestions=False)
gc.freeze()  # what is loaded stays: no search for garbage touches the pages that the workers share
