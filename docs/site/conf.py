# SPDX-License-Identifier: Apache-2.0
# Sphinx reads this in the folder that stage.py has laid out; scripts/site runs both.
import os
import pathlib
import re
import sys

tree = pathlib.Path(os.environ["SNAPSEAL_TREE"])
sys.path.insert(0, str(tree / "bindings/python/src"))

project = "snapseal"
author = "The snapseal authors"
copyright = "2026, the snapseal authors. Apache-2.0. Not affiliated with SnapTrade"
release = re.search(r"^  VERSION ([0-9.]+)$", (tree / "CMakeLists.txt").read_text(), re.MULTILINE)[1]
version = release

extensions = ["myst_parser", "breathe", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown", ".rst": "restructuredtext"}
exclude_patterns = ["files/**", "examples/**/node_modules/**"]
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
# Words in code that are not of a language that Pygments knows.
suppress_warnings = ["misc.highlighting_failure"]

breathe_projects = {"snapseal": os.environ["SNAPSEAL_DOXYGEN_XML"]}
breathe_default_project = "snapseal"
breathe_domain_by_extension = {"hpp": "cpp", "h": "c"}
breathe_default_members = ("members",)
cpp_id_attributes = ["SNAPSEAL_API"]
c_id_attributes = ["SNAPSEAL_C_API"]

autodoc_mock_imports = ["snapseal._native"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = f"snapseal {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"navigation_with_keys": True, "top_of_page_button": None}

default_role = "code"


def mark_code(app, what, name, obj, options, lines):
    """Docstrings have code as Markdown has it: indented, after an empty line."""
    at = 1
    while at < len(lines):
        if lines[at].startswith("    ") and not lines[at - 1].strip() and (at < 2 or not lines[at - 2].startswith("    ")):
            lines[at:at] = ["::", ""]
            at += 2
            while at < len(lines) and (lines[at].startswith("    ") or not lines[at].strip()):
                at += 1
        at += 1


def setup(app):
    app.connect("autodoc-process-docstring", mark_code)
