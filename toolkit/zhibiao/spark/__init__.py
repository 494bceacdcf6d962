"""Tagging on a Spark cluster: a data frame of any length, or the files of a folder.

PySpark (`pip install 'zhibiao[spark]'`) and Java are needed where these are called, not where they are imported.
"""

from zhibiao.spark.frames import tag

__all__ = ["tag"]
