"""A mail server of our own, in a thread of the test: it keeps what it is handed, and can be told to stop and wait."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import cast


class PostOffice(socketserver.ThreadingTCPServer):
    """`refusing` holds an answer for an address; `pausing` makes it take a message in and then say nothing."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("localhost", 0), Counter)
        self.taken_in: list[Message] = []
        self.refusing: dict[str, str] = {}
        self.pausing = False
        self.holding = threading.Event()
        self.go_on = threading.Event()

    @property
    def address(self) -> str:
        return f"smtp://localhost:{self.server_address[1]}"


class Counter(socketserver.StreamRequestHandler):
    """One conversation, as RFC 5321 has it, no more than is needed."""

    def handle(self) -> None:
        office = cast(PostOffice, self.server)
        self._say("220 wendvalley.example")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                self._say("221 goodbye")
                return
            if verb == b"RCPT":
                address = line.partition(b"<")[2].partition(b">")[0].decode()
                self._say(office.refusing.get(address, "250 ok"))
            elif verb == b"DATA":
                self._take_in(office)
            else:
                self._say("250 ok")

    def _take_in(self, office: PostOffice) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        office.taken_in.append(message_from_bytes(b"".join(lines)))
        if office.pausing:
            office.holding.set()
            office.go_on.wait(60)
        self._say("250 taken in")

    def _say(self, words: str) -> None:
        try:
            self.wfile.write(f"{words}\r\n".encode())
        except (BrokenPipeError, ConnectionResetError):
            return  # the other end was killed, as a test wanted


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield office
        finally:
            office.go_on.set()
            office.shutdown()
            thread.join()
