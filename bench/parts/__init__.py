"""What is measured: a module a part, each with `measure(run) -> list[Figure]`."""
