"""Where things stand on the map: computed once, the same every time.

Rule of the room: every layout is laid out for all that a data set has, whatever is chosen, so that a filter
never moves what stays; none of them begins at random; what a position means, and what it does not, is said by
each layout's module and by the :class:`Guide` shapes that it draws under the nodes. Coordinates are map units
in a frame of ``WIDTH`` by ``HEIGHT``, y growing downwards.
"""

from samverkan.draw.layout.centre import centre_name, centre_of
from samverkan.draw.layout.frame import HEIGHT, WIDTH, Guide, Layout
from samverkan.draw.layout.opened import layout_of
from samverkan.draw.layout.whole import map_layout

__all__ = ["HEIGHT", "WIDTH", "Guide", "Layout", "centre_name", "centre_of", "layout_of", "map_layout"]
