"""Write the outputs of the golden vectors again: `python -m tests.vectors.update`. Read the difference before committing it."""

from __future__ import annotations

import json

import hamanlp
from tests.vectors import FILE, MODEL, Case, read


def main() -> None:
    """Transcribe every text and replace the file."""
    cases: list[Case] = [
        {
            "text": case["text"],
            "options": case["options"],
            "output": hamanlp.transcribe(case["text"], **(MODEL | case["options"])),
        }
        for case in read()
    ]
    changed = sum(new != old for new, old in zip(cases, read(), strict=True))
    FILE.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
    print(f"{FILE.name}: {changed} of {len(cases)} cases changed")


if __name__ == "__main__":
    main()
