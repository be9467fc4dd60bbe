"""The ways in and out: other programs and other formats."""
