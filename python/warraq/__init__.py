# SPDX-License-Identifier: MIT
"""Open letters with their signatories: typeset, archived, verified, kept in versions.

A :class:`Session` holds the settings of a job and has a method for each command of the program. A source is a path
or a :class:`Memory`; a target is a path, or None for bytes in the result's ``output``. Settings are the program's
long options with underscores: ``Session(style="petition", lang="ar", date="2020-09-09")``."""
from warraq._library import (Error, Memory, Note, ReadWriteError, Result, Session, Stopped, UsageError, codes,
                             library_version)
from warraq._version import __version__

__all__ = ["Error", "Memory", "Note", "ReadWriteError", "Result", "Session", "Stopped", "UsageError", "__version__",
           "codes", "library_version"]
