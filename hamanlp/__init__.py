"""Text to IPA for Korean and English: a tiny Llama in WebAssembly, and this thin host around it."""

from __future__ import annotations

from .errors import DecodeError, EngineError, HamaError, InputError, InputTypeError, ModelError, OptionError
from .transcriber import Transcriber, transcribe

__all__ = [
    "DecodeError",
    "EngineError",
    "HamaError",
    "InputError",
    "InputTypeError",
    "ModelError",
    "OptionError",
    "Transcriber",
    "__version__",
    "transcribe",
]

__version__ = "0.1.0"
