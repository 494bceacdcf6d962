"""`make fuzz`: damaged copies of the samples for a minute; whatever is neither read nor refused with a code is kept.

python tests/fuzz.py [seconds] [seed]      findings go to fuzz/, one file each; exit 1 if there are any
"""

from __future__ import annotations

import io
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path

from zhibiao.batch import TooLong, bounded
from zhibiao.errors import ZhibiaoError
from zhibiao.extract import extract
from zhibiao.read import read_bytes

ROOT = Path(__file__).resolve().parents[1]
OUT = Path("fuzz")
SECONDS, GIGABYTES = 10, 1  # what one file may take
TOKENS = (
    b"\x00",
    b"\xff",
    b"<",
    b">",
    b"&",
    b'"',
    b"9999999999",
    b"-1",
    b"</",
    b"]]>",
    "≥".encode(),
    b"\xed\xa0\x80",
)


def seeds() -> list[tuple[str, bytes]]:
    """(name, content) of the samples, and a PDF made on the spot."""
    files = [
        path
        for path in sorted((ROOT / "corpora/samples").iterdir())
        if path.suffix in (".csv", ".docx", ".txt", ".html", ".xlsx")
    ]
    return [*((path.name, path.read_bytes()) for path in files), ("table.pdf", a_pdf())]


def a_pdf() -> bytes:
    """A ruled table as PDF."""
    from reportlab.lib import colors
    from reportlab.platypus import SimpleDocTemplate, Table

    stream = io.BytesIO()
    rows = [["name", "target"], *([f"row {number}", f">={number}"] for number in range(20))]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    SimpleDocTemplate(stream).build([Table(rows, style=style)])
    return stream.getvalue()


def mutate(data: bytes, draw: random.Random) -> bytes:
    """Some bytes flipped, cut, doubled, or replaced by something nasty; in a zip, inside one of its parts."""
    if data.startswith(b"PK") and draw.random() < 0.8:
        return _in_part(data, draw)
    broken = bytearray(data)
    for _ in range(draw.choice((1, 2, 5, 20))):
        at = draw.randrange(max(1, len(broken)))
        kind = draw.randrange(4)
        if kind == 0 and broken:
            broken[at] ^= 1 << draw.randrange(8)
        elif kind == 1:
            del broken[at : at + draw.choice((1, 10, 1000))]
        elif kind == 2:
            broken[at:at] = broken[at : at + draw.choice((1, 50, 5000))]
        else:
            broken[at : at + draw.randrange(4)] = draw.choice(TOKENS)
    return bytes(broken)


def _in_part(data: bytes, draw: random.Random) -> bytes:
    """The zip with one part damaged before it is packed again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = draw.choice(old.namelist())
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutate(content, draw) if name == chosen else content)
    return stream.getvalue()


def attempt(name: str, data: bytes) -> str:
    """What came of reading it: `read`, a code, or the traceback of anything else."""
    try:
        with bounded(SECONDS, GIGABYTES):
            extract(read_bytes(data, name))
    except ZhibiaoError as error:
        return error.code
    except TooLong:
        return f"took more than {SECONDS} s"
    except Exception:  # noqa: BLE001 - anything else is what this looks for
        return traceback.format_exc()
    return "read"


def main(seconds: float, seed: int) -> int:
    """Damage and read until the time is over; 1 where something was neither read nor refused."""
    draw, known, outcomes, bad = random.Random(seed), seeds(), Counter[str](), 0  # noqa: S311 - no secret
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        name, data = draw.choice(known)
        broken = mutate(data, draw)
        outcome = attempt(name, broken)
        if outcome == "read" or len(outcome) == 4:
            outcomes[outcome] += 1
            continue
        bad += 1
        OUT.mkdir(exist_ok=True)
        (OUT / f"{bad:03d}_{name}").write_bytes(broken)
        sys.stdout.write(f"{OUT / f'{bad:03d}_{name}'}: {outcome}\n")
    sys.stdout.write(f"{sum(outcomes.values())} copies: {dict(sorted(outcomes.items()))}; findings: {bad}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    numbers = [float(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(numbers + [60, time.time_ns() % 10**6][len(numbers) :])))  # type: ignore[arg-type]
