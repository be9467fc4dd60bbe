"""Documents as one HTML file for a browser: style and pictures are in it, and it fetches and runs nothing."""

from __future__ import annotations

from plandocs.render.html.page import render_page

__all__ = ["render_page"]
