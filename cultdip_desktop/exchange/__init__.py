"""Tables and calendars of other programs: XLSX, CSV and ICS as plain values, in and out. Nothing here knows the store."""
