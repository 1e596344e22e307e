"""The browsers of the cast, as the tests of initiatives have them."""

from tests.initiatives.conftest import as_

__all__ = ["as_"]
