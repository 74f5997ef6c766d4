#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The commands over versions as an archivist calls them."""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile

WARRAQ = os.environ["WARRAQ"]
NAMES = ["Amnesty International", "PEN America", "Human Rights Watch", "Article 19", "350.org", "Access Now"]
LATER = ["Amnesty International", "Human Rights Watch", "Article 19", "350.org", "Acess Now", "Front Line Defenders", "منظمة العفو الدولية"]


def run(*words):
    return subprocess.run([WARRAQ, *map(str, words), "-q"], capture_output=True, check=True, timeout=120).stdout.decode()


def write(path, names, label=""):
    path.write_text("Open letter\n\nTo: the Minister\n\nWe ask you to act.\n\nThese are our demands:\n\n1. Stop it now please.\n"
                    "2. Free them all today.\n\nSincerely,\n\nSignatories:\n\n" + "".join(f"{label}{name}\n" for name in names), "utf-8")


def check_list(base, label):
    """A list without numbers is a list of names all the same, from sources, archives and versions."""
    before, after, letter, store = base / "before.txt", base / "after.txt", base / "letter.txt", base / "store"
    write(before, NAMES, label)
    write(after, LATER, label)
    for source, second in ((before, 1), (after, 2)):
        run("archive", source, "-o", source.with_suffix(".zip"), "--date", "2026-01-01")
        letter.write_bytes(source.read_bytes())
        run("snapshot", store, letter, "--date", f"2026-01-0{second}")
    assert f"{label}350.org" in run("dump", "text", before).splitlines()
    sides = [(before, after), (before.with_suffix(".zip"), after.with_suffix(".zip")), (store, "letter", "v1", "v2"), (store, "letter")]
    for words in sides:
        told = json.loads(run("diff", *words, "--json"))
        signatories = told["signatories"]
        assert [entry["name"] for entry in signatories["added"]] == LATER[5:], told
        assert [entry["name"] for entry in signatories["removed"]] == ["PEN America"], told
        assert [(entry["from"], entry["to"]) for entry in signatories["respelt"]] == [("Access Now", "Acess Now")], told
        assert not signatories["renumbered"] and not told["text"], told
    versions = json.loads(run("log", store, "--json"))["versions"]
    assert [(v["listed"], v["added"], v["removed"]) for v in versions] == [(6, 0, 0), (7, 2, 1)], versions


def test_lists_without_numbers():
    for label in ("", "- ", "• "):
        with tempfile.TemporaryDirectory() as folder:
            check_list(pathlib.Path(folder), label)


def refused(status, *words):
    done = subprocess.run([WARRAQ, *map(str, words), "-q"], capture_output=True, timeout=120)
    assert done.returncode == status, done
    return done.stderr.decode()


def test_two_letters():
    """What there is is named where the call leaves it open, and a renamed source does not pass in silence."""
    with tempfile.TemporaryDirectory() as folder:
        store, letter = pathlib.Path(folder, "store"), pathlib.Path(folder, "letter.txt")
        write(letter, NAMES)
        first = subprocess.run([WARRAQ, "snapshot", store, letter, "--date", "2026-01-01"], capture_output=True, check=True)
        assert b"store-new-letter" not in first.stderr
        renamed = letter.rename(letter.with_name("final.txt"))
        second = subprocess.run([WARRAQ, "snapshot", store, renamed, "--date", "2026-01-02"], capture_output=True, check=True)
        assert b"store-new-letter" in second.stderr and b"has letter:" in second.stderr, second
        run("snapshot", store, renamed, "--id", "letter", "--date", "2026-01-03", "-m", "renamed")
        assert "final, letter" in refused(2, "diff", store)
        assert '"lettre", only final, letter' in refused(3, "restore", store, "lettre", "-o", store.with_name("out"))
        assert [v["message"] for v in json.loads(run("log", store, "letter", "--json"))["versions"]] == ["", "renamed"]


def test_a_version_is_made_when_it_is_made():
    """The letter's date and the version's are two things, and a version restored has the bytes of its archive, whatever
    the letter is called in the store."""
    with tempfile.TemporaryDirectory() as folder:
        store, letter = pathlib.Path(folder, "store"), pathlib.Path(folder, "letter.txt")
        write(letter, NAMES)
        address = ("--id", "https://example.org/letters/1")
        run("snapshot", store, letter, "--date", "2020-09-09", "--created", "2026-03-01T12:00:00+02:00", *address)
        before = time.time()
        run("snapshot", store, letter, "--date", "2020-09-10", *address)
        first, second = json.loads(run("log", store, "--json"))["versions"]
        assert (first["created"], first["date"]) == ("2026-03-01T10:00:00Z", "2020-09-09")
        made = datetime.datetime.fromisoformat(second["created"]).timestamp()
        assert int(before) <= made <= time.time() and second["date"] == "2020-09-10"
        run("restore", store, address[1], "v1", "-o", store.with_name("back.zip"))
        run("archive", letter, "--date", "2020-09-09", *address, "-o", store.with_name("again.zip"))
        with zipfile.ZipFile(store.with_name("back.zip")) as back, zipfile.ZipFile(store.with_name("again.zip")) as again:
            assert {i.date_time for i in back.infolist()} == {i.date_time for i in again.infolist()} == {(2020, 9, 9, 0, 0, 0)}
            top = {name.split("/")[0] for name in back.namelist()}
            assert top == {"https---example.org-letters-1"}, top
            info = back.read(f"{top.pop()}/bag-info.txt").decode()
            assert "Bagging-Date: 2020-09-09" in info and "External-Identifier: https://example.org/letters/1" in info
        run("verify", store.with_name("back.zip"))


def test_messages_stay_in_their_line():
    with tempfile.TemporaryDirectory() as folder:
        store, letter = pathlib.Path(folder, "store"), pathlib.Path(folder, "letter.txt")
        write(letter, NAMES)
        message = "كما نُشرت\nline two\x1b[31m\u202e"
        run("snapshot", store, letter, "--date", "2025-12-31", "--created", "2026-01-01T08:30:00Z", "-m", message, "--user", "مكتب الحملة")
        line = run("log", store).splitlines()[1]
        assert line == "  v1  2026-01-01T08:30:00Z  \u2068مكتب الحملة\u2069  6 signatories, dated 2025-12-31  \u2068كما نُشرت␊line two␛[31m<U+202E>\u2069"
        assert json.loads(run("log", store, "--json"))["versions"][0]["message"] == message


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
            print(f"{name}: ok")
    sys.exit(0)
