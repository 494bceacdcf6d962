"""Tables of any length tagged on one machine; the way of the data is inputs, keys, memory, workers, outputs.

`lines` and `repair` make sense of text files, `from_<format>` read and `to_<format>` write, `kept` lets an interrupted
run go on, `run` leads all of it.
"""

from zhibiao.bulk.run import Progress, tag_files
from zhibiao.bulk.summary import Summary

__all__ = ["Progress", "Summary", "tag_files"]
