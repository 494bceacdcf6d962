"""What a file is by its content: the suffix of downloaded files is often wrong."""

from __future__ import annotations

import io
import re

# Formats that are certainly not text; docx, xlsx, xls, doc and pdf are told apart below.
_BINARY = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf",
    b"Rar!\x1a",
    b"\x7fELF",
    b"SQLite format 3",
)
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# (stream name in the directory of an OLE file, what the file then is); a document may embed a workbook.
_STREAMS = (("EncryptedPackage", "encrypted"), ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
# (words of [Content_Types].xml or of the mimetype entry, what the archive then is)
_PARTS = (
    (b"wordprocessingml.document.main", "docx"),
    (b"ms-word.document.macroenabled.main", "docx"),
    (b"spreadsheetml.sheet.main", "xlsx"),
    (b"ms-excel.sheet.macroenabled.main", "xlsx"),
    (b"ms-excel.sheet.binary", "xlsb"),
    (b"presentationml", "pptx"),
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
)
_TABLE_MARKUP = re.compile(r"<table[\s>].*?<tr[\s>].*?<t[dh][\s>]", re.IGNORECASE | re.DOTALL)
# Formats of text that no reader takes, and pdf.
_HEADS = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"\{\\rtf"), "rtf"),
    (re.compile(rb"(?i)(?:From:|MIME-Version:)[^\x00]{0,2000}multipart/related"), "mht"),
    (re.compile(rb"<\?xml[^\x00]*<Workbook[^\x00]*urn:schemas-microsoft-com:office:spreadsheet"), "xml"),
)


def kind_of(data: bytes) -> str:
    """The format of `data` as a suffix without dot, "" where it may be text.

    Besides the suffixes: `encrypted` (a password protects it), `zip` and `ole` (an archive without a document
    that we know), `binary` (something else that is not text).

    >>> kind_of(b"%PDF-1.7"), kind_of("绩效目标".encode())
    ('pdf', '')
    """
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "ole")
    if data.startswith(_BINARY):
        return "binary"
    head = data[:4096].lstrip()
    return next((kind for sign, kind in _HEADS if sign.match(head)), "")


def _kind_of_zip(data: bytes) -> str:
    import zipfile

    from zhibiao.read.archive import damage

    words = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in {"[Content_Types].xml", "mimetype"} & set(archive.namelist()):
                with archive.open(name) as part:
                    words += part.read(1 << 20).lower()  # bounded: this runs before the bomb check
    except damage():
        return "zip"
    return next((kind for sign, kind in _PARTS if sign in words), "zip")


def is_markup(text: str) -> bool:
    """Whether the text is HTML with a table in it, whatever its file is called.

    >>> is_markup("<TABLE border=1><tr><td>产出指标</td></tr></TABLE>"), is_markup("<p>年度目标</p>")
    (True, False)
    """
    return _TABLE_MARKUP.search(text) is not None


def is_delimited(text: str) -> bool:
    """Whether most lines that are not empty hold tabs or commas: an export that calls itself .xls.

    >>> is_delimited("一级指标\\t二级指标\\n产出\\t数量"), is_delimited("年度目标\\n完成")
    (True, False)
    """
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    return sum("\t" in line or "," in line for line in lines) * 2 > len(lines)
