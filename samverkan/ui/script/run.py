"""What Streamlit runs for every visitor and every click."""

from samverkan.ui.dashboard import show_dashboard

show_dashboard()
