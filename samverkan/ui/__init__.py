"""The dashboard: the only place that knows Streamlit.

Rule of the room: a page chooses, calls one workflow and shows. It computes nothing, writes no sentence of its
own and keeps no state but the view.
"""
