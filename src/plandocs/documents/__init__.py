"""What each document says, from facts and words. No file format, no brand."""
