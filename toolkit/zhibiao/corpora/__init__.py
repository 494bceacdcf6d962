"""The labelled rows of the repository: generated from a grammar, checked, and counted for their data cards."""

from zhibiao.corpora.build import built_files, stale_files
from zhibiao.corpora.check import check_corpora
from zhibiao.corpora.faults import MESSAGES, Fault
from zhibiao.corpora.generate import generate_rows

__all__ = ["MESSAGES", "Fault", "built_files", "check_corpora", "generate_rows", "stale_files"]
