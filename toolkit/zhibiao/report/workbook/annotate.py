"""A workbook and its remarks -> the workbook with comments, coloured cells and the list, nothing else changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhibiao.errors import ZhibiaoError
from zhibiao.report.interface import say
from zhibiao.report.remarks import Place, Remark, comment_runs, gravest_of
from zhibiao.report.workbook.boxes import Box, add_boxes, blocks_of, new_drawing
from zhibiao.report.workbook.comments import new_comments, read_comments
from zhibiao.report.workbook.listing import add_list
from zhibiao.report.workbook.package import Package, is_macro_workbook, open_package
from zhibiao.report.workbook.sheet import Range, Sheet, number_of, read_sheet
from zhibiao.report.workbook.styles import Styles
from zhibiao.report.workbook.xml import Element, address, office, tag

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def annotate(data: bytes, remarks: Sequence[Remark], *, path: str, lang: str) -> tuple[bytes, str]:
    """The workbook `data` with `remarks` in it, and the suffix of its kind (.xlsx or .xlsm).

    A remark whose place is on no sheet of the workbook stands in the list only. Raises ZhibiaoError RD07
    where the workbook is damaged, RD08 where it unpacks to too much.
    """
    package = open_package(data, path)
    workbook = package.related("", "officeDocument")
    if not workbook or package.read(workbook).find("{*}sheets") is None:
        raise ZhibiaoError("RD07", path=path, detail="officeDocument")
    styles = _styles(package, workbook)
    parts = sheet_parts(package, workbook)
    addresses: dict[Place, str] = {}
    for name in dict.fromkeys(remark.place.sheet for remark in remarks if remark.place):
        if name in parts:
            here = [(r.place, r) for r in remarks if r.place and r.place.sheet == name]
            addresses |= _mark(package, parts[name], here, styles, lang)
    add_list(package, workbook, styles, remarks, addresses, lang)
    return package.save(), ".xlsm" if is_macro_workbook(package, workbook) else ".xlsx"


def _styles(package: Package, workbook: str) -> Styles:
    part = package.related(workbook, "styles")
    if not part:
        root = package.read(workbook)
        part = "xl/styles.xml"  # some programs look for no other name
        package.edited[part] = root.makeelement(
            tag(root, "styleSheet"), nsmap={None: root.nsmap[root.prefix]}
        )
        package.declare(part, f"{_SPREADSHEET}.styles+xml")
        package.relate(workbook, "styles", part, office(root))
    return Styles(root=package.edit(part))


def sheet_parts(package: Package, workbook: str) -> dict[str, str]:
    """The part of every sheet of cells, by the sheet's name."""
    parts = package.relations(workbook, "worksheet")
    found = {}
    for node in package.read(workbook).iterfind("{*}sheets/{*}sheet"):
        ids = [value for key, value in node.attrib.items() if key.endswith("}id")]
        if ids and ids[0] in parts:
            found[node.get("name", "")] = parts[ids[0]]
    return found


def _mark(
    package: Package, part: str, remarks: Iterable[tuple[Place, Remark]], styles: Styles, lang: str
) -> dict[Place, str]:
    """Colour and comment the cells of one sheet; the addresses that the places became."""
    sheet = read_sheet(package.read(part))
    areas: dict[Range, list[Remark]] = {}
    addresses: dict[Place, str] = {}
    for place, remark in remarks:
        area = sheet.area(place.line, place.column)
        addresses[place] = address(*area[:2])
        if remark.severity:
            areas.setdefault(area, []).append(remark)
    if not areas:
        return addresses
    package.edited[part] = sheet.root
    for area, here in areas.items():
        cell = sheet.cell(*area[:2])
        cell.set("s", str(styles.filled(number_of(cell.get("s")), gravest_of(here))))
    _comment(package, part, sheet, areas, lang)
    return addresses


def _comment(package: Package, part: str, sheet: Sheet, areas: dict[Range, list[Remark]], lang: str) -> None:
    comments = read_comments(_comments_root(package, part, sheet.root), say(lang, "comment_author"))
    boxes = []
    for area, here in areas.items():
        runs = comment_runs(here, lang)
        if comments.add(address(*area[:2]), runs):
            boxes.append(Box(area=area, text="".join(text for text, _ in runs)))
    if not boxes:
        return
    drawing = package.related(part, "vmlDrawing")
    if not drawing or sheet.root.find("{*}legacyDrawing") is None:
        drawing = _new_drawing(package, part, sheet, len(boxes))
    try:
        package.added[drawing] = add_boxes(package.raw(drawing), boxes, sheet)
    except ValueError as error:
        raise ZhibiaoError("RD07", path=package.path, detail=f"{drawing}: {error}") from error


def _comments_root(package: Package, part: str, sheet: Element) -> Element:
    if found := package.related(part, "comments"):
        return package.edit(found)
    name = package.free_name("xl/comments{}.xml")
    package.edited[name] = new_comments(sheet)
    package.declare(name, f"{_SPREADSHEET}.comments+xml")
    package.relate(part, "comments", name, office(sheet))
    return package.edited[name]


def _new_drawing(package: Package, part: str, sheet: Sheet, boxes: int) -> str:
    name = package.free_name("xl/drawings/vmlDrawing{}.vml")
    names = {*package.archive.namelist(), *package.added}
    used = [block for known in names if known.endswith(".vml") for block in blocks_of(package.raw(known))]
    package.added[name] = new_drawing(1 + max(used, default=0), boxes)
    package.declare_suffix("vml", _DRAWING)
    sheet.refer_to_boxes(package.relate(part, "vmlDrawing", name, office(sheet.root)))
    return name
