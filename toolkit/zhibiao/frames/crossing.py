"""The labels that a row would stand under in another local frame, row by row, so that years and places compare."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from zhibiao.errors import ZhibiaoError
from zhibiao.frames.columns import tagged
from zhibiao.taxonomy import load_yaml

if TYPE_CHECKING:
    import pandas as pd


def crosswalk(
    frame: pd.DataFrame,
    profile: str,
    *,
    suffix: str | None = None,
    lang: str = "zh",
    columns: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """`frame` (tagged first where it is not) with three columns: where the local frame `profile` would file each row.

    `profile` is a code (`mof_2021_101`) or a usual name (101号, 10号, 53号, 南京, 湖北, ...; see
    data/lexicon/profile_names.yml). `level1<suffix>` and `level2<suffix>` are categoricals of the frame's own labels
    in their order, missing where it has no place; `note<suffix>` then says so (`lang` zh or en). `suffix` is `_` and the code
    of the frame unless you give one: frames can be crossed one after the other. The canonical indicator decides where
    the frame names it itself, else the category.
    Raises ZhibiaoError CF02 for an unknown frame, TG01 where no column holds names, TG04 where the frame has
    columns of these names already.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"name": ["培训人次", "机制可持续运行年限"], "target": ["≥90人次", "≥3年"]})
    >>> crossed = crosswalk(frame, "101号", suffix="_101")
    >>> crossed["level2_101"].tolist()[0], bool(crossed["note_101"][1])
    ('数量指标', True)
    """
    import pandas as pd

    code = profile_code(profile)
    found = tagged(frame, columns=columns)
    end = f"_{code}" if suffix is None else suffix
    names = [f"{part}{end}" for part in ("level1", "level2", "note")]
    for name in names:
        if name in found.frame.columns:
            raise ZhibiaoError("TG04", column=name)
    keys = pd.Series(list(zip(found.texts("canonical"), found.texts("category"), strict=True)))
    number, different = pd.factorize(keys)
    told = [_place(code, canonical, category, lang) for canonical, category in different]
    level1, level2, note = (
        pd.Series([one[part] for one in told], dtype="object").take(number) for part in range(3)
    )
    labels = _labels(code)
    made = {
        names[0]: pd.Categorical(level1, categories=labels[0]),
        names[1]: pd.Categorical(level2, categories=labels[1]),
        names[2]: pd.Series(note.to_numpy(), dtype="str", index=found.frame.index),
    }
    return found.frame.assign(**made)


def profile_code(name: str) -> str:
    """The code of a local frame by its code or usual name; raises ZhibiaoError CF02 for an unknown one.

    >>> profile_code("101号"), profile_code("财预〔2020〕10号"), profile_code("nanjing")
    ('mof_2021_101', 'mof_2020_10', 'nanjing')
    """
    from zhibiao.taxonomy.profiles import find_profile

    known: dict[str, str] = load_yaml("lexicon/profile_names.yml")["names"]
    bare = (
        name.removeprefix("财预").lstrip("〔[（(0123456789").lstrip("〕]）)")
        if name.startswith("财预")
        else name
    )
    return find_profile(known.get(name) or known.get(bare) or name).code


@lru_cache(maxsize=8192)
def _place(profile: str, canonical: str, category: str, lang: str) -> tuple[str | None, str | None, str]:
    """level1, level2 and note of one indicator; labels None where there is no place."""
    from zhibiao.taxonomy.crosswalk import find_place, place_note

    place = find_place(profile, canonical or category)
    if place is None:
        return None, None, place_note(profile, category, lang)
    return place.level1, place.level2, ""


def _labels(profile: str) -> tuple[list[str], list[str]]:
    from zhibiao.taxonomy.profiles import find_profile

    places = find_profile(profile).places
    return (
        list(dict.fromkeys(place.level1 for place in places)),
        list(dict.fromkeys(place.level2 for place in places)),
    )
