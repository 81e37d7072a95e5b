"""What the pages show, one module a page: a function from the ground to plain frozen data.

Knows nothing of templates, of Markdown or of files.
"""
