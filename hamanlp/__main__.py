"""`python -m hamanlp`: the same as the `hamanlp` command."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
