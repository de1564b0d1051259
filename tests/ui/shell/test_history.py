from __future__ import annotations

from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.history import LONGEST, History

LIST, EDITOR, PACKAGES = Route("events"), Route("events", "edit", "1"), Route("packages")


def visited(*routes: Route) -> History:
    history = History()
    for route in routes:
        history.visit(route)
    return history


def test_back_and_forward_walk_the_same_way() -> None:
    history = visited(LIST, EDITOR, PACKAGES)
    assert [history.back(), history.back(), history.back()] == [EDITOR, LIST, None]
    assert [history.forward(), history.forward(), history.forward()] == [EDITOR, PACKAGES, None]


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = visited(LIST, EDITOR)
    history.back()
    history.visit(PACKAGES)
    assert history.forward() is None
    assert history.back() == LIST


def test_the_same_place_is_not_remembered_twice() -> None:
    history = visited(LIST, LIST)
    assert history.back() is None


def test_a_page_may_say_more_exactly_where_it_is() -> None:
    history = visited(EDITOR)
    history.amend(Route("events", "edit", "1", (("tab", "goals"),)))
    assert history.current == Route("events", "edit", "1", (("tab", "goals"),))


def test_only_so_many_pages_are_remembered() -> None:
    history = visited(*(Route("events", "edit", str(number)) for number in range(LONGEST + 50)))
    assert sum(1 for _step in iter(history.back, None)) == LONGEST - 1
