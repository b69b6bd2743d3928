"""A small organisation's sign-in on this machine: discovery, keys, the code flow with PKCE. Whoever comes is signed in
there at once, as the test says; and the test may have it lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "handrail", "a-client-secret"


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Organisation:
    """`says` is put over the claims of each token; `signs_with` is another key than it publishes, where it lies."""

    subject: str = "u-1"
    email: str = "cora.ordway@wendvalley.example"
    says: dict[str, Any] = field(default_factory=dict)
    leaves_out: tuple[str, ...] = ()
    found: dict[str, Any] = field(default_factory=dict)
    key: rsa.RSAPrivateKey = field(default_factory=_key)
    signs_with: Any = None
    algorithm: str = "RS256"
    issuer: str = ""
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    exchanged: list[dict[str, str]] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/nobody-asks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"], **self.found,
        }  # fmt: skip

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def code_for(self, asked: dict[str, str]) -> str:
        code = secrets.token_urlsafe(16)
        self.asked[code] = asked
        return code

    def token(self, said: dict[str, str]) -> dict[str, Any] | None:
        """What the service gets for a code, once, if the verifier is the one that was hashed."""
        self.exchanged.append(said)
        asked = self.asked.pop(said["code"], None)
        hashed = hashlib.sha256(said.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge or said["client_secret"] != SECRET:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "sub": self.subject, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"], "email": self.email, "auth_time": now, **self.says,
        }  # fmt: skip
        for name in self.leaves_out:
            claims.pop(name)
        signed = jwt.encode(claims, self.signs_with or self.key, algorithm=self.algorithm, headers={"kid": "one"})
        return {"access_token": "an-access-token", "token_type": "Bearer", "id_token": signed}


@contextmanager
def organisation() -> Iterator[Organisation]:
    """One that answers on loopback until the block ends."""
    one = Organisation()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self.send_response(302)
                self.send_header(
                    "Location", f"{asked['redirect_uri']}?code={one.code_for(asked)}&state={asked['state']}"
                )
                self.end_headers()
                return
            pages = {"/.well-known/openid-configuration": one.discovery, "/keys": one.keys}
            self._say(pages[parts.path]() if parts.path in pages else None)

        def do_POST(self) -> None:
            typed = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(one.token({name: values[0] for name, values in parse_qs(typed).items()}))

        def _say(self, words: dict[str, Any] | None) -> None:
            self.send_response(200 if words is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(words or {"error": "invalid_grant"}).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    one.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
