"""The font of the plots: a subset of Noto Sans CJK SC, so that Chinese text shows on a machine without a Chinese font.

Needs Debian's package fonts-noto-cjk (`apt-get install fonts-noto-cjk`) and fontTools, which matplotlib brings.
Holds ASCII, all of GB 2312 and the signs of `EXTRA`; outlines are quadratic (TrueType), because matplotlib writes
only those into a PDF in part. Run it again only to add signs: `python docs/make_font.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
FACE = "Noto Sans CJK SC"
FAMILY = "Zhibiao Sans SC"
OUT = Path(__file__).resolve().parents[1] / "toolkit/zhibiao/plots/font/ZhibiaoSansSC-Regular.ttf"
# Signs that goal tables and axes use and GB 2312 does not have; the minus sign is what matplotlib writes.
EXTRA = "·•–—‘’“”…‰′″※←↑→↓−≈≠≤≥⩾⩽≦≧✓✔✗①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㎡㎥㎏㎎㎜㎝㎞㏄℃℉№￥¥€£§°±×÷²³½¼¾〇□■○●△▲▽▼◇◆☆★〔〕〈〉《》「」『』【】～"
# Characters of places and bodies that came after GB 2312, and what our own corpora hold besides.
EXTRA += "堽垴塬洣湉滘崀浉洺磏碶渌漷塅砦硚瞭噁昇喆玥堃珺翀璟祎赟镕犇垚燚頔妤瑄甯═‱﹥﹤‹›"
COARSENESS = 2.0
"""How far, in thousandths of the height of a character, a curve may lie beside the original: not seen at any size of a plot."""
DROPPED = ("BASE", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx", "DSIG")


def gb2312() -> set[str]:
    """Every character of GB 2312 (1980): 6763 Chinese ones, signs, Greek, Cyrillic, kana."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return found


def subset() -> TTFont:
    """The face of the collection with only our characters, no layout rules and no hints."""
    (font,) = (one for one in TTCollection(SOURCE).fonts if one["name"].getDebugName(4) == FACE)
    options = Options()
    options.layout_features = []
    options.hinting = options.glyph_names = False
    options.notdef_outline = True  # a sign that is missing all the same shows as a box
    options.name_IDs = ["*"]
    options.drop_tables += list(DROPPED)
    subsetter = Subsetter(options)
    characters = {chr(code) for code in range(0x20, 0x7F)} | gb2312() | set(EXTRA)
    subsetter.populate(unicodes=[ord(one) for one in characters])
    subsetter.subset(font)
    return font


def to_truetype(font: TTFont) -> None:
    """Cubic outlines as quadratic ones, in place."""
    order, glyphs = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, COARSENESS, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    del font["CFF "]
    font["glyf"].compile(font)
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(maxp, field, int(field == "maxZones"))
    for field in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont) -> None:
    """A name of its own: what is drawn with it shall not depend on which Noto a machine has."""
    names = {
        1: FAMILY,
        2: "Regular",
        3: f"{FAMILY} Regular, subset of {FACE}",
        4: FAMILY,
        6: "ZhibiaoSansSC-Regular",
    }
    kept = {number: font["name"].getDebugName(number) for number in (0, 5, 13, 14)}
    font["name"].names = []
    for number, text in sorted((names | kept).items()):
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)


def main() -> int:
    """Write the font; 1 where the source is missing."""
    if not SOURCE.exists():
        sys.stderr.write(f"{SOURCE}: apt-get install fonts-noto-cjk\n")
        return 1
    font = subset()
    to_truetype(font)
    rename(font)
    font["head"].modified = font["head"].created  # the same bytes whenever it is made
    font.recalcTimestamp = False
    font.save(OUT)
    sys.stdout.write(f"{OUT.name}: {len(font.getBestCmap())} characters, {OUT.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
