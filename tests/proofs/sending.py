"""Another process that goes round as the worker does, without the minute between two rounds, until it is stopped."""

from __future__ import annotations

import sys
import threading

import django


def main() -> None:
    django.setup()
    from django.db import InterfaceError, OperationalError, connection

    from handrail.service.outbox.mail_server import mail_server
    from handrail.service.outbox.sending import send_waiting

    pause = threading.Event()
    while True:
        try:
            send_waiting(mail_server())
        except (OperationalError, InterfaceError):
            connection.close()
        if sys.argv[1:] == ["once"]:
            return
        pause.wait(0.2)


if __name__ == "__main__":
    main()
