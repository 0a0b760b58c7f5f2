"""A dashboard of nothing but a map of three nodes: ``streamlit run tests/e2e/small_map/app.py``."""

from pathlib import Path

import streamlit as st

from samverkan.ui.application import options

app = st.App(Path(__file__).with_name("script.py"), **options())
