"""Embedders: texts to vectors, with ONNX and without torch where that works."""
