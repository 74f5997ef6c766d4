# SPDX-License-Identifier: MIT
"""Makes what the judges of signatures are asked about: make.py FOLDER. Keys and authorities are made there; the letter
is rendered, signed, stamped and sealed at each level and by each kind of key; then what must be refused."""
import datetime
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "archive"))
import test_signed as t  # noqa: E402

LETTER = str(HERE.parents[2] / "examples/open-letter.ar.txt")
DAY = (datetime.date.today() + datetime.timedelta(days=-1)).isoformat()


def render(to, *options):
    t.run(t.WARRAQ, "render", LETTER, "--date", DAY, "--quiet", "-o", to, *options)


def seal(source, to, *options):
    t.run(t.WARRAQ, "seal", source, "-o", to, *options)


def stamp_whole(source, to, *options):
    seal(source, to, "--timestamp", "query", *options)
    seal(source, to, "--timestamp", t.answer(f"{to}.tsq"), *options)


def keys():
    pathlib.Path("ca.conf").write_text(t.CA_CONFIG)
    pathlib.Path("index").write_text("")
    for numbers in "serial", "crl-number", "tsa-serial":
        pathlib.Path(numbers).write_text("1000\n")
    t.certify("ca", t.AUTHORITY, by="ca")
    for key, kind in ("rsa", "rsa:2048"), ("ec", "ec"), ("ed", "ed25519"):
        t.certify(key, key=kind)
    t.certify("tsa", "extendedKeyUsage=critical,timeStamping\nbasicConstraints=CA:FALSE\nkeyUsage=digitalSignature\n")
    t.run("openssl", "ca", "-config", "ca.conf", "-gencrl", "-keyfile", "ca.key", "-cert", "ca.pem", "-out", "ca.crl")


def levels(key, *form):
    """KEY-b.pdf, KEY-t.pdf, KEY-lt.pdf, KEY-lta.pdf and KEY-lta2.pdf."""
    name = "-".join([key, *form[1:]])
    sign = "--sign", f"{key}.key", "--certificate", f"{key}-chain.pem"
    render(f"{name}-b.pdf", *form, *sign, "--timestamp", "query")
    seal(f"{name}-b.pdf", f"{name}-t.pdf", "--timestamp", t.answer(f"{name}-b.pdf.tsq"))
    t.run("openssl", "ca", "-config", "ca.conf", "-gencrl", "-keyfile", "ca.key", "-cert", "ca.pem", "-out", "ca.crl")
    seal(f"{name}-t.pdf", f"{name}-lt.pdf", "--proof", "ca.crl", "--proof", "ca.pem", "--proof", "tsa.pem")
    stamp_whole(f"{name}-lt.pdf", f"{name}-lta.pdf")
    stamp_whole(f"{name}-lta.pdf", f"{name}-lta2.pdf", "--proof", "ca.crl")


def faults():
    data = pathlib.Path("rsa-b.pdf").read_bytes()
    _, (start, end, rest) = t.hole_of(data)
    half = start // 2
    write = {
        "changed": data[:half] + bytes([data[half] ^ 1]) + data[half + 1:],
        "removed": t.with_contents(data, b""),
        "gap": t.with_range(data, [0, start, end + 9, rest - 9]),
    }
    objects = t.objects_of(data)
    page_name = next(k for k, v in objects.items() if isinstance(v.get("value"), dict) and v["value"].get("/Type") == "/Page")
    page = objects[page_name]["value"]
    write["later"] = t.update(data, {int(page_name[4:].split()[0]): t.spelt({**page, "/Rotate": 90})})
    for name, text in write.items():
        pathlib.Path(f"bad-{name}.pdf").write_bytes(text)


if __name__ == "__main__":
    os.makedirs(sys.argv[1], exist_ok=True)
    os.chdir(sys.argv[1])
    keys()
    for key in "rsa", "ec", "ed":
        levels(key)
    levels("rsa", "--pdf", "a-4")
    faults()
