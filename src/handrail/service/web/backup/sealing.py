"""The seal of a backup: the age format, so that the standard tool `age` opens it on a machine without Handrail.

A key file is an age identity. A passphrase seals an identity made for that one backup, which stands in front of
the rest in letters; age's own way with a passphrase would need the whole file in memory.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage

from handrail.service.web.backup.faults import NotBackedUp, NotOpened

SHORTEST_PASSPHRASE = 12
FIRST_LINE = b"-----BEGIN AGE ENCRYPTED FILE-----\n"
LAST_LINE = b"-----END AGE ENCRYPTED FILE-----\n"
PLAIN_AGE = b"age-encryption.org/v1\n"
LONGEST_OPENING = 8192  # bytes
SECRET, PUBLIC = "AGE-SECRET-KEY-", "age1"

DAMAGED = "The backup is damaged or cut short: its seal is broken. Use another copy of it."


@dataclass(frozen=True)
class Lock:
    """Who can open what is sealed, and what stands in front of it."""

    recipient: object
    opening: bytes = b""


def lock_with_passphrase(passphrase: str) -> Lock:
    """Takes about a second and, for that moment, up to a gigabyte of memory, so that guessing is dear."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise NotBackedUp(
            f"Choose a passphrase of at least {SHORTEST_PASSPHRASE} characters; four or five words are best."
        )
    identity = pyrage.x25519.Identity.generate()
    opening: bytes = pyrage.passphrase.encrypt(f"{identity}\n".encode(), passphrase, armored=True)
    return Lock(identity.to_public(), opening)


def lock_with_key(path: Path) -> Lock:
    """A key file, or only its public line: a server that holds no more than that cannot open its own backups."""
    for line in _lines(path, NotBackedUp):
        if line.startswith(SECRET):
            return Lock(_identity(line, path, NotBackedUp).to_public())
        if line.startswith(PUBLIC):
            try:
                return Lock(pyrage.x25519.Recipient.from_str(line))
            except pyrage.RecipientError as fault:
                raise NotBackedUp(f"The public key in {path} is not whole. Copy its line again.") from fault
    raise NotBackedUp(f"There is no key in {path}. Make one with: handrail backup key FILE")


def make_key(path: Path) -> str:
    """A new key in a file that its owner alone can read. Gives the public part."""
    identity = pyrage.x25519.Identity.generate()
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise NotBackedUp(f"{path} is there already, and a key is never written over. Choose another name.") from None
    except OSError as problem:
        raise NotBackedUp(f"The key cannot be written to {path}: {problem.strerror}.") from problem
    public = str(identity.to_public())
    with os.fdopen(number, "w") as file:
        file.write(f"# opens Handrail's backups; keep it apart from them\n# public key: {public}\n{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    return public


def needs_passphrase(path: Path) -> bool:
    """Whether a passphrase opens this backup; otherwise a key file does."""
    try:
        with path.open("rb") as file:
            first = file.read(len(FIRST_LINE))
    except OSError as problem:
        raise NotOpened(f"{path} cannot be read: {problem.strerror}.") from problem
    if first == FIRST_LINE:
        return True
    if first.startswith(PLAIN_AGE):
        return False
    raise NotOpened(f"{path} is not a backup made by Handrail, or its first bytes are damaged.")


def opened_by_passphrase(path: Path, passphrase: str) -> object:
    """The identity that opens the rest."""
    with path.open("rb") as file:
        opening = _opening(file)
    try:
        held: bytes = pyrage.passphrase.decrypt(opening, passphrase)
    except pyrage.DecryptError as fault:
        raise NotOpened(
            f"The passphrase does not open {path}. Check capitals and spaces; if you are sure of it, "
            "the beginning of the file is damaged: use another copy."
        ) from fault
    return pyrage.x25519.Identity.from_str(held.decode().strip())


def opened_by_key(path: Path) -> object:
    """The identity in a key file."""
    for line in _lines(path, NotOpened):
        if line.startswith(SECRET):
            return _identity(line, path, NotOpened)
    raise NotOpened(f"{path} holds no secret key; its public part seals backups, and does not open them.")


@contextmanager
def sealed(out: BinaryIO, lock: Lock) -> Iterator[BinaryIO]:
    """What is written to the pipe arrives sealed in the file, a little at a time."""
    out.write(lock.opening)
    reading, writing = _pipe()
    noted = _Noted(out)
    thread = _Thread(lambda: pyrage.encrypt_io(reading, noted, [lock.recipient]), reading)
    try:
        with suppress(BrokenPipeError), writing:
            yield writing
    finally:
        with suppress(BrokenPipeError):
            writing.close()
        thread.join()
        if noted.problem or thread.problem:
            raise noted.problem or thread.problem or AssertionError


@contextmanager
def unsealed(path: Path, identity: object) -> Iterator[BinaryIO]:
    """The plain bytes; nothing comes out that the seal does not vouch for. Raises NotOpened at the end if it is cut."""
    in_letters = needs_passphrase(path)
    with path.open("rb") as file:
        if in_letters:
            _opening(file)
        reading, writing = _pipe()
        noted = _Noted(writing)
        thread = _Thread(lambda: pyrage.decrypt_io(file, noted, [identity]), writing)
        try:
            yield reading
            while reading.read(1 << 20):
                pass
        finally:
            reading.close()
            thread.join()
            if thread.problem and not noted.problem:
                raise _in_words(thread.problem, path) from thread.problem


def _in_words(problem: BaseException, path: Path) -> NotOpened:
    if "No matching keys" in str(problem):
        return NotOpened(f"This key does not open {path}: it was sealed for another.")
    return NotOpened(DAMAGED)


class _Thread(threading.Thread):
    """Seals or unseals beside the work; closes its end of the pipe whatever happens, so that nobody waits for ever."""

    def __init__(self, work: Callable[[], None], its_end: BinaryIO) -> None:
        super().__init__(daemon=True)
        self._work, self._its_end = work, its_end
        self.problem: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._work()
        except BaseException as problem:
            self.problem = problem
        with suppress(BrokenPipeError):
            self._its_end.close()


class _Noted:
    """A file to write to that remembers its own fault, which the library tells only as text."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.problem: OSError | None = None

    def write(self, part: bytes) -> int:
        try:
            return self._file.write(part)
        except OSError as problem:
            self.problem = problem
            raise

    def flush(self) -> None:
        try:
            self._file.flush()
        except OSError as problem:
            self.problem = problem
            raise


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb"), os.fdopen(writing, "wb")


def _opening(file: BinaryIO) -> bytes:
    """Reads up to the end of the part in letters."""
    held = b""
    for line in file:
        held += line
        if line == LAST_LINE:
            return held
        if len(held) > LONGEST_OPENING:
            break
    raise NotOpened(DAMAGED)


def _lines(path: Path, refused: type[RuntimeError]) -> list[str]:
    try:
        return [line.strip() for line in path.read_text().splitlines()]
    except (OSError, UnicodeDecodeError) as problem:
        raise refused(f"The key file {path} cannot be read: {problem}.") from problem


def _identity(line: str, path: Path, refused: type[RuntimeError]) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError as fault:
        raise refused(f"The key in {path} is not whole. Use another copy of it.") from fault
