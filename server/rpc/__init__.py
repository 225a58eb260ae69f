"""How a call travels: from the wire through the interceptors to a servicer."""
