"""zhibiao (指标): reads budget performance goal tables and says which targets nobody can check.

The verbs here are the verbs of the command line. They share their names with the folders that do the
work (`zhibiao.read` is a function, `zhibiao.read.from_text` a module): the functions are bound after the
folders were imported, so both ways of importing work.
"""

from zhibiao.classify import classify
from zhibiao.review import read, review
from zhibiao.suggest import suggest
from zhibiao.target import find_targets, parse_target

__version__ = "0.1.0"

__all__ = ["__version__", "classify", "find_targets", "parse_target", "read", "review", "suggest"]
