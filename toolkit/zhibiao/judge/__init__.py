"""Rows without a document, many at once: what the columns of `schema.ADDED` say of each of them.

The work is done by columns. What depends on the name alone is done once for each different name, what depends on the
target once for each different target, and records are made of those rows only that a rule has to look at.
"""

from zhibiao.judge.batch import judge
from zhibiao.judge.fields import DATED, FIELDS, YEAR, shorten

__all__ = ["DATED", "FIELDS", "YEAR", "judge", "shorten"]
