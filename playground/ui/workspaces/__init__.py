"""The workspaces: each arranges panels and views."""
