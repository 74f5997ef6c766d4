# SPDX-License-Identifier: MIT
"""Evidence records over many archives: made, renewed twice, and read again by another hand; each fault by its code."""
import hashlib
import json
import os
import pathlib
import shutil
import sys
import tempfile

import stamping
from stamping import answer, authority, certify, holds, record_read, record_write, token

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "store"))
from calls import check, faults, run  # noqa: E402

LETTER = "Open letter\n\nWe ask {}.\n\nSigned:\n1. Ann Lee\n2. Bo Moe\n"
CA = ["--authority", "Authority.pem"]
FIRST, SECOND, THIRD = "20210601000000Z", "20241201000000Z", "20290101000000Z"


def said(done):
    """The codes of a verification, sorted, and its status."""
    result = json.loads(done.stdout)
    result = result if isinstance(result, list) else [result]
    codes = [finding["code"] for one in result for finding in one.get("faults", []) + one.get("warnings", [])]
    return done.returncode, " ".join(sorted(codes))


def verify(*words):
    return run(".", "verify", *words, "--json", "--no-config")


def expect(what, status, codes, *words):
    done = verify(*words)
    check(done.returncode < 2 and said(done) == (status, codes), what, done.stdout[-600:] + done.stderr)
    return done


def evidence(what, by, when, *words, target):
    """Both calls: the query, its answer, the records."""
    done = run(".", "evidence", *words, "-o", target)
    check(done.returncode == 0, f"{what}: the query", done.stderr)
    query = f"{target}.tsq" if target.endswith(".ers") else f"{target}/evidence.tsq"
    answer(query, "answer.tsr", by, when)
    done = run(".", "evidence", *words, "-o", target, "--timestamp", "answer.tsr", "--json")
    check(done.returncode == 0, what, done.stderr)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def make_archives():
    os.mkdir("d")
    for n in range(5):
        pathlib.Path("letter.txt").write_text(LETTER.format(n))
        done = run(".", "archive", "letter.txt", "--date", "2020-09-09", "-o", f"d/{n}.zip", "--quiet")
        check(done.returncode == 0, "an archive", done.stderr)
    shutil.copy("d/4.zip", "d/5.zip")  # the same bytes under two names


def make_keys():
    authority()
    authority("Other")
    certify("First", start="20200101000000Z", end="20250101000000Z")
    certify("Second", start="20240101000000Z", end="20300101000000Z")
    certify("Third", start="20280101000000Z", end="20400101000000Z")
    certify("Stranger", by="Other")


# ---- what is made -----------------------------------------------------------------------------------

def check_life():
    """Made, its stamp renewed, its digest renewed: apart and in common, each proves its archive since the first day."""
    for target in ("apart", "common.ers"):
        one, two, three = (target.replace("apart", f"r{n}").replace("common", f"c{n}") for n in (1, 2, 3))
        made = evidence("first", "First", FIRST, "d", target=one)
        check(made.get("archives") == 6 and made.get("digest") == "sha512" and made.get("stamp") == "first"
              and made.get("renew_before") == "2025-01-01T00:00:00Z", "what is said of the first", made)
        made = evidence("renewed", "Second", SECOND, "d", "--renew", one, target=two)
        check(made.get("stamp") == "time-stamp", "what is said of the second", made)
        made = evidence("a new tree", "Third", THIRD, "d", "--renew", two, "--digest", "sha3-512", target=three)
        check(made.get("stamp") == "hash-tree" and made.get("digest") == "sha3-512", "what is said of the third", made)
    for n in range(6):
        data = pathlib.Path(f"d/{n}.zip").read_bytes()
        for path, times in ((f"r1/{n}.zip.ers", [FIRST]), (f"r2/{n}.zip.ers", [FIRST, SECOND]),
                            (f"r3/{n}.zip.ers", [FIRST, SECOND, THIRD]), ("c3.ers", [FIRST, SECOND, THIRD])):
            der = pathlib.Path(path).read_bytes()
            check(holds(record_read(der), data) == times, f"{path} by another hand")
            check(record_write(record_read(der)) == der, f"{path} is DER")
    for records in ("r1", "r2", "r3", "c1.ers", "c2.ers", "c3.ers"):
        expect(f"verified by {records}", 0, "", "d", "--evidence", records, "--require", "evidence", *CA)
    done = verify("d/2.zip", "--evidence", "r3", *CA)
    stamps = json.loads(done.stdout)["timestamps"]
    check([stamp["time"] for stamp in stamps] == ["2021-06-01T00:00:00Z", "2024-12-01T00:00:00Z", "2029-01-01T00:00:00Z"]
          and all(stamp["kind"] == "rfc4998" and stamp["trusted"] and stamp["covers"] == "2.zip" for stamp in stamps),
          "the stamps of a record", stamps)


def check_repeat():
    """The same query twice; an answer that is attached again changes nothing; no record is written over."""
    before = pathlib.Path("r1/evidence.tsq").read_bytes()
    run(".", "evidence", "d", "-o", "again")
    check(pathlib.Path("again/evidence.tsq").read_bytes() == before, "the same query")
    answer("r1/evidence.tsq", "answer.tsr", "First", FIRST)
    one = run(".", "evidence", "d", "-o", "again", "--timestamp", "answer.tsr")
    os.unlink("again/3.zip.ers")
    two = run(".", "evidence", "d", "-o", "again", "--timestamp", "answer.tsr")
    check(one.returncode == two.returncode == 0 and os.path.exists("again/3.zip.ers"), "a call goes on", two.stderr)
    done = run(".", "evidence", "d", "-o", "again")
    check(done.returncode == 2 and "evidence-exists" in run(".", "evidence", "d", "-o", "again", "--json").stdout,
          "all have records", done.stderr)
    answer("c1.ers.tsq", "answer.tsr", "Second", SECOND)
    done = run(".", "evidence", "d", "-o", "c1.ers", "--timestamp", "answer.tsr", "--json")
    check(done.returncode == 2 and "evidence-exists" in done.stdout, "never written over", done.stderr)
    # Only what has no record yet is asked about.
    shutil.copytree("r1", "more")
    pathlib.Path("d/6.zip").write_bytes(b"not even an archive")
    made = evidence("one more", "Second", SECOND, "d", target="more")
    check(made.get("archives") == 1 and made.get("left") == 6, "the others are left", made)
    os.unlink("d/6.zip")


def check_refused():
    """What would prove nothing is not made."""
    def refused(what, status, code, *words):
        done = run(".", "evidence", *words, "--json")
        check(done.returncode == status and f'"{code}"' in done.stdout, what, done.stdout + done.stderr)
    answer("c1.ers.tsq", "late.tsr", "First", FIRST)
    pathlib.Path("d/6.zip").write_bytes(b"came between")
    refused("an archive came between", 1, "evidence-root", "d", "-o", "x.ers", "--timestamp", "late.tsr")
    os.unlink("d/6.zip")
    pathlib.Path("none.tsr").write_bytes(b"junk")
    refused("no answer", 1, "evidence-root", "d", "-o", "x.ers", "--timestamp", "none.tsr")
    run(".", "evidence", "d", "-o", "x.ers", "--renew", "c1.ers")
    answer("x.ers.tsq", "late.tsr", "Second", "20250601000000Z")
    refused("renewed too late", 1, "evidence-lapsed", "d", "-o", "x.ers", "--renew", "c1.ers", "--timestamp", "late.tsr")
    answer("x.ers.tsq", "late.tsr", "Second", "20200601000000Z")
    refused("older than what it renews", 1, "evidence-order", "d", "-o", "x.ers", "--renew", "c1.ers", "--timestamp", "late.tsr")
    refused("the digest it has", 2, "usage", "d", "-o", "x.ers", "--renew", "c1.ers", "--digest", "sha512")
    refused("one and a folder", 2, "usage", "d", "-o", "x.ers", "--renew", "r1")
    refused("another ending", 2, "output-ending", "d", "-o", "x.zip")
    refused("nothing to prove", 1, "invalid", "r1", "-o", "x.ers")
    refused("of other archives", 1, "evidence-differs", "letter.txt", "-o", "x.ers", "--renew", "c1.ers")
    pathlib.Path("junk.ers").write_bytes(b"\x30\x03\x02\x01\x01")
    refused("no record", 1, "evidence-malformed", "d", "-o", "x.ers", "--renew", "junk.ers")
    for words in (("--digest", "md5"), ("--timestamp", "https://example.org/tsa")):
        done = run(".", "evidence", "d", "-o", "x.ers", *words)
        check(done.returncode == 2 and words[0] in done.stderr, f"{words}", done.stderr)
    check(not os.path.exists("x.ers") and not os.path.exists("x.zip"), "nothing was written")


# ---- what is found wrong ------------------------------------------------------------------------------

def change(record, edit):
    chains = record_read(pathlib.Path(record).read_bytes())
    edit(chains)
    pathlib.Path("bad.ers").write_bytes(record_write(chains))


def again(stamp, by, when, algorithm="sha512"):
    """The stamp's token made anew over the same digest."""
    stamp["token"] = token(algorithm, stamped_of(stamp), by, when)


def stamped_of(stamp):
    return stamping.stamped(stamp["token"])


def renewed(chains, by, when):
    chains[-1].append({"digest": chains[-1][0]["digest"], "tree": [], "token": b""})
    algorithm = chains[-1][0]["digest"]
    chains[-1][-1]["token"] = token(algorithm, stamping.digest(algorithm, chains[-1][-2]["token"]), by, when)


def flip(data, at):
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)


def another():
    """A record that is not of d/2.zip, nor of its neighbour in the tree, whose first list names both."""
    value = hashlib.sha512(pathlib.Path("d/2.zip").read_bytes()).digest()
    return next(f"r3/{n}.zip.ers" for n in range(6)
                if value not in record_read(pathlib.Path(f"r3/{n}.zip.ers").read_bytes())[0][0]["tree"][0])


def edits():
    """Title, record, what is done to it, codes of the verification of d/2.zip."""
    def other_digest(chains):
        chains[0][0]["digest"] = "sha3_512"

    def unknown_digest(chains):
        chains[0][0]["digest"] = None
        chains[0][0]["token"] = token("sha512", stamped_of(chains[0][0]), "First", FIRST).replace(
            bytes.fromhex(stamping.OIDS["sha512"]), bytes.fromhex("060960864801650304027f"))

    def weak(chains):
        value = hashlib.sha1(pathlib.Path("d/2.zip").read_bytes()).digest()
        chains[:] = [[{"digest": "sha1", "tree": [], "token": token("sha1", value, "First", FIRST)}]]

    def broken(chains):
        value = hashlib.md5(pathlib.Path("d/2.zip").read_bytes()).digest()
        chains[:] = [[{"digest": "md5", "tree": [], "token": token("md5", value, "First", FIRST)}]]

    def weak_renewed(chains):
        weak(chains)
        data = pathlib.Path("d/2.zip").read_bytes()
        value = stamping.digest("sha512", stamping.digest("sha512", data) + stamping.digest("sha512", stamping.chains_write(chains)))
        chains.append([{"digest": "sha512", "tree": [], "token": token("sha512", value, "Second", SECOND)}])

    return [
        ("as it is", "r3/2.zip.ers", lambda chains: None, ""),
        ("another archive's", another(), lambda chains: None, "evidence-not-covered signature-missing"),
        ("a digest beside the way", "r3/2.zip.ers", lambda chains: chains[0][0]["tree"][-1].__setitem__(0, bytes(64)),
         "evidence-chain evidence-root signature-missing"),
        ("the time stamp altered", "r1/2.zip.ers",
         lambda chains: chains[0][0].__setitem__("token", flip(chains[0][0]["token"], -9)), "signature-missing timestamp-invalid"),
        ("of another root", "r1/2.zip.ers",
         lambda chains: chains[0][0].__setitem__("token", token("sha512", bytes(64), "First", FIRST)),
         "evidence-root signature-missing"),
        ("no time stamp", "r1/2.zip.ers", lambda chains: chains[0][0].__setitem__("token", b"\x30\x03\x02\x01\x00"),
         "signature-missing timestamp-malformed"),
        ("the stamp renewed is gone", "r2/2.zip.ers", lambda chains: again(chains[0][0], "First", "20210602000000Z"),
         "evidence-chain signature-missing"),
        ("the chains renewed are others", "r3/2.zip.ers", lambda chains: again(chains[0][1], "Second", "20241202000000Z"),
         "evidence-chain signature-missing"),
        ("older than what it renews", "r1/2.zip.ers", lambda chains: renewed(chains, "First", "20210101000000Z"),
         "evidence-order signature-missing"),
        ("renewed too late", "r1/2.zip.ers", lambda chains: renewed(chains, "Second", "20260101000000Z"),
         "evidence-lapsed signature-missing"),
        ("renewed by a stranger", "r1/2.zip.ers", lambda chains: renewed(chains, "Stranger", SECOND),
         "signature-missing timestamp-untrusted"),
        ("the first by a stranger", "r1/2.zip.ers", lambda chains: (again(chains[0][0], "Stranger", FIRST),
                                                                    renewed(chains, "Second", SECOND)),
         "timestamp-untrusted"),
        ("two digests in a chain", "r2/2.zip.ers", lambda chains: chains[0][1].__setitem__("digest", "sha256"),
         "evidence-algorithm signature-missing"),
        ("another digest than the stamp's", "r1/2.zip.ers", other_digest,
         "evidence-algorithm evidence-not-covered evidence-root signature-missing"),
        ("a digest nobody knows", "r1/2.zip.ers", unknown_digest, "evidence-algorithm signature-missing"),
        ("SHA-1", "r1/2.zip.ers", weak, "digest-weak"),
        ("MD5", "r1/2.zip.ers", broken, "digest-weak signature-missing"),
        ("SHA-1, renewed in time", "r1/2.zip.ers", weak_renewed, ""),
    ]


def check_edits():
    for title, record, edit, codes in edits():
        change(record, edit)
        status = 1 if set(codes.split()) - {"digest-weak"} or title == "MD5" else 0
        status = 1 if title == "the first by a stranger" else status
        done = verify("d/2.zip", "--evidence", "bad.ers", *CA)
        # A record that does not hold says nothing of what it covers.
        got = said(done)
        wanted = " ".join(word for word in codes.split())
        if "evidence-not-covered" not in got[1]:
            wanted = wanted.replace("evidence-not-covered ", "")
        check(got == (status, wanted), title, (got, wanted, done.stdout[-500:]))
    pathlib.Path("bad.ers").write_bytes(pathlib.Path("r1/2.zip.ers").read_bytes() + b"\0")
    expect("bytes behind", 1, "evidence-malformed signature-missing", "d/2.zip", "--evidence", "bad.ers", *CA)
    expect("no record there", 1, "signature-missing unreadable", "d/2.zip", "--evidence", "nowhere.ers", *CA)
    expect("demanded", 1, "evidence-missing", "d/2.zip", "--require", "evidence")
    expect("nobody named", 0, "timestamp-authority-unknown", "d/2.zip", "--evidence", "r3")


def check_beside():
    """A record beside its archive is seen by itself; what came later beside it is told, what was changed is a fault."""
    os.mkdir("e")
    shutil.copy("d/2.zip", "e/2.zip")
    pathlib.Path("e/2.zip.sig").write_text("x")
    os.unlink("e/2.zip.sig")
    shutil.copy("r1/2.zip.ers", "e/2.zip.ers")
    expect("beside", 0, "", "e/2.zip", "--require", "evidence", "--require", "timestamp", *CA)
    shutil.copy("d/3.zip", "e/2.zip")
    expect("changed", 1, "evidence-differs signature-missing", "e/2.zip", *CA)
    done = run(".", "diff", "e/2.zip", "d/3.zip")
    check(done.returncode == 1, "what its record calls changed is not compared", done.stderr)
    # A signature is dated with its archive; one that came later is told.
    certify("Signer", "keyUsage=digitalSignature")
    for name in ("a.zip", "b.zip"):
        run(".", "archive", "letter.txt", "--date", "2020-09-09", "-o", f"e/{name}", "--sign", "Signer.key", "--certificate",
            "Signer.pem", "--quiet")
    shutil.move("e/b.zip.p7s", "later.p7s")
    os.unlink("e/2.zip"), os.unlink("e/2.zip.ers")
    evidence("with a signature", "First", FIRST, "e", target="e")
    shutil.move("later.p7s", "e/b.zip.p7s")
    expect("signed", 0, "signature-time-claimed", "e/a.zip", *CA)
    expect("signed later", 0, "evidence-newer signature-time-claimed", "e/b.zip", *CA)


def check_bag():
    done = run(".", "evidence", "nowhere", "-o", "x.ers")
    check(done.returncode == 3, "no such source", done.stderr)
    shutil.unpack_archive("d/2.zip", "bags")
    evidence("a bag's folder", "First", FIRST, "bags/2", target="bags/2.ers")
    expect("a bag's folder", 0, "", "bags/2", "--require", "evidence", *CA)
    pathlib.Path("bags/2/bag-info.txt").write_text("x")
    check("evidence-differs" in said(verify("bags/2", *CA))[1], "a file of a bag was changed")


def check_store():
    """Versions: those of the record's day are covered, newer ones told, changed ones faults."""
    def snapshot(n):
        pathlib.Path("letter.txt").write_text(LETTER.format(n))
        done = run(".", "snapshot", "store", "letter.txt", "--date", "2020-09-09", "--created", "2021-01-01T00:00:00Z", "--quiet")
        check(done.returncode == 0, "a snapshot", done.stderr)
    snapshot(1), snapshot(2)
    evidence("a store", "First", FIRST, "store", target="store.ers")
    made = evidence("a store, apart", "First", FIRST, "store", target="versions")
    check(sorted(os.listdir("versions")) == ["evidence.tsq", "letter.v1.ers", "letter.v2.ers"] and made.get("archives") == 2,
          "a record of each version", os.listdir("versions"))
    check(run(".", "verify", "store").returncode == 0, "nothing of it lies in the store")
    expect("a store", 0, "", "store", "--require", "evidence", *CA)
    expect("a store, apart", 0, "", "store", "--evidence", "versions", "--require", "evidence", *CA)
    snapshot(3)
    expect("a newer version", 0, "evidence-newer", "store", *CA)
    expect("all versions are asked for", 1, "evidence-newer", "store", "--require", "evidence", *CA)
    shutil.copytree("store", "copy")
    shutil.copy("store.ers", "copy.ers")
    next(pathlib.Path("copy").rglob("v1/content/letter.txt")).write_text("another")
    done = verify("copy", *CA)
    check("evidence-differs" in said(done)[1], "a version was changed", done.stdout[-600:])
    done = run(".", "redact", "store", "letter", "--name", "Bo Moe")
    check(done.returncode == 0, "redacted", done.stderr)
    codes = "evidence-newer evidence-newer evidence-newer redacted redacted redacted"
    done = verify("store")
    check(said(done) == (0, codes + " timestamp-authority-unknown"), "a redacted store is told apart", done.stdout[-900:])
    done = verify("store", "--evidence", "versions", *CA)
    check(done.returncode == 1 and "evidence-newer" in said(done)[1] and "signature-missing" in said(done)[1],
          "what was redacted proves nothing", done.stdout[-900:])


def main():
    make_keys()
    make_archives()
    for part in (check_life, check_repeat, check_refused, check_edits, check_beside, check_bag, check_store):
        part()
    print("\n".join(faults) or "evidence records are right")
    return bool(faults)


with tempfile.TemporaryDirectory() as work:
    os.chdir(work)
    sys.exit(main())
