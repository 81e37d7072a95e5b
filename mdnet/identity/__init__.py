"""Who is who: pairs of notes on one person, notes made one, and other names for people.

What changes notes makes a plan first, so that it can be looked at; nothing is written
before all of it is known to be possible.
"""
