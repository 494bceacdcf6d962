"""Tagging on a Spark cluster: a data frame of any length, or files on a shared disk.

PySpark (`pip install 'zhibiao[spark]'`) and Java are needed where these are called, not where they are imported.
"""

from zhibiao.spark.cluster import session
from zhibiao.spark.files import Tagged, tag_files
from zhibiao.spark.frames import tag

__all__ = ["Tagged", "session", "tag", "tag_files"]
