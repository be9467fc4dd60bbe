"""What plandocs costs, as ratios measured in one run: `python -m benchmarks`.

Absolute times are a property of the machine; ratios against a floor and against the usual libraries are a property of
the code. Nothing here is imported by plandocs.
"""
