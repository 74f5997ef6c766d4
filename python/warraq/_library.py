# SPDX-License-Identifier: MIT
"""The library behind the package: loaded by its declarations (abi.txt), wrapped in objects."""
from __future__ import annotations

import dataclasses
import json
import os
import pathlib
from typing import Any, Callable, Optional, Union

import cffi

_OK, _FAULTS, _USAGE, _IO, _STOPPED = range(5)

_ffi = cffi.FFI()
_ffi.cdef((pathlib.Path(__file__).parent / "abi.txt").read_text(encoding="utf-8"))
_lib = _ffi.dlopen(os.environ.get("WARRAQ_LIBRARY", "libwarraq.so.0"))


class Error(Exception):
    """What could not be done. ``code`` is a word that stays, for programs; the text is a sentence for people."""

    def __init__(self, message: str, code: str):
        super().__init__(message)
        self.code = code


class UsageError(Error):
    """The call is wrong: an option, a value, an output that is also an input."""


class ReadWriteError(Error):
    """Something could not be read, written or found. Nothing half-written is left behind."""


class Stopped(Error):
    """A progress function returned False."""


_ERRORS = {_USAGE: UsageError, _IO: ReadWriteError, _STOPPED: Stopped}


@dataclasses.dataclass(frozen=True)
class Note:
    """What was found in a letter or an archive, and where. ``line`` and ``column`` count from 1, 0 is no place."""
    severity: str
    code: str
    file: Optional[str]
    line: int
    column: int
    text: str


@dataclasses.dataclass(frozen=True)
class Result:
    """What a call came to. ``ok`` is False where the letter or archive has faults; ``data`` is the command's JSON
    object (docs/json.md), ``text`` what the program prints, ``output`` the bytes where no target was named."""
    ok: bool
    data: Any
    text: str
    notes: tuple[Note, ...]
    output: bytes = b""


@dataclasses.dataclass(frozen=True)
class Memory:
    """A source that lies in memory. Its name's ending says its form, as a file's does."""
    name: str
    data: bytes


Source = Union[str, "os.PathLike[str]", Memory]
Path = Union[str, "os.PathLike[str]"]
Progress = Callable[[str, int, int], Optional[bool]]
_SEVERITIES = ("note", "warning", "error")


def _text(pointer: Any) -> str:
    return _ffi.string(pointer).decode("utf-8", "replace") if pointer else ""


def library_version() -> str:
    """The version of the library that was found."""
    return _text(_lib.warraq_version())


def codes() -> dict[str, str]:
    """Every code that notes, findings and errors carry, with what it means."""
    rows, found, i = _lib.warraq_codes(), {}, 0
    while rows[i].code:
        found[_text(rows[i].code)] = _text(rows[i].meaning)
        i += 1
    return found


class Session:
    """Settings and the calls made with them. One thread at a time; free it with ``with`` or :meth:`close`."""

    def __init__(self, progress: Optional[Progress] = None, **options: Any):
        self._session = _lib.warraq_new()
        self._notes: list[Note] = []
        self._output: list[bytes] = []
        self._raised: Optional[BaseException] = None
        self._progress = progress
        # The library keeps pointers to these: they live as long as the session does.
        self._callbacks = (_ffi.callback("warraq_message_fn", self._take_note),
                           _ffi.callback("warraq_write_fn", self._take_bytes),
                           _ffi.callback("warraq_progress_fn", self._tell_progress))
        self._listen()
        self.set(**options)

    def _listen(self) -> None:
        message, write, progress = self._callbacks
        _lib.warraq_on_message(self._session, message, _ffi.NULL)
        _lib.warraq_write_with(self._session, write, _ffi.NULL)
        if self._progress:
            _lib.warraq_on_progress(self._session, progress, _ffi.NULL)

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def close(self) -> None:
        """Frees what the session holds; a closed session cannot be used."""
        session, self._session = self._session, None
        if session:
            _lib.warraq_free(session)

    __del__ = close

    # ---- what the library calls -----------------------------------------------------------------

    def _take_note(self, _context: Any, message: Any) -> None:
        self._notes.append(Note(_SEVERITIES[message.severity], _text(message.code),
                                _text(message.file) if message.file else None, message.line, message.column,
                                _text(message.text)))

    def _take_bytes(self, _context: Any, data: Any, n: int) -> bool:
        self._output.append(bytes(_ffi.buffer(data, n)))
        return True

    def _tell_progress(self, _context: Any, unit: Any, done: int, total: int) -> bool:
        try:
            return self._progress(_text(unit), done, total) is not False
        except BaseException as error:  # it is raised again when the call is back
            self._raised = error
            return False

    # ---- settings -------------------------------------------------------------------------------

    def set(self, **options: Any) -> None:
        """Sets options by their long names with underscores. True and False are flags; a list is set value by value."""
        for name, value in options.items():
            values = value if isinstance(value, (list, tuple)) else [value]
            for one in values:
                text = str(int(one)) if isinstance(one, bool) else os.fspath(one) if isinstance(one, os.PathLike) else str(one)
                self._check(_lib.warraq_set(self._handle(), name.replace("_", "-").encode(), text.encode()))

    def reset(self) -> None:
        """Makes the session as it was when new, but for what it has opened."""
        _lib.warraq_reset(self._handle())
        self._listen()

    # ---- calls ----------------------------------------------------------------------------------

    def _handle(self) -> Any:
        if not self._session:
            raise ValueError("the session is closed")
        return self._session

    def _check(self, status: int) -> None:
        raised, self._raised = self._raised, None
        if raised:
            raise raised
        if status in _ERRORS:
            raise _ERRORS[status](_text(_lib.warraq_error(self._session)), _text(_lib.warraq_error_code(self._session)))

    def _source(self, source: Source) -> bytes:
        if not isinstance(source, Memory):
            return os.fsencode(source)
        name = source.name.encode()
        self._check(_lib.warraq_lend(self._handle(), name, source.data, len(source.data)))
        return name

    def _call(self, function: Any, *words: Any) -> Result:
        session = self._handle()
        self._notes, self._output = [], []
        status = function(session, *[_ffi.NULL if word is None else word for word in words])
        self._check(status)
        printed = _text(_lib.warraq_json(session))
        return Result(status == _OK, json.loads(printed) if printed else None, _text(_lib.warraq_text(session)),
                      tuple(self._notes), b"".join(self._output))

    @staticmethod
    def _target(target: Optional[Path]) -> bytes:
        return b"-" if target is None else os.fsencode(target)

    def render(self, source: Source, target: Optional[Path] = None) -> Result:
        """The letter of record as a PDF."""
        return self._call(_lib.warraq_render, self._source(source), self._target(target))

    def archive(self, source: Source, target: Optional[Path] = None) -> Result:
        """The letter as a BagIt bag in a ZIP."""
        return self._call(_lib.warraq_archive, self._source(source), self._target(target))

    def verify(self, path: Path) -> Result:
        """Every fault of an archive, a bag's folder or a store."""
        return self._call(_lib.warraq_verify, os.fsencode(path))

    def check(self, source: Source) -> Result:
        """What a careful editor would query."""
        return self._call(_lib.warraq_check, self._source(source))

    def import_(self, source: Source, target: Optional[Path] = None) -> Result:
        """A source of any form as clean Markdown."""
        return self._call(_lib.warraq_import, self._source(source), self._target(target))

    def fonts(self, source: Optional[Source] = None) -> Result:
        """The faces of a letter, or all there are."""
        return self._call(_lib.warraq_fonts, None if source is None else self._source(source))

    def dump(self, stage: str, source: Source) -> str:
        """A stage (model, items, lines, pages, tags, text) as stable text."""
        return self._call(_lib.warraq_dump, stage.encode(), self._source(source)).text

    def picture(self, source: Source, pattern: Path) -> Result:
        """Each page as PNG or SVG; ``%d`` in the pattern is the page's number."""
        return self._call(_lib.warraq_picture, self._source(source), os.fsencode(pattern))

    def handout(self, source: Source, kind: str, target: Optional[Path] = None) -> Result:
        """A booklet, 2up, 4up, large-print or summary."""
        return self._call(_lib.warraq_handout, self._source(source), kind.encode(), self._target(target))

    def merge(self, source: Source, recipients: Source, folder: Path) -> Result:
        """One addressed copy for each recipient."""
        return self._call(_lib.warraq_merge, self._source(source), self._source(recipients), os.fsencode(folder))

    def snapshot(self, store: Path, source: Source) -> Result:
        """Adds a version to a store."""
        return self._call(_lib.warraq_snapshot, os.fsencode(store), self._source(source))

    def log(self, store: Path, id: Optional[str] = None) -> Result:
        """The versions of one letter of a store, or of all."""
        return self._call(_lib.warraq_log, os.fsencode(store), id.encode() if id else None)

    def diff(self, before: Path, after: Path) -> Result:
        """What changed between two sources or archives."""
        return self._call(_lib.warraq_diff, os.fsencode(before), os.fsencode(after))

    def diff_versions(self, store: Path, id: Optional[str] = None, before: Optional[str] = None,
                      after: Optional[str] = None) -> Result:
        """What changed between two versions in a store; the last two where none are named."""
        return self._call(_lib.warraq_diff_versions, os.fsencode(store),
                          *[word.encode() if word else None for word in (id, before, after)])

    def restore(self, store: Path, target: Path, id: Optional[str] = None, version: Optional[str] = None) -> Result:
        """A version into a folder, or into a ZIP where the target ends in .zip."""
        return self._call(_lib.warraq_restore, os.fsencode(store),
                          *[word.encode() if word else None for word in (id, version)], os.fsencode(target))
