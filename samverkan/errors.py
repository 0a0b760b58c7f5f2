"""The exceptions of the package; every one carries a code whose words live in ``i18n``.

::

    SamverkanError            something a person can put right
    ├── DataError             the data package cannot be used at all (not there, not a package)
    ├── UnknownNameError      an id, a measure or a format that does not exist
    └── ExportError           a result that the chosen format cannot hold

What is wrong with single rows is no exception but a :class:`samverkan.domain.findings.Finding`:
those come all at once, an exception comes alone.
"""

from __future__ import annotations


class SamverkanError(Exception):
    """Something that the person who asked can put right.

    Parameters
    ----------
    code
        What happened; the sentence is found under ``error.<code>`` in the language files.
    params
        What the sentence needs to say what, where and what to do.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class DataError(SamverkanError):
    """The data package cannot be used at all."""


class UnknownNameError(SamverkanError):
    """A name was given that nothing here answers to."""


class ExportError(SamverkanError):
    """A result cannot be written in the chosen format."""
