# SPDX-License-Identifier: MIT
"""Signatures and time stamps, one case a row: what lies beside the bag, what is demanded, and what
verify says of it: exit status, codes, and a piece of the sentence that people read. Whoever names a trust
gets exit 1 unless somebody of it has signed."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import stamping

WARRAQ = pathlib.Path(os.environ["WARRAQ"]).resolve()
TOOL = WARRAQ.parent.parent / "tests/archive_test_bag_tool"
SIGNED = 1600000000  # 2020-09-13, within what every certificate but a few allows
DAY = "2020-09-13"

CA_CONFIG = stamping.CONFIG + """[tsa]
default_tsa = t
[t]
serial = tsa-serial
default_policy = 1.2.3.4.1
digests = md5, sha1, sha256, sha512
signer_digest = sha256
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, **options)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def certify(name, extensions="keyUsage=digitalSignature", by="Authority", start="20100101000000Z",
            end="20900101000000Z", key="rsa:2048", md="sha256"):
    """NAME.key and NAME.pem, signed by BY; NAME-both.pem holds both."""
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if key == "ec" else ["-newkey", key]
    run("openssl", "req", *kind, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-utf8",
        "-subj", f"/CN={name}")
    pathlib.Path("extensions").write_text(extensions + "\n")
    maker = ["-selfsign"] if name == by else ["-cert", f"{by}.pem"]
    run("openssl", "ca", "-config", "ca.conf", "-batch", "-notext", "-utf8", "-in", f"{name}.csr", *maker,
        "-keyfile", f"{by}.key", "-startdate", start, "-enddate", end, "-md", md, "-extfile", "extensions",
        "-out", f"{name}.pem")
    both = pathlib.Path(f"{name}.key").read_text() + pathlib.Path(f"{name}.pem").read_text()
    pathlib.Path(f"{name}-both.pem").write_text(both)


def keys():
    pathlib.Path("ca.conf").write_text(CA_CONFIG)
    pathlib.Path("index").write_text("")
    pathlib.Path("serial").write_text("10\n")
    pathlib.Path("tsa-serial").write_text("01\n")
    for name in ("Authority", "Other"):
        certify(name, "basicConstraints=critical,CA:true\nkeyUsage=keyCertSign", by=name)
    certify("Signer")
    certify("Second")
    certify("Curve", key="ec")
    certify("Expired", end="20120101000000Z")
    certify("Future", start="20300101000000Z")
    certify("Stranger", by="Other")
    certify("Encipher", "keyUsage=keyEncipherment")
    certify("Server", "keyUsage=digitalSignature\nextendedKeyUsage=serverAuth")
    certify("Coder", "extendedKeyUsage=codeSigning")
    certify("Document", "extendedKeyUsage=1.3.6.1.5.5.7.3.36")
    certify("Mail", "keyUsage=nonRepudiation\nextendedKeyUsage=emailProtection,clientAuth")
    certify("Rogue", by="Signer")
    certify("Small", key="rsa:1024")
    certify("Tiny", key="rsa:768")
    certify("Old", md="sha1")
    certify("Stamper", "extendedKeyUsage=critical,timeStamping")
    certify("Clock", "extendedKeyUsage=critical,timeStamping", by="Other")
    certify("Late", "extendedKeyUsage=critical,timeStamping", end="20210101000000Z")
    certify("\u0643\u0627\u062a\u0628")
    for name, bits in (("mine", ["-t", "ed25519"]), ("theirs", ["-t", "ed25519"]),
                       ("short", ["-t", "rsa", "-b", "1024"])):
        run("ssh-keygen", "-q", *bits, "-N", "", "-f", name, "-C", name)
        public = " ".join(pathlib.Path(f"{name}.pub").read_text().split()[:2])
        pathlib.Path(f"allow-{name}").write_text(f"{name}@example.org {public}\n")
    public = " ".join(pathlib.Path("mine.pub").read_text().split()[:2])
    pathlib.Path("allow-past").write_text(f'mine@example.org valid-before="20110101" {public}\n')


# ---- what lies beside the bag: each maker writes sidecars of bag.zip ----------------------------

def ours(name, date=SIGNED):
    """Signed by warraq's own code."""
    return lambda: run(TOOL, "sign-cms", "bag.zip", f"{name}-both.pem", str(date))


def theirs(*names, md="sha256", content="subject", extra=()):
    """Signed by openssl, now."""
    def make():
        signers = [word for name in names for word in ("-signer", f"{name}.pem", "-inkey", f"{name}.key")]
        run("openssl", "cms", "-sign", "-binary", "-in", content, *signers, "-outform", "DER", "-md", md,
            "-out", "bag.zip.p7s", *extra)
    return make


def stamp(of="bag.zip.p7s", by="Stamper", md="sha512"):
    def make():
        run("openssl", "ts", "-query", "-data", of, f"-{md}", "-cert", "-out", "query")
        run("openssl", "ts", "-reply", "-config", "ca.conf", "-section", "t", "-queryfile", "query",
            "-signer", f"{by}.pem", "-inkey", f"{by}.key", "-out", "bag.zip.tsr")
    return make


def ssh(name="mine", namespace="warraq", content="subject"):
    def make():
        signature = run("ssh-keygen", "-q", "-Y", "sign", "-f", name, "-n", namespace,
                        input=pathlib.Path(content).read_bytes())
        pathlib.Path("bag.zip.sig").write_bytes(signature)
    return make


def take(ending):
    return lambda: os.remove(f"bag.zip.{ending}")


def write(ending, data):
    return lambda: pathlib.Path(f"bag.zip.{ending}").write_bytes(data)


def change(ending, at):
    def make():
        path = pathlib.Path(f"bag.zip.{ending}")
        data = bytearray(path.read_bytes())
        data[at] ^= 1
        path.write_bytes(data)
    return make


def link(ending):
    return lambda: os.symlink("nowhere", f"bag.zip.{ending}")


def pipe(ending):
    return lambda: os.mkfifo(f"bag.zip.{ending}")


CA, OTHER = ["--authority=Authority.pem"], ["--authority=Other.pem"]
MINE, THEIRS = ["--signers=allow-mine"], ["--signers=allow-theirs"]
SIGNATURE, TIME = ["--require=signature"], ["--require=timestamp"]
CLAIMED, UNKNOWN = "signature-time-claimed", "signature-signer-unknown"

# Title, makers, options, exit status, codes, a piece of what is said.
CASES = [
    ("no proof, none asked", [], [], 0, "", "valid (bag-zip)"),
    # right
    ("right", [ours("Signer")], CA, 0, CLAIMED, f"signed by CN=Signer, issued by CN=Authority, key RSA 2048"),
    ("right: when, by whose clock", [ours("Signer")], CA, 0, CLAIMED, f"at {DAY} 12:26:40 UTC by the signer's own clock"),
    ("right: what it covers and why", [ours("Signer")], CA, 0, CLAIMED,
     "covers tagmanifest-sha512.txt; trusted: Authority.pem vouches for the signer"),
    ("right, by openssl", [theirs("Signer")], CA, 0, CLAIMED, "trusted: Authority.pem"),
    ("right, an elliptic curve", [ours("Curve")], CA, 0, CLAIMED, "key EC 256"),
    ("right, an Arabic name", [ours("\u0643\u0627\u062a\u0628")], CA, 0, CLAIMED, "CN=\u0643\u0627\u062a\u0628"),
    ("right, for documents", [ours("Document")], CA, 0, CLAIMED, "; trusted"),
    ("right, for mail, not repudiated", [ours("Mail")], CA, 0, CLAIMED, "; trusted"),
    ("right and required", [ours("Signer")], CA + SIGNATURE, 0, CLAIMED, "; trusted"),
    ("right and stamped", [ours("Signer"), stamp()], CA, 0, "", "by the clock of a time-stamp authority"),
    ("right, stamped, both required", [ours("Signer"), stamp()], CA + SIGNATURE + TIME, 0, "",
     "stamped by CN=Stamper, issued by CN=Authority"),
    ("only the time, of the tag manifest", [stamp("subject")], CA + TIME, 0, "", "covers tagmanifest-sha512.txt; trusted"),
    ("right by SSH", [ssh()], MINE, 0, "", "signed by mine@example.org, key ED25519 SHA256:"),
    ("right by SSH and required", [ssh()], MINE + SIGNATURE, 0, "", "trusted: allow-mine allows this key"),
    ("right both ways", [ours("Signer"), ssh()], CA + MINE, 0, CLAIMED, "; trusted"),
    ("two signers, both right", [theirs("Signer", "Second")], CA, 0, f"{CLAIMED} {CLAIMED}", "signed by CN=Second"),
    # nobody named
    ("nobody is named", [ours("Signer")], [], 0, UNKNOWN, "signed by CN=Signer"),
    ("nobody is named, SSH", [ssh()], [], 0, UNKNOWN, "not trusted: no allowed signers were named"),
    ("nobody is named, yet one is required", [ours("Signer")], SIGNATURE, 1, f"{UNKNOWN} signature-missing", "NOT valid"),
    ("nobody is named, yet a time is required", [stamp("subject")], TIME, 1, "timestamp-authority-unknown timestamp-missing",
     "not trusted: no authority was named"),
    # removed
    ("removed", [], CA, 1, "signature-missing", "that Authority.pem vouches for"),
    ("removed, SSH", [], MINE, 1, "signature-missing", "whom allow-mine allows"),
    ("removed, required", [], SIGNATURE, 1, "signature-missing", "a signature is required"),
    ("removed, time required", [], TIME, 1, "timestamp-missing", "a time stamp is required"),
    ("removed, its stamp left", [ours("Signer"), stamp(), take("p7s")], CA, 1, "signature-missing timestamp-invalid",
     "the time stamp is of something else"),
    ("the stamp removed", [ours("Signer"), stamp(), take("tsr")], CA + TIME, 1, f"{CLAIMED} timestamp-missing", "NOT valid"),
    ("one of two kinds removed", [ours("Signer")], CA + MINE, 1, f"{CLAIMED} signature-missing", "whom allow-mine allows"),
    ("the other kind instead", [ssh()], CA, 1, f"{UNKNOWN} signature-missing", "NOT valid"),
    ("no authority's file, no signature", [], ["--authority=nowhere.pem"], 1, "signature-missing", "nowhere.pem"),
    # not to be read
    ("dangling", [link("p7s")], CA, 1, "signature-missing unreadable", "No such file"),
    ("dangling, nobody named", [link("sig")], [], 1, "unreadable", "No such file"),
    ("a named pipe", [pipe("p7s")], CA, 1, "signature-missing unreadable", "NOT valid"),
    ("a named pipe, SSH", [pipe("sig")], [], 1, "unreadable", "NOT valid"),
    ("a named pipe, stamp", [pipe("tsr")], TIME, 1, "timestamp-missing unreadable", "NOT valid"),
    ("empty", [write("p7s", b"")], CA, 1, "signature-malformed signature-missing", "this is no CMS signature"),
    ("bytes behind", [ours("Signer"), lambda: open("bag.zip.p7s", "ab").write(b"x")], CA, 1,
     "signature-malformed signature-missing", "signed by somebody unknown"),
    ("no stamp at all", [write("tsr", b"junk")], [], 1, "timestamp-malformed", "this is no time stamp"),
    ("no authority in the file", [ours("Signer")], ["--authority=ca.conf"], 1, "signature-missing signature-untrusted",
     "cannot read a certificate from ca.conf"),
    # wrong
    ("copied from another bag", [theirs("Signer", content="other")], CA, 1, "signature-invalid signature-missing",
     "is not over this tag manifest"),
    ("copied, SSH", [ssh(content="other")], MINE, 1, "signature-invalid signature-missing", "NOT valid"),
    ("altered", [ours("Signer"), change("p7s", -5)], CA, 1, "signature-invalid signature-missing", "NOT valid"),
    ("another's namespace, SSH", [ssh(namespace="file")], MINE, 1, "signature-invalid signature-missing", "NOT valid"),
    ("a stamp of something else", [ours("Signer"), stamp("other")], CA, 1, f"{CLAIMED} timestamp-invalid",
     "covers nothing that is here; not trusted"),
    ("an altered stamp", [ours("Signer"), stamp(), change("tsr", -20)], CA, 1, f"{CLAIMED} timestamp-invalid",
     "the time stamp was altered"),
    # strangers
    ("a stranger", [ours("Stranger")], CA, 1, "signature-missing signature-untrusted", "unknown issuer CN=Other of CN=Stranger"),
    ("a stranger, required", [ours("Stranger")], SIGNATURE, 1, f"{UNKNOWN} signature-missing", "signed by CN=Stranger"),
    ("a stranger where SSH is asked", [ours("Stranger")], MINE, 1, f"{UNKNOWN} signature-missing", "NOT valid"),
    ("a stranger's SSH key", [ssh("theirs")], MINE, 1, "signature-missing signature-untrusted", "not among those of allow-mine"),
    ("a stranger's stamp", [ours("Signer"), stamp(by="Clock")], CA + TIME, 1,
     f"{CLAIMED} timestamp-missing timestamp-untrusted", "unknown issuer CN=Other of CN=Clock"),
    ("two signers, one a stranger", [theirs("Signer", "Stranger")], CA, 1, f"{CLAIMED} signature-untrusted",
     "unknown issuer CN=Other of CN=Stranger"),
    ("vouched for by a signer", [theirs("Rogue", extra=("-certfile", "Signer.pem"))], CA, 1,
     "signature-missing signature-untrusted", "CN=Signer: invalid CA certificate"),
    # when
    ("expired", [ours("Expired")], CA, 1, "signature-missing signature-untrusted", "CN=Expired expired on 2012-01-01"),
    ("expired, back-dated", [ours("Expired", 1300000000)], CA, 0, CLAIMED, "at 2011-03-13 07:06:40 UTC by the signer's own clock"),
    ("expired, back-dated, time required", [ours("Expired", 1300000000)], CA + TIME, 1, f"{CLAIMED} timestamp-missing", "NOT valid"),
    ("expired, back-dated, stamped today", [ours("Expired", 1300000000), stamp()], CA, 1, "signature-untrusted",
     "CN=Expired expired on 2012-01-01"),
    ("not yet valid", [ours("Future")], CA, 1, "signature-missing signature-untrusted", "CN=Future is not valid before 2030-01-01"),
    ("a stamp by an expired authority", [ours("Signer"), stamp(by="Late")], CA, 1, f"{CLAIMED} timestamp-untrusted",
     "CN=Late expired on 2021-01-01"),
    ("allowed no longer, SSH", [ssh()], ["--signers=allow-past"], 1, "signature-missing signature-untrusted", "not among those"),
    # purpose
    ("a key for encryption only", [ours("Encipher")], CA, 1, "signature-missing signature-purpose", "RFC 5280, 4.2.1.3"),
    ("a server's certificate", [ours("Server")], CA, 1, "signature-missing signature-purpose", "RFC 5280, 4.2.1.12"),
    ("a certificate for code", [ours("Coder")], CA, 1, "signature-missing signature-purpose", "something other than mail"),
    ("a time-stamp authority's certificate", [ours("Stamper")], CA, 1, "signature-missing signature-purpose", "NOT valid"),
    # weak
    ("MD5", [theirs("Signer", md="md5")], CA, 1, "digest-weak signature-missing", "MD5, of which two documents can share"),
    ("SHA-1", [theirs("Signer", md="sha1")], CA, 0, f"digest-weak {CLAIMED}", "SHA-1, which new signatures must not use (RFC 6194)"),
    ("a stamp of an MD5 sum", [ours("Signer"), stamp(md="md5")], CA + TIME, 1, f"digest-weak {CLAIMED} timestamp-missing", "RFC 6151"),
    ("a stamp of a SHA-1 sum", [ours("Signer"), stamp(md="sha1")], CA, 0, "digest-weak", "RFC 6194"),
    ("a certificate signed with SHA-1", [ours("Old")], CA, 0, f"digest-weak {CLAIMED}", "RFC 6194"),
    ("a key of 1,024 bits", [ours("Small")], CA, 0, f"key-weak {CLAIMED}", "a key of 1024 bits; 2048 are asked for today"),
    ("a key of 768 bits", [ours("Tiny")], CA, 1, "key-weak signature-missing", "a key of 768 bits, which can be broken"),
    ("a key of 1,024 bits, SSH", [ssh("short")], ["--signers=allow-short"], 0, "key-weak", "RFC 8551"),
    ("nothing that can be required", [ours("Signer")], ["--require=money"], 2, "", ""),
]


def clean():
    for ending in ("p7s", "tsr", "sig", "tsq"):
        if os.path.lexists(f"bag.zip.{ending}"):
            os.remove(f"bag.zip.{ending}")


def judge(title, makers, options, status, codes, said):
    clean()
    for make in makers:
        make()
    done = subprocess.run([WARRAQ, "verify", "bag.zip", *options], capture_output=True, text=True, timeout=20)
    if status == 2:
        return [] if done.returncode == 2 else [f"{title}: exit {done.returncode}"]
    as_json = subprocess.run([WARRAQ, "verify", "bag.zip", "--json", *options], capture_output=True, text=True)
    value = json.loads(as_json.stdout)
    found = " ".join(sorted(f["code"] for f in value["faults"] + value["warnings"]))
    troubles = []
    if (done.returncode, as_json.returncode) != (status, status) or value["valid"] != (status == 0):
        troubles.append(f"exit {done.returncode}, not {status}")
    if found != " ".join(sorted(codes.split())):
        troubles.append(f"codes {found}, not {codes}")
    if said not in done.stdout.replace("\u2068", "").replace("\u2069", ""):
        troubles.append(f"{said!r} is not said")
    return [f"{title}: {'; '.join(troubles)}\n{done.stdout}{done.stderr}"] if troubles else []


def check_json():
    """The keys that programs go by."""
    clean()
    ours("Signer")()
    stamp()()
    done = subprocess.run([WARRAQ, "verify", "bag.zip", "--json", *CA], capture_output=True, text=True)
    value = json.loads(done.stdout)
    (signature,), (token,) = value["signatures"], value["timestamps"]
    right = signature["kind"] == "cms" and signature["signer"] == "CN=Signer" and signature["trusted"] and \
        signature["issuer"] == "CN=Authority" and signature["clock"] == "timestamp" and \
        signature["covers"] == "tagmanifest-sha512.txt" and token["authority"] == "CN=Stamper" and \
        token["time"] == signature["time"] and token["trusted"] and token["covers"] == "bag.zip.p7s"
    return [] if right else [done.stdout]


def main():
    troubles = []
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        os.environ.update(LC_ALL="C.UTF-8", TZ="UTC")
        keys()
        pathlib.Path("in").mkdir()
        pathlib.Path("in/letter.txt").write_text("To whom it may concern\n")
        run(TOOL, "pack", "bag.zip", "in", "1700000000")
        pathlib.Path("subject").write_bytes(run("unzip", "-p", "bag.zip", "bag/tagmanifest-sha512.txt"))
        pathlib.Path("other").write_text("another manifest\n")
        for case in CASES:
            troubles += judge(*case)
        troubles += check_json()
        os.chdir("/")
    print("\n".join(troubles) or f"{len(CASES)} cases of signatures and time stamps")
    return 1 if troubles else 0


if not shutil.which("ssh-keygen") or not shutil.which("openssl"):
    sys.exit("openssl and ssh-keygen are needed")
sys.exit(main())
