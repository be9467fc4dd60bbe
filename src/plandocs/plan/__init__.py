"""The plan file: text to data with places, data to a validated plan."""
