"""The canonical taxonomy: categories, indicators, local frames, printed labels."""

from zhibiao.taxonomy.files import list_yaml, load_yaml
from zhibiao.taxonomy.labels import PrintedLabel, find_label, header_role, header_words

__all__ = ["PrintedLabel", "find_label", "header_role", "header_words", "list_yaml", "load_yaml"]
