# SPDX-License-Identifier: MIT
"""The word of BagIt Profiles' own validator (bagit-profile) on an unpacked bag: `profile.py BAG PROFILE.json`."""
import json
import pathlib
import sys

import bagit
import bagit_profile

text = pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")
profile = bagit_profile.Profile(json.loads(text)["BagIt-Profile-Info"]["BagIt-Profile-Identifier"], profile=text)
good = profile.validate(bagit.Bag(sys.argv[1]))
print(profile.report)
sys.exit(0 if good else 1)
