# SPDX-License-Identifier: MIT
"""pyHanko on signed PDFs, offline: pades.py AUTHORITY.pem FILE... One line a signature or time stamp of the whole: file,
field, what it is, whether it is intact and trusted, how much of the file it covers, what was changed after it. Exit 1: not
every one passes, or there is none."""
import datetime
import logging
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko_certvalidator import ValidationContext

logging.disable(logging.CRITICAL)


def judge(path, context):
    with open(path, "rb") as file:
        found = PdfFileReader(file).embedded_signatures
        passes = bool(found)
        for one in found:
            stamp = one.sig_object["/Type"] == "/DocTimeStamp"
            status = validate_pdf_timestamp(one, context) if stamp else validate_pdf_signature(one, context, context)
            passed = status.intact and status.valid and status.trusted and (stamp or status.bottom_line)
            words = [path, one.field_name, "time stamp" if stamp else "signature", "passed" if passed else "FAILED",
                     status.coverage.name, getattr(status.modification_level, "name", "")]
            if not stamp and status.timestamp_validity:
                words.append("stamped within" if status.timestamp_validity.valid else "STAMP FAILED")
            print("\t".join(words))
            passes = passes and passed
    return passes


def main():
    moment = datetime.datetime.now(datetime.timezone.utc)
    context = ValidationContext(trust_roots=[load_cert_from_pemder(sys.argv[1])], moment=moment)
    passes = True
    for path in sys.argv[2:]:
        try:
            passes = judge(path, context) and passes
        except Exception as fault:  # what cannot even be read is refused
            print(f"{path}\t-\t-\tFAILED\t{type(fault).__name__}: {fault}")
            passes = False
    sys.exit(not passes)


main()
