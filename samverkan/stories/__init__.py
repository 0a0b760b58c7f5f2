"""Stories that come with the program: five questions that people ask, answered by the data that are open.

Rule of the room: every name and number of a story is computed from one study, every step is a link that shows
what its words say, and a story whose claim the data do not carry is left out and says why. One file a story;
the words are in ``i18n``.
"""
