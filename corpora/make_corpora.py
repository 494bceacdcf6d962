"""Builds what code writes in the corpora, and checks them: the same bytes every time.

python corpora/make_corpora.py           write the files that are stale, then check everything
python corpora/make_corpora.py --check   write nothing; exit 1 if a file is stale or a check fails
"""

from __future__ import annotations

import sys
from pathlib import Path

from zhibiao.corpora import built_files, check_corpora

CORPORA = Path(__file__).parent


def main(arguments: list[str]) -> int:
    """Write or check; 1 where something is wrong."""
    if "--check" not in arguments:
        for path, text in built_files(CORPORA).items():
            if not path.exists() or path.read_bytes() != text.encode("utf-8"):
                path.write_text(text, encoding="utf-8", newline="\n")
                sys.stdout.write(f"written: {path.relative_to(CORPORA)}\n")
    faults = check_corpora(CORPORA)
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
