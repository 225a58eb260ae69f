"""One class a kind of client: a guest's phone, a kitchen screen, staff with their own phones."""
