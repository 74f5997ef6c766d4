#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Signatures and time stamps by keys made here: ours are right for openssl and ssh-keygen, theirs
# for us; what is altered, of something else, or by a stranger is told apart.
set -euo pipefail
tool=$(dirname "$(dirname "$WARRAQ")")/tests/archive_test_bag_tool
work=$(mktemp -d)
cd "$work"
exec 3>&1 >log 2>&1
trap 'status=$?; [ $status -eq 0 ] || cat log >&3; rm -rf "$work"' EXIT

# expect STATUS CODES -- ARGUMENTS: verify says exactly these codes.
expect() {
  local status=$1 codes=$2 got=0
  shift 3
  "$tool" verify "$@" >out || got=$?
  local found
  found=$(sed -n 's/^\(fault\|warning\) \([^ ]*\) .*/\2/p' out | sort | tr '\n' ' ')
  [ "$got $found" = "$status $codes" ] || { echo "verify $*: $got $found, not $status $codes" >&3; cat out >&3; exit 1; }
}

mkdir in && echo letter >in/letter.txt
"$tool" pack bag.zip in 1700000000

# An authority, a signer, a time-stamp authority, and a stranger.
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Authority \
  -days 20000 -set_serial 1
certify() { # NAME EXTENSION
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "/CN=$1"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca.key -set_serial "$3" -days 10000 -out "$1.pem" \
    -extfile <(printf '%s\n' "$2")
}
certify signer 'keyUsage=digitalSignature' 2
certify tsa 'extendedKeyUsage=critical,timeStamping' 3
cat signer.key signer.pem >signer-both.pem
openssl req -x509 -newkey rsa:2048 -nodes -keyout stranger.key -out stranger.pem -subj /CN=Stranger -days 10000
now=$(date +%s)

# CMS. The same key and date sign to the same bytes; openssl agrees.
"$tool" sign-cms bag.zip signer-both.pem "$now"
cp bag.zip.p7s first.p7s
"$tool" sign-cms bag.zip signer-both.pem "$now"
cmp bag.zip.p7s first.p7s
unzip -p bag.zip 'bag/tagmanifest-sha512.txt' >subject
openssl cms -verify -binary -inform DER -in bag.zip.p7s -content subject -CAfile ca.pem -purpose any -out /dev/null
expect 0 'signature-signer-unknown ' -- bag.zip
expect 0 'signature-time-claimed ' -- bag.zip ca.pem
expect 1 'signature-missing signature-untrusted ' -- bag.zip stranger.pem

# A signature made by openssl is right too, over the bag unpacked as well.
openssl cms -sign -binary -in subject -signer signer.pem -inkey signer.key -outform DER -out bag.zip.p7s -md sha256
expect 0 'signature-time-claimed ' -- bag.zip ca.pem
unzip -q bag.zip && cp bag.zip.p7s bag.p7s
expect 0 'signature-time-claimed ' -- bag ca.pem

# Of something else; altered; no signature at all; a key that is another's.
openssl cms -sign -binary -in ca.pem -signer signer.pem -inkey signer.key -outform DER -out bag.zip.p7s
expect 1 'signature-invalid signature-missing ' -- bag.zip ca.pem
head -c 100 first.p7s >bag.zip.p7s
expect 1 'signature-malformed signature-missing ' -- bag.zip ca.pem
cat first.p7s - >bag.zip.p7s <<<x
expect 1 'signature-malformed signature-missing ' -- bag.zip ca.pem
cat stranger.key signer.pem >mixed.pem
status=0; "$tool" sign-cms bag.zip mixed.pem 1700000000 || status=$?
[ $status -eq 2 ]
cp first.p7s bag.zip.p7s

# A time stamp of the signature vouches for its time; the query is the same twice.
cat >tsa.cnf <<'CNF'
[tsa]
default_tsa = tsa1
[tsa1]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
CNF
echo 01 >serial
answer() { # QUERY ANSWER
  openssl ts -reply -config tsa.cnf -queryfile "$1" -signer tsa.pem -inkey tsa.key -out "$2"
}
"$tool" query bag.zip && cp bag.zip.tsq first.tsq
"$tool" query bag.zip && cmp bag.zip.tsq first.tsq
openssl ts -query -in bag.zip.tsq -text | grep -q 'Hash Algorithm: sha512'
answer bag.zip.tsq answer.tsr
"$tool" attach bag.zip answer.tsr
expect 0 '' -- bag.zip ca.pem
expect 0 'signature-signer-unknown timestamp-authority-unknown ' -- bag.zip
expect 1 'signature-missing signature-untrusted timestamp-untrusted ' -- bag.zip stranger.pem

# A stamp of the tag manifest itself is right, but does not date the signature.
mv bag.zip.p7s aside.p7s
"$tool" query bag.zip && answer bag.zip.tsq plain.tsr && "$tool" attach bag.zip plain.tsr
expect 0 '' -- bag.zip ca.pem
mv aside.p7s bag.zip.p7s
expect 0 'signature-time-claimed ' -- bag.zip ca.pem

# Altered, of something else, and refused answers.
python3 - <<'PY'
data = bytearray(open("answer.tsr", "rb").read()); data[-20] ^= 1
open("bag.zip.tsr", "wb").write(data)
PY
expect 1 'signature-time-claimed timestamp-invalid ' -- bag.zip ca.pem
openssl ts -query -data ca.pem -sha512 -cert -out other.tsq && answer other.tsq other.tsr
status=0; "$tool" attach bag.zip other.tsr || status=$?
[ $status -eq 1 ]
cp other.tsr bag.zip.tsr
expect 1 'signature-time-claimed timestamp-invalid ' -- bag.zip ca.pem
echo junk >bag.zip.tsr
expect 1 'signature-time-claimed timestamp-malformed ' -- bag.zip ca.pem
rm bag.zip.tsr bag.zip.p7s

# SSH.
if command -v ssh-keygen; then
  ssh-keygen -q -t ed25519 -N '' -f id -C me@example.org
  ssh-keygen -q -t ed25519 -N '' -f id2 -C you@example.org
  printf 'me@example.org %s\n' "$(cut -d' ' -f1,2 id.pub)" >allowed
  printf 'you@example.org %s\n' "$(cut -d' ' -f1,2 id2.pub)" >allowed2
  "$tool" sign-ssh bag.zip id
  ssh-keygen -Y verify -f allowed -I me@example.org -n warraq -s bag.zip.sig <subject
  expect 0 'signature-signer-unknown ' -- bag.zip
  expect 0 '' -- bag.zip - allowed
  expect 1 'signature-missing signature-untrusted ' -- bag.zip - allowed2
  ssh-keygen -q -Y sign -f id -n other <subject >bag.zip.sig
  expect 1 'signature-invalid signature-missing ' -- bag.zip - allowed
else
  unchecked="no ssh-keygen"
fi

# The receipt's own commands, as they are printed.
"$tool" receipt bag.zip >receipt.txt
rm -rf bag
sed -n 's/^    \(sha512sum\|unzip\|cd\) /\1 /p' receipt.txt >check.sh
bash -e check.sh >checked
[ "$(grep -c ': OK$' checked)" -eq 6 ]
if grep -i failed checked; then exit 1; fi

if [ -n "${unchecked:-}" ]; then
  echo "the rest is right; not run: $unchecked" >&3
  exit 77
fi
echo "signatures, time stamps and the receipt are right" >&3
