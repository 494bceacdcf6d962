"""The records of a local frame: what a profile file says, and nothing computed from it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Header texts of the frame's form -> the role of the column, in printed order; `mark` as in Formula."""

    headers: dict[str, str]
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points by level-1 label as (least, most); `when` says for which table, {} that none are printed.

    `change` is True where the points are added to another scheme.
    """

    when: str
    points: dict[str, tuple[float, float]]
    mark: str
    change: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Required:
    """A category that a table of the frame must have, why, and how sure that is (mark as in Formula)."""

    category: str
    reason: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A label of the frame: where a row stands. `level2` is "" where level 1 has no labels below it.

    `codes` are the categories filed there, the main one first; `holds` the canonical indicators that the frame
    names there; `preferred` the categories for which this label is chosen among several; `seen` the tables in which
    it was read.
    """

    level1: str
    level2: str
    dimension: str
    variants: tuple[str, ...]
    codes: tuple[str, ...]
    holds: tuple[str, ...]
    preferred: tuple[str, ...]
    mark: str
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One local frame.

    `labels` maps a bare level-2 label to the category codes the frame files under it; `frame` maps a prescribed level-3 name
    (normalised) to its (level1, level2); `prescribed` lists those names as printed, by level-2 label; `umbrella` maps a
    prescribed name that stands for whole categories to their codes; `same_name` maps (bare level-2 label, normalised name)
    to the canonical indicator meant there; `absent` says of a category why the frame has no label for it.
    `typical` are the bare labels by which the frame is known; `needs` (any) and `without` (all) narrow that down,
    `must` asks for its `place` or one of its titles (`title`).
    """

    code: str
    zh: str
    en: str
    region: str
    source: str
    mark: str
    doc_kinds: tuple[str, ...]
    typical: frozenset[str]
    titles: tuple[str, ...]
    needs: frozenset[str]
    without: frozenset[str]
    must: tuple[str, ...]
    columns: Columns
    weights: tuple[Weights, ...]
    required: tuple[Required, ...]
    places: tuple[Place, ...]
    labels: dict[str, tuple[str, ...]]
    frame: dict[str, tuple[str, str]]
    prescribed: dict[str, tuple[str, ...]]
    umbrella: dict[str, tuple[str, ...]]
    same_name: dict[tuple[str, str], str]
    absent: dict[str, str]
