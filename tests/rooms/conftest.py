"""What tests of the rooms share: Wend Valley, which stands through the tests of a file."""

from tests.standing import cast

__all__ = ["cast"]
