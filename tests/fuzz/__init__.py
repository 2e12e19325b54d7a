"""Any bytes for the native engine with its safety checks: inputs found by coverage, kept, and tried again by the tests."""
