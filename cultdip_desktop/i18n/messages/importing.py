"""Errors and remarks of the area "importing" in words: tables and calendars that come in, row by row."""

from __future__ import annotations

from typing import Final

from cultdip_desktop.i18n.messages.message import N_, Message

_CORRECT: Final = N_("Correct the cell in the table and import it again; rows that are already here are not doubled.")

MESSAGES: Final[dict[str, Message]] = {
    "importing.not_a_table": Message(
        N_("The file {file} is neither an Excel workbook, nor a text table, nor a calendar."),
        N_("Save the table as XLSX or CSV in the program that made it; calendars are exported as ICS."),
    ),
    "importing.damaged": Message(
        N_("The file {file} is damaged or is not what it claims to be."),
        N_("Open it in the program that made it, save it under a new name and import that file."),
    ),
    "importing.empty": Message(
        N_("There is nothing in the table of {file}."), N_("Choose another sheet or another file.")
    ),
    "importing.too_large": Message(
        N_("The file {file} is larger than {limit} MB."),
        N_("Split the table into several files, by year for instance."),
    ),
    "importing.too_many_rows": Message(
        N_("The table in {file} has more than {limit} rows, or something stands far below its end."),
        N_("Delete what stands below the table, or split it into several files."),
    ),
    "importing.too_many_columns": Message(
        N_("The table in {file} has more than {limit} columns, or something stands far to its right."),
        N_("Delete what stands beside the table and import it again."),
    ),
    "importing.too_much_text": Message(
        N_("There is more text in {file} than a plan of events can have."),
        N_("Check the file with whoever sent it, or split it into several files."),
    ),
    "importing.no_such_sheet": Message(
        N_("There is no sheet {sheet} in {file}."), N_("Choose one of the sheets that are listed.")
    ),
    "importing.file_changed": Message(
        N_("The file {file} has been changed since you looked at it."), N_("Choose the file once more.")
    ),
    "importing.no_title_column": Message(
        N_("No column holds the title of the events."), N_("Say which column it is; everything else may be left out.")
    ),
    "importing.column_twice": Message(
        N_("Two columns of the table are matched to the same field ({name})."), N_("Leave one of them out.")
    ),
    "importing.column_unknown": Message(
        N_("There is no field {name}."), N_("The names of all fields are in the template workbook.")
    ),
    "importing.mapping_bad": Message(
        N_("The mapping is not understood: {reason}."),
        N_("Write a JSON object that names columns, repair, year, sheet, head_row or encoding."),
    ),
    "importing.nothing_to_do": Message(
        N_("No row of {file} would change anything here."), N_("The rows say why; nothing needs to be done.")
    ),
    "importing.blank": Message(N_("The row is empty."), ""),
    "importing.total_row": Message(N_("A line of totals, no event."), ""),
    "importing.heading_row": Message(N_("A heading inside the table, no event."), ""),
    "importing.title_missing": Message(N_("The event has no title."), _CORRECT),
    "importing.day_needed": Message(
        N_("An event in this state needs a day."), N_("Write the day, or leave the state an idea.")
    ),
    "importing.duplicate": Message(
        N_("The same event as in row {row}."),
        N_("Only the first of them was taken; give each its own code if they are two."),
    ),
    "importing.ambiguous": Message(
        N_("Several events have this title and day."), N_("Write the number of the event into its column.")
    ),
    "importing.in_trash": Message(
        N_("This event lies in the trash."), N_("Restore it from the trash first if it shall be changed.")
    ),
    "importing.bad_day": Message(
        N_("“{value}” in the column {column} is no day."),
        N_("Write 25/9/2026, 25–27/9/2026, 15/8 âl, or a quarter such as quý III/2026."),
    ),
    "importing.bad_time": Message(
        N_("“{value}” in the column {column} is no time of day."), N_("Write 17:30 or 17h30.")
    ),
    "importing.bad_kind": Message(
        N_("“{value}” in the column {column} is no kind of event."), N_("The template workbook lists the kinds.")
    ),
    "importing.bad_format": Message(
        N_("“{value}” in the column {column} is not known."), N_("Write in person, online or hybrid.")
    ),
    "importing.bad_state": Message(
        N_("“{value}” in the column {column} is no state of an event."), N_("The template workbook lists the states.")
    ),
    "importing.bad_choice": Message(
        N_("“{value}” in the column {column} is not one of the choices."), N_("The template workbook lists them.")
    ),
    "importing.bad_goal": Message(
        N_("“{value}” in the column {column} is no goal of the strategy."),
        N_("Write codes such as M1 or G2.1, parted by semicolons."),
    ),
    "importing.bad_code": Message(
        N_("“{value}” in the column {column} is not known."), N_("The template workbook lists the codes.")
    ),
    "importing.bad_money": Message(
        N_("“{value}” in the column {column} is no amount."),
        N_("Write 59450.50 CZK or 15 triệu VND; several amounts are parted by semicolons."),
    ),
    "importing.bad_number": Message(N_("“{value}” in the column {column} is no number of persons."), _CORRECT),
    "importing.bad_share": Message(N_("“{value}” in the column {column} is no share."), N_("Write 62% or 0.62.")),
    "importing.too_long": Message(
        N_("The cell in the column {column} holds more than {limit} characters or entries."), _CORRECT
    ),
    "importing.cell_broken": Message(
        N_("A cell shows an error of the spreadsheet (such as #REF!) and was read as empty."), ""
    ),
    "importing.formula": Message(N_("A formula: the value that it had when the file was saved was taken."), ""),
    "importing.formula_empty": Message(
        N_("A formula without a saved value was read as empty."),
        N_("Open the file in Excel or LibreOffice and save it."),
    ),
    "importing.lunar": Message(N_("“{value}” was read as a lunar date: {day}."), ""),
    "importing.day_open": Message(N_("No day yet: “{value}” was kept as an internal note."), ""),
    "importing.day_missing": Message(N_("No day is given: the event has none yet."), ""),
    "importing.idea_until_day": Message(N_("Without a day the event stays an idea for now."), ""),
    "importing.repaired": Message(N_("Old font text was repaired in the column {column}."), ""),
    "importing.legacy_kept": Message(
        N_("The column {column} seems to be text of an old font; it was left as it is."),
        N_("It would read: {value}. Repairing is chosen with the columns."),
    ),
    "importing.recognised": Message(
        N_("Recognised as an event of the last import although title, day or place changed."), ""
    ),
    "importing.number_unknown": Message(N_("The number in the table is not known here; a new one is given."), ""),
    "importing.state_kept": Message(
        N_("The state was left as it is: this step is not allowed."), N_("Take the steps one by one in the event.")
    ),
    "importing.recurs": Message(N_("A recurring event: its first day was taken."), ""),
    "exporting.format_unknown": Message(
        N_("Events cannot be written to {file}."), N_("Choose a name that ends in .xlsx, .csv or .ics.")
    ),
}
