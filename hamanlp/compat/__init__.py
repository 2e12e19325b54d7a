"""Stand-ins for other packages, with their interfaces: change the import, keep the program. See `docs/compat.md`.

from hamanlp.compat import phonemize        # phonemizer
from hamanlp.compat.g2p_en import G2p       # g2p-en
"""

from __future__ import annotations

from .phonemizer import CompatError, EspeakBackend, phonemize
from .separator import Separator

__all__ = ["CompatError", "EspeakBackend", "Separator", "phonemize"]
