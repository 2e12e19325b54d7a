"""The same bytes from every host of the engine: `python -m tests.same`."""
