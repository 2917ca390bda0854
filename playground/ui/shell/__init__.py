"""The window around the workspaces: menus, documents, opening, settings, help, starting and ending."""
