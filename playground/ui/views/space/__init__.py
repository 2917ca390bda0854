"""Answers all over the plane as a surface in space, drawn without OpenGL."""
