"""What the pages show, one module per page: a function from the ground to plain frozen data.

Does not depend on templates, Markdown or files.
"""
