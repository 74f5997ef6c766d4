# SPDX-License-Identifier: MIT
"""Rules no page may break, on the first letters of those that tests/conform/pages puts together at random."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "conform" / "pages"))
sys.argv[1:] = ["--letters", "60"]
import judge  # noqa: E402

sys.exit(judge.main())
