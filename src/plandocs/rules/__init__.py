"""Planning rules: what a plan that hangs together may still do wrong.

A valid plan and its schedule go in, located findings come out. One function per rule, grouped by topic; a new rule is
a new function, a new topic a new file. Nothing here reads a file, asks the clock or changes a plan.
"""

from __future__ import annotations

from plandocs.rules.case import Frozen
from plandocs.rules.checking import check_rules
from plandocs.rules.registry import Finding, Rule, all_rules

__all__ = ["Finding", "Frozen", "Rule", "all_rules", "check_rules"]
