"""One folder for each room. A room never imports another one: it opens it through a `Route`."""
