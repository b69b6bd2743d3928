"""Wend Valley stands for each file of these tests."""

from tests.standing import cast

__all__ = ["cast"]
