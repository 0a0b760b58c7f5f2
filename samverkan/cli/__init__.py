"""The command line: read the words, call a workflow, print, leave with a code.

Rule of the room: 0 all is well (a list of gaps is a result), 1 the data have findings, 2 the command
cannot be carried out as written, 3 something of ours failed. Results go to standard output, messages to
standard error.
"""

from samverkan.cli.program import run

__all__ = ["run"]
