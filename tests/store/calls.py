# SPDX-License-Identifier: MIT
"""The program called in a folder, and what was not as it should be."""
import os
import subprocess

WARRAQ = os.path.abspath(os.environ["WARRAQ"])
faults = []


def check(right, what, done=None):
    if not right:
        faults.append(f"{what}: {done}")


def run(folder, *words):
    return subprocess.run([WARRAQ, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=120,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"})
