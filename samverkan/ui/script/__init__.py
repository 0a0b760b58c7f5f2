"""What Streamlit runs for every visitor and every click.

Rule of the folder: one file and nothing beside it. Next to a folder called ``pages`` Streamlit takes what
lies there for pages of its own, and greets whoever is the first to follow a link with “Page not found”.
"""
