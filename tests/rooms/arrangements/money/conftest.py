"""Wend Valley stands through the tests of a file here."""

from tests.standing import cast

__all__ = ["cast"]
