"""An order's life: taken in time, or escalated, or expired."""
