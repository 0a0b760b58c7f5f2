"""``streamlit run app.py`` starts the dashboard; everything is in :mod:`samverkan.ui`.

Streamlit finds the application by this very assignment, so it stands here and not in a function.
"""

import streamlit as st

from samverkan.ui.application import SCRIPT, options

app = st.App(SCRIPT, **options())
