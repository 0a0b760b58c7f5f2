"""What the map tells Python arrives, also where it was not heard at first, and none turns twice."""

from __future__ import annotations

import pytest

SMALL_MAP = "tests/e2e/small_map/app.py"


@pytest.fixture(scope="module")
def small_map(serving):
    with serving(SMALL_MAP) as address:
        yield address


@pytest.fixture
def visitor(visit, small_map):
    return visit(small_map, number="told")


def told(page):
    return page.get_by_test_id("stText").inner_text().split(", ")


def deafen(page, word):
    """Let the server miss the first message that has a word in it, as it does while it draws a page anew."""
    missed = []

    def listen(socket):
        server = socket.connect_to_server()

        def hand_over(message):
            if word in str(message) and not missed:
                missed.append(message)
            else:
                server.send(message)

        socket.on_message(hand_over)

    page.route_web_socket("**/_stcore/stream**", listen)
    return missed


def middle_of(visitor, node):
    visitor.stage.wait_for()
    x0, y0, x1, y1, _ = next(box for box in visitor.captions() if box[4] == node)
    return {"x": (x0 + x1) / 2, "y": (y0 + y1) / 2}


def test_a_double_click_chooses_a_node_and_asks_for_it_to_be_turned(visitor):
    page = visitor.open()

    visitor.stage.dblclick(position=middle_of(visitor, "actor:b"))

    visitor.until(lambda: sorted(told(page)) == ["selected actor:b", "turned actor:b"])

    visitor.stage.dblclick(position={"x": 5, "y": 5})
    visitor.until(lambda: told(page)[-1] == "selected None")
    visitor.stage.dblclick(position=middle_of(visitor, "actor:b"))

    visitor.until(lambda: sorted(told(page)[3:]) == ["selected actor:b", "turned actor:b"])
    assert told(page)[2] == "selected None"


def test_the_key_o_turns_what_is_under_the_cursor_and_what_is_chosen(visitor):
    page = visitor.open()
    stage = visitor.stage
    stage.focus()

    assert stage.get_attribute("aria-describedby") == "map-instructions"
    assert page.locator("#map-instructions").inner_text() == "Pilar. Tangenten o öppnar."

    page.keyboard.press("o")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    visitor.until(lambda: told(page) == ["turned actor:b"])

    page.keyboard.press("Escape")
    stage.click(position=middle_of(visitor, "actor:c"))
    visitor.until(lambda: told(page)[-1] == "selected actor:c")
    page.keyboard.press("o")

    visitor.until(lambda: told(page)[-1] == "turned actor:c")


@pytest.mark.parametrize("kind", ["selected", "turned"])
def test_what_was_not_heard_is_told_again_and_turns_once(visitor, kind):
    missed = deafen(visitor.page, f'"{kind}"')
    page = visitor.open()

    visitor.stage.dblclick(position=middle_of(visitor, "actor:a"))

    visitor.until(lambda: {"selected actor:a", "turned actor:a"} <= {*told(page)})
    page.wait_for_timeout(2500)
    assert len(missed) == 1
    assert told(page).count("turned actor:a") == 1
