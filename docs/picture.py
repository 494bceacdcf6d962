"""The picture of the README: the real HTML report of a sample, as headless Chromium shows it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import zhibiao
from zhibiao.report import write

ROOT = Path(__file__).resolve().parents[1]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
)


def main() -> int:
    """Write docs/report.png; 1 where Chromium is missing."""
    os.chdir(ROOT)  # the page names the file as it was given: no machine's path in the picture
    sample = next(iter(sorted(Path("corpora/samples").glob("*.docx"))))
    with tempfile.TemporaryDirectory() as folder:
        written = write([zhibiao.review(sample)], Path(folder), ["html"])
        page = next(path for path in written if path.name != "index.html")
        picture = ROOT / "docs" / "report.png"
        command = [
            "chromium",
            *FLAGS,
            f"--user-data-dir={folder}/profile",
            "--window-size=1280,2000",
            "--force-device-scale-factor=1",
            f"--screenshot={picture}",
            page.as_uri(),
        ]
        return subprocess.run(command, capture_output=True, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
