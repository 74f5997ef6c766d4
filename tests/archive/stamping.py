# SPDX-License-Identifier: MIT
"""A time-stamp authority whose clock the test sets, and evidence records (RFC 4998) taken apart and put together: by Python
alone, so that they are no echo of what they test."""
import hashlib
import pathlib
import subprocess

CONFIG = """
[ca]
default_ca = a
[a]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
"""
STAMPING = "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping"
OIDS = {"md5": "06082a864886f70d0205", "sha1": "06052b0e03021a", "sha256": "0609608648016503040201",
        "sha384": "0609608648016503040202", "sha512": "0609608648016503040203", "sha3_256": "0609608648016503040208",
        "sha3_512": "060960864801650304020a"}
TST = "060b2a864886f70d0109100104"


def run(*command):
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def digest(algorithm, data):
    return hashlib.new(algorithm, data).digest()


# ---- DER ------------------------------------------------------------------------------------------

def tlv(tag, *parts):
    body = b"".join(parts)
    n = len(body)
    size = bytes([n]) if n < 128 else None
    if size is None:
        octets = n.to_bytes((n.bit_length() + 7) // 8, "big")
        size = bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + size + body


def parts(body):
    """The elements of a body: tag, body, and the bytes of both."""
    at, found = 0, []
    while at < len(body):
        start, tag, n = at, body[at], body[at + 1]
        at += 2
        if n & 0x80:
            count = n & 0x7f
            n = int.from_bytes(body[at:at + count], "big")
            at += count
        found.append((tag, body[at:at + n], body[start:at + n]))
        at += n
    return found


def inside(der):
    return parts(parts(der)[0][1])


def algorithm_of(name):
    return tlv(0x30, bytes.fromhex(OIDS[name]))


def name_of(algorithm):
    oid = parts(algorithm)[0][2].hex()
    return next(name for name, value in OIDS.items() if value == oid)


# ---- the authority --------------------------------------------------------------------------------

def certify(name, extensions=STAMPING, by="Authority", start="20100101000000Z", end="20900101000000Z", key="rsa:2048"):
    """NAME.key and NAME.pem, signed by BY, in this folder."""
    if not pathlib.Path("ca.conf").exists():
        pathlib.Path("ca.conf").write_text(CONFIG)
        pathlib.Path("index").write_text("")
        pathlib.Path("serial").write_text("10\n")
    run("openssl", "req", "-newkey", key, "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", f"/CN={name}")
    pathlib.Path("extensions").write_text(extensions + "\n")
    maker = ["-selfsign"] if name == by else ["-cert", f"{by}.pem"]
    run("openssl", "ca", "-config", "ca.conf", "-batch", "-notext", "-in", f"{name}.csr", *maker, "-keyfile", f"{by}.key",
        "-startdate", start, "-enddate", end, "-extfile", "extensions", "-out", f"{name}.pem")


def authority(name="Authority", use="keyCertSign"):
    certify(name, f"basicConstraints=critical,CA:true\nkeyUsage=critical,{use}", by=name)


def withdrawn_list(start, end="20900101000000Z", by="Authority"):
    """A list of withdrawn certificates that names none; whoever stamps from then on puts it into the token."""
    run("openssl", "ca", "-config", "ca.conf", "-gencrl", "-keyfile", f"{by}.key", "-cert", f"{by}.pem", "-crl_lastupdate", start,
        "-crl_nextupdate", end, "-out", "crl.pem")
    run("openssl", "crl", "-in", "crl.pem", "-outform", "DER", "-out", "crl.der")


def attribute(oid, value):
    return tlv(0x30, bytes.fromhex(oid), tlv(0x31, value))


def token(algorithm, value, by, when):
    """A time stamp over a digest, of the time WHEN (YYYYMMDDhhmmssZ). Written by hand, since openssl's would also say that it was
    signed now."""
    imprint = tlv(0x30, tlv(0x30, bytes.fromhex(OIDS[algorithm]), tlv(5)), tlv(4, value))
    policy, serial = bytes.fromhex("06042a030401"), tlv(2, b"\x01" + digest("sha1", value + when.encode())[:8])
    info = tlv(0x30, tlv(2, b"\x01"), policy, imprint, serial, tlv(0x18, when.encode()))
    certificate = run("openssl", "x509", "-in", f"{by}.pem", "-outform", "DER")
    _, number, _, issuer = inside(inside(certificate)[0][2])[:4]
    attributes = sorted([attribute("06092a864886f70d010903", bytes.fromhex(TST)),
                         attribute("06092a864886f70d010904", tlv(4, digest("sha256", info))),
                         attribute("060b2a864886f70d010910022f", tlv(0x30, tlv(0x30, tlv(0x30, tlv(4, digest("sha256", certificate))))))])
    pathlib.Path("signed").write_bytes(tlv(0x31, *attributes))
    signature = run("openssl", "dgst", "-sha256", "-sign", f"{by}.key", "signed")
    signer = tlv(0x30, tlv(2, b"\x01"), tlv(0x30, issuer[2], number[2]), algorithm_of("sha256"), tlv(0xa0, *attributes),
                 tlv(0x30, bytes.fromhex("06092a864886f70d010101"), tlv(5)), tlv(4, signature))
    withdrawn = pathlib.Path("crl.der")
    lists = tlv(0xa1, withdrawn.read_bytes()) if withdrawn.exists() else b""
    content = tlv(0x30, bytes.fromhex(TST), tlv(0xa0, tlv(4, info)))
    return tlv(0x30, bytes.fromhex("06092a864886f70d010702"), tlv(0xa0, tlv(0x30, tlv(2, b"\x03"), tlv(0x31, algorithm_of("sha256")),
               content, tlv(0xa0, certificate), lists, tlv(0x31, signer))))


def answer(query, answer_path, by, when):
    """The answer to a query in a file."""
    imprint = inside(pathlib.Path(query).read_bytes())[1]
    method, value = parts(imprint[1])
    made = token(name_of(method[1]), value[1], by, when)
    pathlib.Path(answer_path).write_bytes(tlv(0x30, tlv(0x30, tlv(2, b"\x00")), made))


# ---- records --------------------------------------------------------------------------------------

def stamp_read(body):
    stamp = {"digest": None, "tree": [], "token": b""}
    for tag, content, whole in parts(body):
        if tag == 0xa0:
            stamp["digest"] = name_of(content)
        elif tag == 0xa2:
            stamp["tree"] = [[value for _, value, _ in parts(group)] for _, group, _ in parts(content)]
        elif tag == 0x30:
            stamp["token"] = whole
    return stamp


def record_read(der):
    """Chains of stamps."""
    return [[stamp_read(stamp) for _, stamp, _ in parts(chain)] for _, chain, _ in parts(inside(der)[-1][1])]


def stamp_write(stamp):
    tree = [tlv(0x30, *[tlv(4, value) for value in group]) for group in stamp["tree"]]
    return tlv(0x30, tlv(0xa0, bytes.fromhex(OIDS[stamp["digest"]])) if stamp["digest"] else b"",
               tlv(0xa2, *tree) if tree else b"", stamp["token"])


def chains_write(chains):
    return tlv(0x30, *[tlv(0x30, *[stamp_write(stamp) for stamp in chain]) for chain in chains])


def record_write(chains):
    used = list(dict.fromkeys(stamp["digest"] for chain in chains for stamp in chain))
    return tlv(0x30, tlv(2, b"\x01"), tlv(0x30, *[algorithm_of(name) for name in used if name]), chains_write(chains))


def root_of(stamp, value):
    """What the time stamp of VALUE has to be of: RFC 4998, section 4.3."""
    if not stamp["tree"]:
        return value
    assert value in stamp["tree"][0], "the first list lacks the value"
    root = None
    for group in stamp["tree"]:
        group = sorted(group + ([root] if root else []))
        root = digest(stamp["digest"], b"".join(group)) if len(group) > 1 else group[0]
    return root


def stamped(made):
    """The digest in a token."""
    return parts(inside(tst_of(made))[2][1])[1][1]


def tst_of(made):
    signed = inside(made)[1][1]
    return parts(parts(parts(parts(signed)[0][1])[2][1])[1][1])[0][1]


def time_of(made):
    return inside(tst_of(made))[4][1].decode()


def holds(chains, data):
    """Whether a record is of DATA, in all its chains; the times of its stamps."""
    times = []
    for number, chain in enumerate(chains):
        algorithm = chain[0]["digest"]
        value = digest(algorithm, data)
        if number:
            value = digest(algorithm, value + digest(algorithm, chains_write(chains[:number])))
        for stamp in chain:
            assert root_of(stamp, value) == stamped(stamp["token"]), f"stamp {len(times) + 1} is not of its root"
            times.append(time_of(stamp["token"]))
            value = digest(algorithm, stamp["token"])
    return times
