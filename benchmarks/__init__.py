"""What plandocs costs, as ratios measured in one run: `python -m benchmarks`.

Absolute times are a property of the machine; ratios against a floor and against the usual libraries are a property of
the code. LibreOffice is switched off: it takes seconds, and only fills page numbers into a contents list. Nothing here
is imported by plandocs.
"""
