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


def group_node(group: str) -> str:
    """Return the id of a target group."""
    return f"group:{group}"
