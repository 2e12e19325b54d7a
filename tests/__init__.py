"""The tests, as one package, so that they share `tests.conftest`."""
