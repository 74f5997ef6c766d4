# SPDX-License-Identifier: MIT
"""Pages in the manner of twenty site generators: what the site adds is removed, the text is kept (bench/pages)."""
import os
import pathlib
import subprocess
import sys

BENCH = pathlib.Path(os.environ["SOURCE"]) / "bench/pages"
# The second: builders that put every paragraph into a "widget", beside teasers of other articles.
for asked in (["--each", "1", "--seed", "mill"], ["--each", "3", "--seed", "last", "--only", "elementor"]):
    done = subprocess.run([sys.executable, BENCH, "--alone", "--show", *asked])
    assert done.returncode == 0, f"{asked}: less than 95 % is removed, or more than 1 % lost"
