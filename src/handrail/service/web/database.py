"""Reads the address of a PostgreSQL database into the form that Django wants."""

from __future__ import annotations

from typing import Any

from psycopg.conninfo import conninfo_to_dict

# One connection for each thread of a web process, and one to spare. A database that was away is tried again after
# a few seconds: the pool's own pauses would grow to minutes.
POOL = {"min_size": 1, "max_size": 5, "timeout": 10, "reconnect_timeout": 5}


def connection_settings(url: str, *, pool: bool) -> dict[str, Any]:
    """Django's settings for `postgresql://login:password@host/database?sslmode=...`.

    An empty address gives settings that cannot connect, so that commands which need no database run.
    """
    parts: dict[str, Any] = dict(conninfo_to_dict(url))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, "pool": POOL} if pool else parts,
    }
