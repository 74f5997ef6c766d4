# SPDX-License-Identifier: MIT
"""What a reader is told of a table's header cells: those of the first row head columns, those below their row, and
each table begins anew."""
import os
import pathlib
import re
import subprocess
import tempfile

TABLE = ("<table><tr><th>Year</th><th>Sum</th></tr><tr><th>2021</th><td>5</td></tr>"
         "<tr><th>2022</th><td>7</td></tr></table>")
LETTER = ('<html lang="en"><body><h1>Sums</h1><p>A paragraph that is long enough to be one of a letter.</p>'
          f"{TABLE}<p>Another paragraph of the letter stands here.</p>{TABLE}<p>And this is its last one.</p></body>")

with tempfile.TemporaryDirectory() as folder:
    letter, record = pathlib.Path(folder) / "letter.html", pathlib.Path(folder) / "letter.pdf"
    letter.write_text(LETTER, encoding="utf-8")
    subprocess.run([os.environ["WARRAQ"], "render", letter, "--date", "2020-01-01", "--quiet", "-o", record], check=True)
    told = subprocess.run(["pdfinfo", "-struct", record], capture_output=True, text=True, check=True).stdout
scopes = re.findall(r"/Scope /(\w+)", told)
assert scopes == ["Column", "Column", "Row", "Row"] * 2, scopes
