"""Numbers to pictures.

Rule of the room: it knows networks and words, but no browser, no Streamlit and no session. A picture is first
a neutral scene; one file a target then draws it.
"""
