"""Signatures on documents: PAdES fields and stamps in a PDF, keys on tokens, and what a signed PDF establishes."""
