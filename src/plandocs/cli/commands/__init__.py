"""The commands, one module each. A module imports only click at its top: the work is imported when it is done."""
