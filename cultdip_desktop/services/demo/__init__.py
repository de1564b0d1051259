"""Believable content for trying the product out: events, pictures and their counts. Knows neither store nor Qt."""
