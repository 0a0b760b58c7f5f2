"""How one thing in the network is pointed at, whatever it is: in a link, on the map, on a card."""

from __future__ import annotations


def actor_node(actor: str) -> str:
    """Return the id of an actor."""
    return f"actor:{actor}"


def initiative_node(initiative: str) -> str:
    """Return the id of an initiative."""
    return f"initiative:{initiative}"


def tie(one: str, other: str) -> str:
    """Return the id of the tie of two nodes: an actor and an initiative, or two actors."""
    return f"tie:{one}~{other}"


def way(one: str, other: str) -> str:
    """Return the id of the shortest ways between two actors' nodes."""
    return f"way:{one}~{other}"


def ends(focus: str) -> tuple[str, ...]:
    """Return the nodes that a focus names: itself, the two of a tie or a way; none where nothing is in focus.

    Examples
    --------
    >>> ends("tie:actor:eidar~initiative:torget")
    ('actor:eidar', 'initiative:torget')
    """
    kind, _, rest = focus.partition(":")
    if kind in ("tie", "way"):
        return tuple(rest.split("~"))
    return (focus,) if focus else ()


def is_way(focus: str) -> bool:
    """Tell whether a focus is the ways between two actors."""
    return focus.startswith("way:")


def group_node(group: str) -> str:
    """Return the id of a target group."""
    return f"group:{group}"
