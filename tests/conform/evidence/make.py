# SPDX-License-Identifier: MIT
"""make.py FOLDER: a thousand archives, and the records of them: made, their stamp renewed, a new tree; apart and in common. Prints
what EvidenceJudge is to read: the common records over all, every tenth archive's own, and five that it has to refuse."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "archive"))
import stamping  # noqa: E402

WARRAQ = os.environ["WARRAQ"]
MANY = 1000


def evidence(by, when, target, *words):
    stamping.withdrawn_list(when)
    call = [WARRAQ, "evidence", "archives", "-o", target, *words]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    query = f"{target}.tsq" if target.endswith(".ers") else f"{target}/evidence.tsq"
    stamping.answer(query, "answer.tsr", by, when)
    subprocess.run([*call, "--timestamp", "answer.tsr"], check=True, stdout=subprocess.DEVNULL)


def make():
    os.mkdir("letters")
    for n in range(MANY):
        pathlib.Path(f"letters/{n:04}.txt").write_text(f"Open letter\n\nWe ask {n}.\n\nSigned:\n1. Ann Lee\n2. Bo Moe\n")
    subprocess.run([WARRAQ, "archive", "letters", "--date", "2020-09-09", "-o", "archives", "--editions", "none", "--quiet"],
                   check=True, stdout=subprocess.DEVNULL)
    stamping.authority("Authority", "keyCertSign,cRLSign")
    stamping.certify("First", start="20190101000000Z", end="20240101000000Z")
    stamping.certify("Second", start="20220101000000Z")
    stamping.certify("Third", start="20240101000000Z")
    evidence("Third", "20250101000000Z", "fresh.ers")
    for kind in ("apart-{}", "common-{}.ers"):
        one, two, three = (kind.format(n) for n in (1, 2, 3))
        evidence("First", "20200101000000Z", one)
        evidence("Second", "20230101000000Z", two, "--renew", one)
        evidence("Third", "20250101000000Z", three, "--renew", two, "--digest", "sha3-512")


def line(record, *archives):
    print("\t".join([record, *archives]))


def bad(name, record, edit):
    chains = stamping.record_read(pathlib.Path(record).read_bytes())
    edit(chains)
    pathlib.Path(name).write_bytes(stamping.record_write(chains))
    return name


def other(chains, chain, stamp):
    chains[chain][stamp]["token"] = stamping.token("sha512", bytes(64), "Second", "20230101000000Z")


def main():
    os.chdir(sys.argv[1])
    make()
    for name in ("fresh", "common-1", "common-2", "common-3"):
        line(f"{name}.ers", *(f"archives/{i:04}.zip" for i in range(MANY)))
    for n in (2, 3):
        for i in range(0, MANY, 10):
            line(f"apart-{n}/{i:04}.zip.ers", f"archives/{i:04}.zip")
    pathlib.Path("changed.zip").write_bytes(b"changed")
    line("apart-3/0007.zip.ers", "archives/0008.zip")
    line("common-3.ers", "changed.zip")
    line(bad("bad-1.ers", "apart-1/0007.zip.ers", lambda chains: other(chains, 0, 0)), "archives/0007.zip")
    line(bad("bad-2.ers", "apart-2/0007.zip.ers", lambda chains: other(chains, 0, 1)), "archives/0007.zip")
    line(bad("bad-3.ers", "apart-3/0007.zip.ers", lambda chains: chains[0].pop()), "archives/0007.zip")


main()
