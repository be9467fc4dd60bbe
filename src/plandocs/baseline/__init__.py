"""What was agreed, kept: baselines beside the plan file, and what differs between two versions of a plan.

A baseline holds the plan as it was, with the dates that followed from it then. Everything here takes values and gives
values; `api` writes the files.
"""
