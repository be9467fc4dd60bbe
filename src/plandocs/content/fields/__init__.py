"""What a template may print of a plan: which names there are, and their values when they are asked for."""
