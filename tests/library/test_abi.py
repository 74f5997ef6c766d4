# SPDX-License-Identifier: MIT
"""What warraq.h declares is what bindings were made from, and a changed signature is refused."""
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(os.environ.get("SOURCE", ".")).resolve()


def check(*words):
    done = subprocess.run([sys.executable, SOURCE / "python/abi", "--check", *words], capture_output=True, text=True)
    return done.returncode, done.stdout


def planted(old, new):
    text = (SOURCE / "src/warraq.h").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    with tempfile.NamedTemporaryFile("w", suffix=".h", encoding="utf-8") as header:
        header.write(text.replace(old, new))
        header.flush()
        return check("--header", header.name)


status, said = check()
assert status == 0, said
for old, new in (("WARRAQ_USAGE = 2,", "WARRAQ_USAGE = 5,"),
                 ("warraq_free(struct warraq *w)", "warraq_free(struct warraq *w, int how)"),
                 ("size_t line, column;", "size_t column, line;")):
    status, said = planted(old, new)
    assert status == 1 and "another now, or gone" in said, (old, said)
status, said = planted("WARRAQ_API int warraq_version_num(void);",
                       "WARRAQ_API int warraq_version_num(void);\nWARRAQ_API int warraq_more(void);")
assert status == 1 and "New declarations" in said, said
print("the header is the manifest's; three changed signatures and one new were seen")
