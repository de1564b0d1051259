"""The window around the rooms: sidebar, search, history, notices; it knows which rooms there are and nothing of their work."""
