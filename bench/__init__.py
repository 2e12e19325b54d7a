"""Measurements of speed, side by side with other systems: `python -m bench.speed --help`, `python -m bench.instructions --help`."""
