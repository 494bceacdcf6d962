"""Word and Excel files without the time they were made at: the same review gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def without_times(data: bytes, *, properties: bool = False) -> bytes:
    """The same package with no time at its parts, and with `properties` none in its document properties.

    openpyxl states the present time there; python-docx only that of its template, which is always the same.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as out:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # its time is 1980, the earliest there is
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = source.read(name)
            timed = properties and name.startswith("docProps/")
            out.writestr(entry, _TIMES.sub(b"", content) if timed else content)
    return stream.getvalue()
