"""Writes the package hama's spelling of each line of phones.

It runs in that package's environment, which has nothing of this project.
"""

from __future__ import annotations

import sys

import hama  # type: ignore[import-not-found, unused-ignore]

sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr, unused-ignore]
sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr, unused-ignore]
MODEL = hama.P2GModel()
for line in sys.stdin:
    print(MODEL(line.strip()).text.replace("\n", " "))
