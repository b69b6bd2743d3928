"""What whoever runs the site says of it: its name, where it stands, and how to reach them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

DEFAULT_NAME = "Safeguarding learning"


class AddressNotUnderstood(ValueError):
    """A sentence that says what an address is."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """`address` is that of the site's front page without the last slash; `contact` is an e-mail address or empty."""

    address: str
    name: str = DEFAULT_NAME
    contact: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
            raise AddressNotUnderstood(
                f"{self.address} is no address of a site. Give it as https://reports.example.org, without a path."
            )

    @property
    def over_tls(self) -> bool:
        return self.address.startswith("https://")

    def as_words(self) -> dict[str, str]:
        return asdict(self)
