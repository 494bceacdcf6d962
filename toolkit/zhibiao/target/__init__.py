"""Text to Target: numbers, comparators, units, deadlines, and words that carry no criterion.

Works on characters with offsets, without segmentation; needs nothing but re and the YAML lexicons.
"""

from zhibiao.target.cell import ends_like_name, looks_like_target
from zhibiao.target.grade import grade_rank
from zhibiao.target.parse import parse_target, parse_targets
from zhibiao.target.parts import Part, find_parts
from zhibiao.target.prose import find_targets
from zhibiao.target.wording import Match, vague_words

__all__ = [
    "Match",
    "Part",
    "ends_like_name",
    "find_parts",
    "find_targets",
    "grade_rank",
    "looks_like_target",
    "parse_target",
    "parse_targets",
    "vague_words",
]
