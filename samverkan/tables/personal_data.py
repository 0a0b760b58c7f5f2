"""E-mail addresses, phone numbers and personal identity numbers, found by their form.

Names of persons cannot be told from names of organisations by form, so they are not looked for here: a
curator keeps them out.
"""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_PHONE = re.compile(
    r"(?<![\w-])(?:\+46[\s-]?(?:\(0\)\s?)?\d{1,3}|0\d{1,3})[\s/-]?\d{2,3}(?:[\s-]?\d{2,3}){1,3}(?![\s-]?\d|\w)"
)
_IDENTITY_NUMBER = re.compile(r"(?<![\d-])(?:19|20)?\d{2}(\d{2})(\d{2})[-+]?\d{4}(?![\d-])")

REMOVED = "[borttaget]"


def has_personal_data(cell: str) -> bool:
    """Tell whether a cell holds an address or a number of a person.

    Examples
    --------
    >>> has_personal_data("Ring 0520-49 50 00"), has_personal_data("159 kvällar 2019")
    (True, False)
    """
    return without_personal_data(cell) != cell


def without_personal_data(cell: str) -> str:
    """Return a cell with addresses and numbers of persons replaced by ``[borttaget]``."""
    cell = _MAIL.sub(REMOVED, cell)
    cell = _IDENTITY_NUMBER.sub(_removed_if_genuine, cell)
    return _PHONE.sub(_removed_if_as_long_as_a_number, cell)


def _removed_if_as_long_as_a_number(match: re.Match[str]) -> str:
    """Keep what is too short or too long for a Swedish number: opening hours, years, amounts."""
    n_digits = sum(sign.isdigit() for sign in match[0])
    least, most = (10, 13) if match[0].startswith("+") else (8 if match[0].startswith("08") else 9, 10)
    return REMOVED if least <= n_digits <= most else match[0]


def _removed_if_genuine(match: re.Match[str]) -> str:
    """Keep what is no date of birth (organisations have a month above 19) or fails its check digit."""
    month, day = int(match[1]), int(match[2])
    is_birth = 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
    digits = [int(sign) for sign in match[0] if sign.isdigit()][-10:]
    return REMOVED if is_birth and _luhn(digits) else match[0]


def _luhn(digits: list[int]) -> bool:
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0
