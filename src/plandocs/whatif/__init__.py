"""What would follow if the plan were another: change requests and recoveries, tried on the model.

A plan goes in with edits to it, and the same scheduler that made its dates says what they do. Nothing here reads or
writes a file; what is tried is never the plan itself but a copy.
"""
