"""Requests that no browser of a well-meaning person sends, made from the addresses and the forms themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.house.forms_shown import FieldShown

MARK = "<hr class=unescaped>"
"""If it comes back as it was sent, it was not escaped."""

UNKEEPABLE = ["\x00", "a\x00b", "\x01", "a\x0bb", "\x1f", "\x7f", "\ufffe", "\uffff", "\ud800", "a\udfffb"]
STRANGE = [
    "", " ",
    "\u202eevil\u202c", "zero\u200bwidth\u200d", "\u0410pple", "é" * 400, "🦉" * 60, "ﷺ" * 20, "\u0301" * 50,
    "'; drop table cases_case; --", '" or 1=1', MARK, "{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "${jndi:x}",
    "=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "\r\nBcc: stranger@example.org", "../../../etc/passwd", "..\\..\\x",
    "%s%n%x", "\\", "null", "[]", "{}", "true", "NaN", "-1", "0", "1e309", "0x10", "٣", "²", "①", "9" * 30, "9" * 5000,
    "-" + "9" * 30, "2147483648", "9223372036854775808", "2024-02-30", "0000", "10000", "29 February 2019",
    "00000000-0000-0000-0000-000000000000", "x" * 301, "x" * 5000, "x" * 120_000,
]  # fmt: skip
WORDS = st.one_of(st.sampled_from(UNKEEPABLE), st.sampled_from(STRANGE), st.text(max_size=40))
FILE_NAMES = st.sampled_from([
    "a.txt", "../../etc/passwd", "..\\evil.exe", "\u202etxt.exe", "a" * 500 + ".pdf", ".", "", "a\x00.pdf",
    MARK + ".txt",    "con.txt", "=1+1.csv", "a;.exe", "é\u0301.docx",
])  # fmt: skip
FILES = st.sampled_from([
    b"", b"words", b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18, b"\x89PNG\r\n\x1a\n",
    b"\xd0\xcf\x11\xe0" * 40,    b"\xff" * 2000, b"From: a\r\nTo: b\r\n\r\n", b"<svg onload=alert(1)>", b"x" * 100_000,
])  # fmt: skip
BOUNDARY = "handrail"
PARTS = f"multipart/form-data; boundary={BOUNDARY}"
KINDS = [  # of content
    "application/json", "text/plain", "application/xml", "", "x", ";;;=", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=\u00e9".encode().decode("latin-1"), PARTS,
    f"{PARTS}; charset=utf-7", f"{PARTS}; charset=hex", f"{PARTS}; charset=utf-16",
    "application/x-www-form-urlencoded; charset=utf-7", "application/x-www-form-urlencoded; charset=rot13",
    "application/x-www-form-urlencoded; charset=none-such", "application/x-www-form-urlencoded",
]  # fmt: skip
BODIES = [
    b"", b"{", b'{"a": "\\ud800"}', b"[" * 2000, b"%", b"%zz=%0", b"a=%00", b"a=%ED%A0%80", b"\xff\xfe\x00", b"&&&=&",
    f"--{BOUNDARY}".encode(), f"--{BOUNDARY}\r\n\r\n".encode(), f"--{BOUNDARY}--".encode(),
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a\r\n\r\nb\r\n--{BOUNDARY}--'.encode(),
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="text"; filename*=none\'\'x'
    f"\r\n\r\nb\r\n--{BOUNDARY}--".encode(),
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"'
    f"\r\nContent-Type: text/plain; charset=hex\r\n\r\nb\r\n--{BOUNDARY}--\r\n".encode(),
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64'
    f"\r\n\r\n!!!\r\n--{BOUNDARY}--\r\n".encode(),
]  # fmt: skip
HEADERS: dict[str, list[str]] = {
    "HTTP_COOKIE": [
        'sessionid="\\000"', "sessionid=%00", "sessionid=" + "x" * 5000, "csrftoken=\u00ff", "sessionid=../../x", ";;;",
        "messages=!!", "signed-in-before=a:b:c", 'signed-in-before="\\000"', "sessionid=a; sessionid=b",
    ],
    "HTTP_ACCEPT_LANGUAGE": ["x" * 5000, "\xff", "../../etc", "en;q=NaN"],
    "HTTP_REFERER": ["javascript:alert(1)", "http://[", "\xff"],
    "HTTP_X_FORWARDED_FOR": ["' or 1=1", "\xff", "1.2.3.4, " * 500],
    "HTTP_X_FORWARDED_PROTO": ["https, http", "\xff"],
    "HTTP_IF_MODIFIED_SINCE": ["yesterday", "\xff", "Mon, 99 Foo 99999 99:99:99 GMT"],
    "HTTP_RANGE": ["bytes=999999999999999-", "bytes=-1,--"],
    "HTTP_HOST": ["evil.example", "localhost:99999999", "[::1", "a b"],
    "HTTP_ACCEPT_ENCODING": ["\xff", "gzip;q=x"],
    "CONTENT_LENGTH": ["-1", "x", "9" * 30],
}  # fmt: skip
QUERY_NAMES = (
    "page q of on_day on_month on_year start_day start_year older newer form words kind ended gone shown owner "
    "reference next folder adds_to partnership authority body due by check of from until"
).split()


@dataclass(frozen=True)
class Attack:
    """What is sent in place of, or together with, what the page asks for."""

    method: str
    query: str = ""
    body: bytes = b""
    content_type: str = "application/x-www-form-urlencoded"
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> dict[str, Any]:
        return {"data": self.body, "content_type": self.content_type, "QUERY_STRING": self.query, **self.headers}


def encoded(pairs: list[tuple[str, str]]) -> bytes:
    """As a form is sent, and lone surrogates as bytes that stand for no character."""
    return "&".join(
        f"{quote(name, errors='surrogatepass')}={quote(words, errors='surrogatepass')}" for name, words in pairs
    ).encode()


def in_parts(pairs: list[tuple[str, str]], file_field: str, file_name: str, held: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + words.encode("utf-8", "surrogatepass")
        + b"\r\n"
        for name, words in pairs
    ]
    named = file_name.encode("utf-8", "surrogatepass").replace(b'"', b"%22").replace(b"\r\n", b" ")
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{file_field}"; filename="'.encode()
        + named
        + b'"\r\nContent-Type: application/octet-stream\r\n\r\n'
        + held
        + b"\r\n"
    )
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


@st.composite
def answers(draw: DrawFn, fields: list[FieldShown]) -> list[tuple[str, str]]:
    """A form filled in, mostly as it should be, with some fields wrong, missing, twice or unknown."""
    pairs: list[tuple[str, str]] = []
    for one in fields:
        how = draw(st.sampled_from(["right", "right", "right", "wrong", "missing", "twice"]))
        if how == "missing":
            continue
        right = draw(plausible(one))
        pairs.append((one.name, draw(WORDS) if how == "wrong" else right))
        if how == "twice":
            pairs.append((one.name, draw(WORDS)))
    if draw(st.booleans()):
        pairs.append((draw(st.sampled_from(["id", "case_id", "by", "autosave", "leave", "confirm", "x"])), draw(WORDS)))
    return pairs


def plausible(one: FieldShown) -> SearchStrategy[str]:
    """What somebody might well answer."""
    if one.choices:
        return st.sampled_from(one.choices)
    for ending, words in (("_day", "4"), ("_month", "3"), ("_year", "2019")):
        if one.name.endswith(ending):
            return st.just(words)
    return st.sampled_from(["A fall at home.", "Cora Ordway", "someone@wendvalley.example", "2:30pm"])


@st.composite
def posts(draw: DrawFn, fields: list[FieldShown]) -> Attack:
    pairs = draw(answers(fields))
    how = draw(st.sampled_from(["form", "form", "form", "parts", "parts", "broken"]))
    headers = draw(st.one_of(st.just({}), single_headers()))
    if how == "form":
        return Attack("POST", body=encoded(pairs), headers=headers)
    if how == "parts":
        named = [one.name for one in fields if one.kind == "file"] or ["file"]
        body = in_parts(pairs, draw(st.sampled_from(named)), draw(FILE_NAMES), draw(FILES))
        return Attack("POST", body=body, content_type=PARTS, headers=headers)
    body, kind = draw(st.sampled_from([*BODIES, encoded(pairs)])), draw(st.sampled_from(KINDS))
    return Attack("POST", body=body, content_type=kind, headers=headers)


@st.composite
def single_headers(draw: DrawFn) -> dict[str, str]:
    name = draw(st.sampled_from(sorted(HEADERS)))
    return {name: draw(st.sampled_from(HEADERS[name]))}


@st.composite
def visits(draw: DrawFn, names: list[str]) -> Attack:
    """A page asked for with a strange query, header or method."""
    method = draw(st.sampled_from(["GET"] * 8 + ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH", "FOO"]))
    known = sorted({*names, *QUERY_NAMES})
    pairs = draw(st.lists(st.tuples(st.sampled_from(known), WORDS), max_size=4))
    query = encoded(pairs).decode()[:20_000]
    raw = draw(st.sampled_from(["", "", "", "&&==", "%", "%ff%fe", "page=%ED%A0%80", "a" * 3000, "q=\xff"]))
    headers = draw(st.one_of(st.just({}), single_headers()))
    kind = draw(st.sampled_from(["application/x-www-form-urlencoded", *KINDS]))
    return Attack(method, query=raw or query, content_type=kind, headers=headers)
