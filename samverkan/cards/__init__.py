"""Cards: each finding as a planner reads it aloud, with its reasons and its limits.

Rule of the room: a finding and a translator in, plain text out; nothing here decides what is found. A claim
is a question or a fact of the tables, never an accusation, a certainty or a cause. What a card says it rests
on can be opened: names are links to nodes, evidence to rows of the tables.
"""
