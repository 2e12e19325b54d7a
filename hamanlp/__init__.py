"""Text to IPA for Korean and English: a tiny Llama in WebAssembly, and this thin host around it."""

from __future__ import annotations

from .analysis import Alternative, Phone, Transcription, Word
from .errors import DecodeError, EngineError, HamaError, InputError, InputTypeError, ModelError, OptionError, TimeLimitError
from .lexicon import build_lexicon
from .spelling import Spelling, spell
from .transcriber import Transcriber, transcribe

__all__ = [
    "Alternative",
    "DecodeError",
    "EngineError",
    "HamaError",
    "InputError",
    "InputTypeError",
    "ModelError",
    "OptionError",
    "Phone",
    "Spelling",
    "TimeLimitError",
    "Transcriber",
    "Transcription",
    "Word",
    "__version__",
    "build_lexicon",
    "spell",
    "transcribe",
]

__version__ = "0.1.0"
