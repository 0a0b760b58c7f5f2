"""Charts: pictures where people would rather look than read, and the tables that say the same.

Rule of the room: a chart is a value, drawn once and shown or written anywhere; only here is altair known, and
neither a browser nor a session is. Every chart has a table that holds all that it shows, and words around it
that explain it where nobody can click. One file a chart.
"""
