"""Signatures on PDF files: make them, and say what any of them is worth. Knows no store and no network."""
