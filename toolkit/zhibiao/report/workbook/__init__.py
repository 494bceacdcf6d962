"""Remarks written into a workbook as it is: only the parts that a remark touches are changed."""

from __future__ import annotations

from zhibiao.report.workbook.annotate import annotate

__all__ = ["annotate"]
