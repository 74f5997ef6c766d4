# SPDX-License-Identifier: CC0-1.0
"""make.py FOLDER: the kit's archives, and verdicts.json, which says of each what a verifier should and why.
make.py --verdicts prints verdicts.json alone. Files over a megabyte are made only with --all."""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from cases import CASES, VALID, WHY  # noqa: E402

LARGE = 2 ** 20


def file_name(kind, number, title):
    words = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-").lower()[:48]
    return f"{kind}-{number:03}-{words}.zip"


def rows():
    """(verdict, maker) of each, the verdict as it stands in verdicts.json."""
    for number, (title, make) in enumerate(VALID):
        yield {"file": file_name("valid", number, title), "verdict": "valid", "title": title,
               "why": "Every reader takes out these names and these bytes."}, make
    for number, (title, code, _, make) in enumerate(CASES):
        yield {"file": file_name("refuse", number, title), "verdict": "refuse", "title": title, "code": code,
               "why": WHY[code]}, make


def verdicts():
    return json.dumps([row for row, _ in rows()], indent=1, ensure_ascii=True) + "\n"


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    if "--verdicts" in sys.argv:
        sys.stdout.write(verdicts())
        return
    if len(words) != 1:
        sys.exit(__doc__)
    folder = pathlib.Path(words[0])
    folder.mkdir(parents=True, exist_ok=True)
    for row, make in rows():
        data = make()
        if len(data) < LARGE or "--all" in sys.argv:
            (folder / row["file"]).write_bytes(data)
    (folder / "verdicts.json").write_text(verdicts())


if __name__ == "__main__":
    main()
