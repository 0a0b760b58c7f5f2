"""Network in, numbers out.

Rule of the room: pure functions. Each takes a network or a study, changes nothing, and gives the same numbers
for the same input in whatever order its rows stood. No words, no pixels, no files.
"""
