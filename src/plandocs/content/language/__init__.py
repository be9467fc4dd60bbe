"""The template language: which tags there are, what they may do, and how they are evaluated.

It is a part of jinja2 in a sandbox: fields with filters, conditions, loops and comments. A template can call nothing,
read nothing and define nothing. Whatever it does is counted, so that one which never ends is stopped. Nothing here
knows a file format: a renderer brings the text around the tags as opaque tokens.
"""
