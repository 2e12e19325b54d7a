//! Tests of lexica: read, found, compiled, mixed in.
