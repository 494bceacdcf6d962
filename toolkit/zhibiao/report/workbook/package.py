"""The parts of a workbook and how they refer to each other; untouched parts are copied byte by byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhibiao.errors import ZhibiaoError
from zhibiao.read.archive import open_archive, read_xml
from zhibiao.report.workbook.xml import Element, child

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # new parts carry no time: the same review gives the same bytes


@dataclass(slots=True)
class Package:
    """A workbook that is being changed: `edited` and `added` hold what differs from `archive`."""

    archive: zipfile.ZipFile
    path: str
    edited: dict[str, Element] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return part in self.edited or part in self.added or part in self.archive.NameToInfo

    def read(self, part: str) -> Element:
        """The root of an XML part, to look at."""
        return self.edited[part] if part in self.edited else read_xml(self.archive, part, self.path)

    def edit(self, part: str) -> Element:
        """The root of an XML part, to change: the part will be written anew."""
        return self.edited.setdefault(part, self.read(part))

    def raw(self, part: str) -> bytes:
        """The bytes of a part that is no proper XML. Raises ZhibiaoError RD07 where it is missing."""
        if part in self.added:
            return self.added[part]
        try:
            return self.archive.read(part)
        except KeyError as error:
            raise ZhibiaoError("RD07", path=self.path, detail=part) from error

    def related(self, source: str, kind: str) -> str:
        """The part of a `kind` (comments, styles, ...) that `source` refers to, "" where there is none."""
        return next((part for part in self.relations(source, kind).values()), "")

    def relations(self, source: str, kind: str) -> dict[str, str]:
        """Parts of a `kind` that `source` refers to, by the id of the reference."""
        if not self.has(_rels(source)):
            return {}
        return {
            node.get("Id", ""): _resolve(source, node.get("Target", ""))
            for node in self.read(_rels(source))
            if node.get("Type", "").endswith(f"/{kind}") and node.get("TargetMode") != "External"
        }

    def relate(self, source: str, kind: str, part: str, office: str) -> str:
        """Let `source` refer to `part`; gives the id of the reference."""
        rels = _rels(source)
        if not self.has(rels):
            self.edited[rels] = _new_relationships()
        root = self.edit(rels)
        taken = {node.get("Id") for node in root}
        name = next(name for name in _names("rId{}") if name not in taken)
        child(root, "Relationship", Id=name, Type=f"{office}/{kind}", Target=f"/{part}")
        return name

    def free_name(self, pattern: str) -> str:
        """The first name of the pattern that no part has."""
        taken = {name.lower() for name in (*self.archive.namelist(), *self.edited, *self.added)}
        return next(name for name in _names(pattern) if name.lower() not in taken)

    def declare(self, part: str, content_type: str) -> None:
        """Say what a new part is."""
        child(self.edit(_TYPES), "Override", PartName=f"/{part}", ContentType=content_type)

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """Say what parts with this suffix are, unless it is said already."""
        types = self.edit(_TYPES)
        if not any(node.get("Extension", "").lower() == suffix for node in types):
            types.insert(0, child(types, "Default", Extension=suffix, ContentType=content_type))

    def save(self) -> bytes:
        """The workbook: every part in its old place, new ones at the end."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            for entry in self.archive.NameToInfo.values():
                out.writestr(_copy(entry), self._content(entry.filename))
            for part in sorted({*self.edited, *self.added} - self.archive.NameToInfo.keys()):
                out.writestr(_entry(part, _DATE), self._content(part))
        return stream.getvalue()

    def _content(self, part: str) -> bytes:
        from lxml import etree

        if part in self.edited:
            content: bytes = etree.tostring(
                self.edited[part], xml_declaration=True, encoding="UTF-8", standalone=True
            )
            return content
        return self.raw(part)


def open_package(data: bytes, path: str) -> Package:
    """The parts of the workbook `data`. Raises ZhibiaoError RD07 (damaged) or RD08 (unpacks to too much)."""
    return Package(archive=open_archive(data, path), path=path)


def _names(pattern: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield pattern.format(number)


def _rels(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _new_relationships() -> Element:
    from lxml import etree

    return etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _copy(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    entry = _entry(old.filename, old.date_time)
    entry.external_attr = old.external_attr
    if old.compress_type == zipfile.ZIP_STORED:
        entry.compress_type = zipfile.ZIP_STORED
    return entry


def is_macro_workbook(package: Package, part: str) -> bool:
    """Whether the workbook `part` is declared as one with macros."""
    declared = [
        node.get("ContentType", "")
        for node in package.read(_TYPES)
        if node.get("PartName", "").lstrip("/") == part
    ]
    return any(re.search("macroEnabled", text, re.IGNORECASE) for text in declared)
