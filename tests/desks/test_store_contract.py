"""What the store's tests say of a file, said of a schema on a server."""

from __future__ import annotations

from tests.desks.contract import contract_of
from tests.store import (
    test_bulk,
    test_calendar,
    test_change_log,
    test_event,
    test_event_parts,
    test_merge,
    test_nouns,
    test_partners,
    test_search,
    test_store,
)

globals().update(
    contract_of(
        test_bulk,
        test_calendar,
        test_change_log,
        test_event,
        test_event_parts,
        test_merge,
        test_nouns,
        test_partners,
        test_search,
        test_store,
        without=(
            "test_the_file_is_guarded_as_decided",
            "test_a_full_drive_ends_the_action_and_keeps_what_was_there",
            "test_a_store_on_a_drive_without_a_free_byte_can_be_read_and_says_why_it_cannot_be_written",
            "test_a_write_that_waits_too_long_changes_nothing_and_may_be_tried_again",
            "test_a_reader_cannot_write",
        ),
    )
)
