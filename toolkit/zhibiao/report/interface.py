"""Texts of the reports in two languages, and the names of categories and canonical indicators."""

from __future__ import annotations

from functools import cache

from zhibiao.taxonomy import list_yaml, load_yaml
from zhibiao.taxonomy.profiles import profiles

_TEXTS = "lexicon/interface.yml"


def say(lang: str, key: str, **values: object) -> str:
    """The interface text `key` in `lang` (zh or en), its places filled with `values`.

    Raises KeyError for an unknown key or language.

    >>> say("zh", "findings_count", n=3), say("en", "severity_high")
    ('问题 3 条', 'High')
    """
    text: str = load_yaml(_TEXTS)[key][lang]
    return text.format(**values) if values else text


def say_or(lang: str, key: str, otherwise: str) -> str:
    """The interface text `key`, or `otherwise` where the catalogue has none: for codes of open lists.

    >>> say_or("zh", "kind_dept_goal", "?"), say_or("zh", "kind_new", "new")
    ('部门整体绩效目标表', 'new')
    """
    return say(lang, key) if key in load_yaml(_TEXTS) else otherwise


@cache
def _categories() -> dict[str, dict[str, str]]:
    return {entry["code"]: entry for entry in load_yaml("categories.yml")}


def category_name(code: str, lang: str) -> str:
    """Name of a category with its code, the bare code where the taxonomy does not know it.

    >>> category_name("Z9", "zh"), category_name("", "zh")
    ('Z9', '')
    """
    entry = _categories().get(code)
    return f"{code} {entry[lang]}" if entry else code


def profile_name(code: str, lang: str) -> str:
    """Name of a frame, the text itself where it is no known code.

    >>> profile_name("nanjing", "zh") != "nanjing", profile_name("自定", "zh")
    (True, '自定')
    """
    known = {profile.code: profile for profile in profiles()}
    if code not in known:
        return code
    return known[code].en if lang == "en" else known[code].zh


@cache
def _canonical(category: str) -> dict[str, dict[str, str]]:
    path = f"indicators/{category}.yml"
    if path not in list_yaml("indicators"):
        return {}
    return {entry["code"]: entry for entry in load_yaml(path)}


def canonical_name(code: str, lang: str) -> str:
    """Name of a canonical indicator with its code, the bare code where the taxonomy does not know it.

    >>> canonical_name("Z9.99", "zh")
    'Z9.99'
    """
    entry = _canonical(code.partition(".")[0]).get(code)
    return f"{code} {entry[lang]}" if entry else code
