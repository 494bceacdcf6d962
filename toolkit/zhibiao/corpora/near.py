"""Rows that are nearly the same: among real documents of different folds, and between own rows and real ones."""

from __future__ import annotations

from collections.abc import Sequence

from zhibiao.learn.corpus import Row

NEAR = 0.9  # cosine of character n-grams
_MAYBE = 0.6  # below this cosine no two names are one letter apart
_LONG = 8  # names from this length on may differ in one letter

Pair = tuple[int, int, float]


def near_pairs(rows: Sequence[Row], folds: dict[str, int]) -> list[Pair]:
    """Pairs of rows (places, cosine) of documents in different folds whose names are nearly the same.

    Nearly: a cosine of at least `NEAR`, or one letter more, less or other in a name of at least 8.
    """
    from zhibiao.learn.folds import unit_vectors

    vectors = unit_vectors([row.name for row in rows])
    product = (vectors @ vectors.T).tocoo()
    pairs = []
    for left, right, cosine in zip(product.row, product.col, product.data, strict=True):
        first, second = rows[int(left)], rows[int(right)]
        if left >= right or cosine < _MAYBE or folds[first.document] == folds[second.document]:
            continue
        if cosine >= NEAR or one_apart(first.name, second.name):
            pairs.append((int(left), int(right), min(1.0, round(float(cosine), 3))))
    return sorted(pairs)


def one_apart(left: str, right: str) -> bool:
    """Whether two long names differ in at most one letter.

    >>> one_apart("项目工程验收合格率", "项目工程验收合格数"), one_apart("合格率", "合格数")
    (True, False)
    """
    short, long = sorted((left, right), key=len)
    if len(short) < _LONG or len(long) - len(short) > 1:
        return False
    same = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return long[same + 1 :] == short[same + (len(short) == len(long)) :]


def copies(names: Sequence[str], others: Sequence[str], least: float = NEAR) -> int:
    """How many of `names` have a near-duplicate among `others`.

    >>> copies(["验收合格率", "受益人数"], ["验收 合格率"])
    1
    """
    from zhibiao.learn.folds import nearest_names

    return int((nearest_names(names, others) >= least - 1e-6).sum())
