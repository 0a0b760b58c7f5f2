from __future__ import annotations

import pytest

from samverkan.errors import DataError, ExportError, SamverkanError, UnknownNameError


@pytest.mark.parametrize("kind", [DataError, UnknownNameError, ExportError])
def test_every_error_that_a_person_can_put_right_is_one_of_ours(kind: type[SamverkanError]) -> None:
    with pytest.raises(SamverkanError) as caught:
        raise kind("no_folder", name="borta")

    assert (caught.value.code, caught.value.params) == ("no_folder", {"name": "borta"})
