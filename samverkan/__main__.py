"""``python -m samverkan`` and the command ``samverkan``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from samverkan.cli import run  # noqa: PLC0415  # nothing is loaded before it is needed

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
