"""Open places: what stands where a number is needed that only the body itself can give."""

OPEN = "〈由单位依据上年实际数填写〉"
OPEN_MEAN = "〈由单位依据前三年平均数填写〉"
OPEN_GRADE = "〈由单位对照评定标准填写等次〉"
OPEN_DATE = "〈由单位依据年度工作计划填写年月日〉"
OPEN_BEGINS = "〈由单位"
DATE_UNIT = "年月日"


def has_open_place(text: str) -> bool:
    """Whether a text has an open place of a suggestion.

    >>> has_open_place(f"≥{OPEN}%"), has_open_place("≥95%")
    (True, False)
    """
    return OPEN_BEGINS in text
