"""What the stance of a record or claim allows."""

from .codes import code_list


def is_drawn(stance: str) -> bool:
    """False for what is denied, which is told and never drawn as done; a stance that no list knows denies nothing."""
    known = code_list("stances").get(stance)
    return known is None or known.more["is_drawn"] != "no"
