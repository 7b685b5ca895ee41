"""How older casefiles become current: numbered steps with names, each in a transaction of its own."""

from .steps import MIGRATIONS, Migration

__all__ = ["MIGRATIONS", "Migration"]
