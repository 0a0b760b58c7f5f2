"""PowerPoint that can be edited: maps whose lines hold on, charts that are charts, tables that are tables.

Rule of the room: only here is python-pptx known. :mod:`.deck` holds what all slides have in common, and one
file each what is drawn on them. No clock is asked, so that the same content gives the same bytes.
"""

from __future__ import annotations

from samverkan.draw.pptx.figures import Figure, figure_pptx
from samverkan.draw.pptx.sheets import FORMS, map_pptx, pptx

__all__ = ["FORMS", "Figure", "figure_pptx", "map_pptx", "pptx"]
