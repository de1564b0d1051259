"""One module per noun: reads and writes its rows inside a transaction that the caller opened."""
