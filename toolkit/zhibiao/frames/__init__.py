"""pandas: documents and reviews as frames, and what a researcher asks of a frame (`df.zhibiao`).

    types       the dtypes of the flat columns: closed lists as categoricals with all their values
    rows        Document, Review -> frame
    documents   frame -> Documents, for a review of rows that came from anywhere
    columns     which column of a frame holds what; a frame tagged where it is not yet
    shares      vagueness by group, with intervals and the index (checked: what can be checked)
    crossing    the labels of another local frame
    likeness    names as sparse rows of character pairs: all alike pairs of many names at once
    nearest     the rows most like one row
    years       rows of two years matched: kept, changed, new, dropped (pairing: alike names; moved: what became of a target)
    clusters    names that mean the same (named, grouping); corrections.py replays what a person decided about them
    drawn       `df.zhibiao.plot`
    accessor    `df.zhibiao`, the same functions as methods

Importing this package registers the accessor with pandas. `import zhibiao` does so as well where pandas is loaded
already, and so does the first frame that comes from `to_frame` or goes through `zhibiao.tag`: pandas knows no entry
points for accessors, and loading it with every `import zhibiao` would make each command slower.
"""

from zhibiao.frames.accessor import FrameMethods, register
from zhibiao.frames.clusters import Synonyms, synonyms
from zhibiao.frames.crossing import crosswalk
from zhibiao.frames.documents import documents
from zhibiao.frames.nearest import neighbours
from zhibiao.frames.rows import document_frame, review_frame
from zhibiao.frames.shares import vagueness
from zhibiao.frames.types import typed
from zhibiao.frames.years import compare

__all__ = [
    "FrameMethods",
    "Synonyms",
    "compare",
    "crosswalk",
    "document_frame",
    "documents",
    "neighbours",
    "register",
    "review_frame",
    "synonyms",
    "typed",
    "vagueness",
]

register()
