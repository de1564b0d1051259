"""One module per question that spans nouns: lists, figures, history, digests. Never writes."""
