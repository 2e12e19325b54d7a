"""Training: lexica in, a Llama checkpoint and its scores out. Every command is `python -m train.<command>`."""
