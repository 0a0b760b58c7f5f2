"""Files in and out: the data package, its checks and the formats that other tools read.

Rule of the room: no row is dropped in silence and no cell is guessed. What is wrong becomes a finding that
names table, row and column; every row that a data set does without is listed.
"""

from samverkan.tables.package import package_name
from samverkan.tables.read import Reading, read_package
from samverkan.tables.write import write_package

__all__ = ["Reading", "package_name", "read_package", "write_package"]
