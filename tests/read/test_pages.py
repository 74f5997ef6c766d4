# SPDX-License-Identifier: MIT
"""Pages in the manner of twenty site generators: what the site adds is removed, the text is kept (bench/pages)."""
import os
import pathlib
import subprocess
import sys

BENCH = pathlib.Path(os.environ["SOURCE"]) / "bench/pages"
done = subprocess.run([sys.executable, BENCH, "--alone", "--each", "1", "--seed", "mill", "--show"])
assert done.returncode == 0, "less than 95 % is removed, or more than 1 % lost"
