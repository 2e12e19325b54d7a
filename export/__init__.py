"""Export: a checkpoint becomes generated Zig, and the engine with it becomes `hama.wasm`. `python -m export --help`."""
