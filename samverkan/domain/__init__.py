"""The vocabulary: what a data set, a network, a selection and a finding are.

Rule of the room: values and their meaning only. Nothing here reads a file, draws, computes a measure,
knows a language or asks what day it is.
"""
