"""Briefs: what somebody should have read before a meeting, on one page.

Rule of the room: it joins what the rooms below know (cards, profiles, a small map) to one value, in words;
what is written to a file is that value and nothing else. Every statement carries where it stands, every list
that is cut says how much was left out, and what the sources do not say is said to be unknown.
"""
