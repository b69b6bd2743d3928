"""What a post consists of: its key, and a hash of everything it says by which the same post is recognised."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from handrail.service.access.once import FIELD, OURS

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def key_of(request: HttpRequest) -> str:
    """The key that the form carries, or for a program the header; empty where there is none that could be one."""
    key = request.POST.get(FIELD) or request.headers.get("Idempotency-Key", "")
    return key if KEY.fullmatch(key) else ""


def words_of(request: HttpRequest) -> str:
    """A hash of where the post goes and of all that it says, files included.

    Keyed with the secret of this installation, which is not in the database: nobody who reads the table can try out
    which password or which name it was.
    """
    said = [request.get_full_path(), *_typed(request), *_files(request)]
    if request.content_type not in FORMS:
        said.append(hashlib.sha256(request.body).hexdigest())
    told = json.dumps(said, ensure_ascii=True)
    return salted_hmac("handrail.once", told, algorithm="sha256").hexdigest()


def _typed(request: HttpRequest) -> Iterator[list[object]]:
    for name in sorted(request.POST):
        if name not in OURS:
            yield [name, request.POST.getlist(name)]


def _files(request: HttpRequest) -> Iterator[list[object]]:
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield [name, file.name, _hash(file)]


def _hash(file: UploadedFile[Any]) -> str:
    read = hashlib.sha256()
    for chunk in file.chunks():
        read.update(chunk)
    file.seek(0)
    return read.hexdigest()
