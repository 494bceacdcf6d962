"""Open places: what stands where a number is needed that only the body itself can give."""

OPEN = "〈由单位依据上年实际数填写〉"
OPEN_GRADE = "〈由单位依据上年评定结果填写等次〉"
OPEN_DATE = "〈由单位依据年度工作计划填写年月日〉"
