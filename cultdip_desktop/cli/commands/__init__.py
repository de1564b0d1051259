"""One file per noun of the command line; each function takes a `Session` and gives an `Answer`."""
