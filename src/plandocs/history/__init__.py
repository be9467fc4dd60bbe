"""What earlier reports said, kept beside the plan as plain data."""
