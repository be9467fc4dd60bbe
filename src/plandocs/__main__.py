"""Runs the command line as `python -m plandocs`."""

import sys

from plandocs.cli import main

if __name__ == "__main__":
    sys.exit(main())
