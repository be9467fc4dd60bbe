"""plandocs: one plan file in; a project plan, a kickoff deck, a workbook and the weekly status out."""

__version__ = "0.1.0"
