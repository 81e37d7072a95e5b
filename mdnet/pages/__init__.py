"""The generated pages of a vault: what they show, how they are filled in and kept fresh.

Works on one snapshot of the index. It does not depend on the command line or the clock: two
builds of the same vault give the same bytes.
"""
