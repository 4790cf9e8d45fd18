"""Sphinx configuration: MyST pages, the API reference from docstrings, the furo theme."""

from quotecheck import __version__

project = "quotecheck"
author = "The quotecheck developers"
release = version = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = f"quotecheck {version}"
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints = "description"
exclude_patterns = ["_build"]
suppress_warnings = ["ref.python"]  # a model and its home module carry one name
