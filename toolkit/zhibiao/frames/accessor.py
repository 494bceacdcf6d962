"""`df.zhibiao`: what can be asked of a frame, as methods; each calls the function of its name."""

from __future__ import annotations

import warnings
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from zhibiao.frames.clusters import Synonyms
    from zhibiao.frames.drawn import Plots
    from zhibiao.records import Review

NAME = "zhibiao"


class FrameMethods:
    """The methods of `df.zhibiao`; `columns` settles which column holds which field, {"name": "考核内容"}.

    >>> import pandas as pd, zhibiao.frames
    >>> pd.DataFrame({"三级指标": ["新增就业人数"], "指标值": ["≥700人"]}).zhibiao.tag()["category"].tolist()
    ['E2']
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def tag(self, **options: Any) -> pd.DataFrame:
        """As `zhibiao.tag`, with the dtypes of `frames.typed`: closed lists as categoricals."""
        from zhibiao.frames.types import typed
        from zhibiao.tag import new_names, tag

        names = new_names(self._frame.columns)
        return typed(tag(self._frame, **options), names)

    def review(
        self, *, profile: str = "auto", columns: Mapping[str, str] | None = None, **options: Any
    ) -> Review:
        """As `zhibiao.review` of the rows of one document; `options` are those of `review`.

        Raises ZhibiaoError TG05 where the column `source` names several documents: `reviews` is for these; TG03 for
        an empty frame.
        """
        from zhibiao.frames.documents import one_document
        from zhibiao.review import review

        return review(one_document(self._frame, profile=profile, columns=columns), **options)

    def reviews(
        self,
        *,
        profile: str = "auto",
        columns: Mapping[str, str] | None = None,
        select: tuple[str, ...] = (),
        ignore: tuple[str, ...] = (),
        **options: Any,
    ) -> list[Review]:
        """One review a document (column `source`), with what only their comparison shows (copied tables, ...)."""
        from zhibiao.frames.documents import documents
        from zhibiao.review import compare_reviews, review_alone

        alone = [
            review_alone(document, select=select, ignore=ignore, **options)
            for document in documents(self._frame, profile=profile, columns=columns)
        ]
        return compare_reviews(alone, select=select, ignore=ignore, allow=options.get("allow", ()))

    def vagueness(self, by: str | Sequence[str] = (), **options: Any) -> pd.DataFrame:
        """Shares of the tiers and of what can be checked by group: see `frames.vagueness`."""
        from zhibiao.frames.shares import vagueness

        return vagueness(self._frame, by, **options)

    def crosswalk(self, profile: str, **options: Any) -> pd.DataFrame:
        """The frame with the labels of another local frame: see `frames.crosswalk`."""
        from zhibiao.frames.crossing import crosswalk

        return crosswalk(self._frame, profile, **options)

    def neighbours(self, row: Hashable, n: int = 5, **options: Any) -> pd.DataFrame:
        """The rows most like one row: see `frames.neighbours`."""
        from zhibiao.frames.nearest import neighbours

        return neighbours(self._frame, row, n, **options)

    def compare(self, later: pd.DataFrame, **options: Any) -> pd.DataFrame:
        """The rows of this frame held against those of a later year: see `frames.compare`."""
        from zhibiao.frames.years import compare

        return compare(self._frame, later, **options)

    def synonyms(self, *, corrections: str | Path | pd.DataFrame | None = None, **options: Any) -> Synonyms:
        """Clusters of names that mean the same: see `frames.synonyms`."""
        from zhibiao.frames.clusters import synonyms

        return synonyms(self._frame, corrections=corrections, **options)

    @property
    def plot(self) -> Plots:
        """Pictures of the frame: `df.zhibiao.plot.measurability(by="year")`, see `zhibiao.plots`."""
        from zhibiao.frames.drawn import Plots

        return Plots(self._frame)


def register() -> None:
    """Make `df.zhibiao` known to pandas; a second time changes nothing.

    Where another package has given the name to something else, that stays, with a UserWarning: the functions of
    `zhibiao.frames` do the same work.

    >>> register()
    >>> import pandas as pd
    >>> hasattr(pd.DataFrame, "zhibiao")
    True
    """
    import pandas as pd

    known = getattr(pd.DataFrame, NAME, None)
    if known is None:
        pd.api.extensions.register_dataframe_accessor(NAME)(FrameMethods)
    elif known is not FrameMethods:
        warnings.warn(
            f"df.{NAME} 已被占用，请改用 zhibiao.frames / is taken, use zhibiao.frames", stacklevel=2
        )
