"""Gaps: what the data do not hold and perhaps should, one kind a file.

Rule of the room: a study in, findings out, in a stated order, with every reason by name. A finding says what
the tables hold and lack; never that somebody should have, never that something will. No words here: they are
in :mod:`samverkan.cards`.
"""
