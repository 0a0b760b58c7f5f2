from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that a statement loads in a fresh interpreter."""
    program = f"import sys; {statement}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT
    )
    return set(run.stdout.split())


EVERYTHING_BELOW = "samverkan.workflows, samverkan.draw.vis, samverkan.tables.export"


@pytest.mark.parametrize("module", ["samverkan", EVERYTHING_BELOW], ids=["the package", "every room below"])
def test_importing_loads_neither_streamlit_nor_pyvis(module: str) -> None:
    loaded = loaded_by(f"import {module}")

    assert "samverkan" in loaded
    assert loaded & {"streamlit", "pyvis"} == set()
