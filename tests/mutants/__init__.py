"""Deliberate faults in the engine, and which tests catch them: `python -m tests.mutants`."""
