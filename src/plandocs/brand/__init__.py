"""The brand: colours by role, fonts, logos and templates, from one `brand.yaml` for all formats."""
