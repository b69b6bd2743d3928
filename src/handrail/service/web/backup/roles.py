"""Which role plays which part in a database: what its grants and policies name."""

from __future__ import annotations

from psycopg import Connection

from handrail.service.web.logins import DATABASE, parts_of, role_name


def embedded_roles() -> dict[str, str]:
    """In our own cluster."""
    return {"owner": role_name(DATABASE, "owner"), **parts_of(DATABASE)}


def roles_here(connection: Connection) -> dict[str, str]:
    """On a server that is not ours: whoever is connected acts as the owner, whose name is as it is."""
    ((owner,),) = connection.execute("select current_user").fetchall()
    return {"owner": owner, **parts_of(connection.info.dbname)}
