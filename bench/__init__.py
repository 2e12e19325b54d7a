"""Measurements of speed: `python -m bench.speed --help` beside other systems, `python -m bench.instructions --help` alone."""
