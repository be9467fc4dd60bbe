"""Work on a brand itself: check it, begin one, look at it. Like `api` a place that reads and writes files."""
