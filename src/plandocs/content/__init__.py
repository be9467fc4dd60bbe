"""What documents are made of: neutral blocks, the plan's facts, and the words. No file format, no brand."""
