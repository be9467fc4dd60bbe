"""Text for terminals and mails."""
