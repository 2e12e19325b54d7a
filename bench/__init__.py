"""Measurements, and the pages that show them. Nothing on these pages is typed by hand."""
