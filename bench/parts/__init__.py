"""The parts of the benchmark, each with a `measure` of its own."""
